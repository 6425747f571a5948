/** What stands in the graph while it is restored, and after a restoring that did not come to its end. */
export const RESTORING = 'Restoring'

/** What a backup holds as nodes with their evidence, or what is made anew from it. */
export const NOT_OTHERS: readonly string[] = ['Entity', 'Evidence', 'Clock', RESTORING]

/** Where the nodes of the model and their evidence are found by their ids. */
export const OF_THE_MODEL = ['Entity', 'Evidence'] as const

/**
 * The change log: its nodes bear the sequence number of their set and never change, so that those up to a number are the
 * log as it was then. Sets come before what they include. Whatever else there is, people with what is theirs, is held as it
 * is when the backup is taken, and needs no entry here.
 */
export const LOG = { first: 'ChangeSet', last: 'Change' } as const
