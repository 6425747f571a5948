/** Every command, as a person types it. */
export const usage = [
  'npm start                                serve',
  'npm run seed [-- FOLDER]                 add what is missing from graph-seed/, or from one source’s folder',
  'npm run seed -- --check FILE [FOLDER]    hold the seed against the text of its source; needs no database',
  'npm run import -- FILE... [OPTIONS]      import .json, .yaml, .csv files or a seed folder as one change set',
  '  --dry-run                              only tell what that would do',
  '  --doubtful leave|create|match          what becomes of nodes that may be others: left out, new, or those',
  '  --kind KIND|links                      what the rows of a table are, where its header does not tell',
  '  --mapping FILE                         what its columns hold: { "kind", "separator", "columns": [...] } as JSON',
  '  --reason TEXT                          why, for the change log',
].join('\n')
