import { createReadStream } from 'node:fs'
import { readFile, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { refuseHalfRestored } from '../backup/mark.ts'
import { ClientError } from '../errors.ts'
import type { GivenMapping } from '../import/csv/mapping.ts'
import type { DoubtfulChoice } from '../import/job.ts'
import type { Counts, Outcome } from '../import/outcome.ts'
import { MAX_LISTED, written } from '../import/problems.ts'
import { ImportRefused, importFiles } from '../import/run.ts'
import type { ImportProgress } from '../import/run.ts'
import { formatOf } from '../import/sources.ts'
import type { ImportFile } from '../import/sources.ts'
import { model } from '../model/index.ts'
import { unlessMissing } from '../seed/folder.ts'
import { StartError } from '../start-error.ts'
import { prepare } from '../store/constraints.ts'
import { readArguments, wrong } from './arguments.ts'
import { joinDatabase, onStore } from './database.ts'
import type { Surroundings } from './serve.ts'
import { stopSignals } from './stop-signals.ts'

const CHOICES: Readonly<Record<string, DoubtfulChoice>> = { leave: 'LEAVE', create: 'CREATE', match: 'MATCH' }

/** How the kind of rows that are links is said. */
const LINKS = 'links'

/** What `import` was asked to do. */
export interface ImportArguments {
  readonly files: readonly string[]
  readonly dryRun: boolean
  readonly doubtful: DoubtfulChoice
  readonly reason: string | null
  /** A file with the mapping of tables. */
  readonly mapping: string | undefined
  /** Of which kind the rows of tables are; null: links. */
  readonly kind: string | null | undefined
}

/** @throws StartError with the usage when the arguments are none of those that it shows. */
export function importArguments(args: readonly string[]): ImportArguments {
  return readArguments(() => {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: {
        'dry-run': { type: 'boolean', default: false },
        doubtful: { type: 'string', default: 'leave' },
        reason: { type: 'string' },
        mapping: { type: 'string' },
        kind: { type: 'string' },
      },
      allowPositionals: true,
    })
    if (positionals.length === 0) throw wrong('Name a file to import.')
    const doubtful = CHOICES[values.doubtful]
    if (doubtful === undefined) throw wrong(`--doubtful must be one of ${Object.keys(CHOICES).join(', ')}.`)
    return {
      files: positionals,
      dryRun: values['dry-run'],
      doubtful,
      reason: values.reason ?? null,
      mapping: values.mapping,
      kind: values.kind === LINKS ? null : values.kind,
    }
  })
}

/**
 * Imports files as one change set, or tells what that would do.
 * @returns whether nothing is wrong with them.
 * @throws StartError when it cannot be done; the graph is as it was then.
 */
export async function importCommand(
  { config, progress, say }: Surroundings,
  { files: paths, dryRun, doubtful, reason, ...tables }: ImportArguments,
): Promise<boolean> {
  const mapping = await mappingOf(tables)
  const files = (await Promise.all(paths.map((path) => openFiles(path, mapping)))).flat()
  const { signal } = stopSignals(() => undefined)
  const database = await joinDatabase(config, progress, signal)
  try {
    return await onStore(database, async (store) => {
      await refuseHalfRestored(store)
      await prepare(store, model)
      const step = progress.begin(dryRun ? 'Looking at what an import would do' : 'Importing')
      try {
        const author = { actor: 'import', origin: 'IMPORT', reason: reason ?? paths.join(', ') } as const
        const { outcome, changeSetId } = await importFiles(store, model, files, {
          author,
          dryRun,
          doubtful,
          signal,
          onProgress: (at) => step.note(noteOf(at)),
        })
        step.end(dryRun ? 'nothing was written' : `change set ${changeSetId ?? 'none: nothing differs'}`)
        for (const line of report(outcome)) say(line)
        return outcome.problems.count === 0
      } catch (error) {
        step.end('nothing was imported')
        throw error
      }
    })
  } catch (error) {
    if (signal.aborted) throw new StartError('Stopped: nothing was imported.')
    if (error instanceof ImportRefused)
      throw new StartError([...report(error.outcome), 'Nothing was imported.'].join('\n'))
    if (error instanceof ClientError) throw new StartError(`Nothing was imported: ${error.message}`)
    throw error
  }
}

async function openFiles(path: string, mapping: GivenMapping | undefined): Promise<ImportFile[]> {
  const found = await stat(path).catch(unlessMissing)
  if (found?.isDirectory() === true) {
    const names = (await readdir(path)).filter((name) => formatOf(name) === 'YAML').toSorted()
    if (names.length === 0) throw new StartError(`${path} holds no .yaml file.`)
    return (await Promise.all(names.map((name) => openFiles(join(path, name), mapping)))).flat()
  }
  if (found?.isFile() !== true) throw new StartError(`${path} is no file.`)
  const format = formatOf(path)
  if (format === undefined)
    throw new StartError(`${path} does not end in .json, .yaml, .csv or .tsv, so that its form is not known.`)
  const bytes = () => createReadStream(path, { highWaterMark: 1 << 18 })
  return [{ name: path, format, bytes, mapping: format === 'CSV' ? mapping : undefined }]
}

async function mappingOf({
  mapping,
  kind,
}: Pick<ImportArguments, 'mapping' | 'kind'>): Promise<GivenMapping | undefined> {
  if (mapping === undefined) return kind === undefined ? undefined : { kind }
  const text = await readFile(mapping, 'utf8').catch(unlessMissing)
  if (text === undefined) throw new StartError(`${mapping} is no file.`)
  try {
    // What it is not is refused where the table's header is known.
    return JSON.parse(text) as GivenMapping
  } catch (error) {
    if (error instanceof SyntaxError) throw new StartError(`${mapping} is no JSON: ${error.message}`)
    throw error
  }
}

function noteOf(at: ImportProgress): string {
  switch (at.phase) {
    case 'READING':
      return `${(at.done / 1e6).toFixed(1)} MB read`
    case 'LOOKING':
      return `${at.done} of ${at.total} looked at`
    case 'WRITING':
      return `${at.done} of ${at.total} written`
    case 'COMMITTING':
      return 'making it last'
  }
}

/** What an import does, in lines for people. */
function report({ nodes, links, doubtful, merged, problems }: Outcome): string[] {
  return [
    `Nodes: ${counted(nodes)}`,
    `Links: ${counted(links)}`,
    ...doubtful.first.map(
      ({ file, line, kind, title, twins }) =>
        `${file}:${line}: this ${kind} may be ${twins.map(({ id }) => id).join(' or ')}: ${title.vi ?? ''}`,
    ),
    ...more(doubtful.count, 'doubtful ones'),
    ...(doubtful.count > 0 ? ['They are left out; --doubtful create or match says what they are.'] : []),
    ...merged.first.map(
      ({ file, line, id, into, isSetAside }) =>
        `${file}:${line}: ${id} was merged into ${into}${isSetAside ? ', of which the files speak: it is left aside' : ''}`,
    ),
    ...more(merged.count, 'merged ones'),
    ...problems.first.map(written),
    ...more(problems.count, 'problems'),
  ]
}

const counted = ({ created, changed, unchanged, doubtful }: Counts): string =>
  `${created} new, ${changed} changed, ${unchanged} left alone, ${doubtful} doubtful`

const more = (count: number, what: string): string[] =>
  count > MAX_LISTED ? [`… and ${count - MAX_LISTED} more ${what}`] : []
