import { parseArgs } from 'node:util'
import { createAccess } from '../access/access.ts'
import type { Access } from '../access/access.ts'
import { createBudget } from '../access/budget.ts'
import { DEFAULT_LIMITS } from '../access/limits.ts'
import { command } from '../access/principal.ts'
import { commandVisit } from '../access/visit.ts'
import { refuseHalfRestored } from '../backup/mark.ts'
import { ClientError } from '../errors.ts'
import { openAuditExport } from '../export/audit-file.ts'
import { openExport } from '../export/file.ts'
import type { ExportFile, GraphFile } from '../export/file.ts'
import { formatOfFile, formats } from '../export/formats.ts'
import { PARAMETERS, exportRequest } from '../export/request.ts'
import type { Asked } from '../export/request.ts'
import { createFeed } from '../live/feed.ts'
import { model } from '../model/index.ts'
import { createSchema } from '../schema/schema.ts'
import { createSelector } from '../schema/selector.ts'
import { StartError } from '../start-error.ts'
import { createReads } from '../store/reads.ts'
import type { Store } from '../store/store.ts'
import { readArguments, wrong } from './arguments.ts'
import { joinDatabase, onStore } from './database.ts'
import { sizeOf, refuseExisting, writeThrough, writeWhole } from './output.ts'
import type { Surroundings } from './serve.ts'
import { stopSignals } from './stop-signals.ts'

/** What stands for standard output. */
export const STANDARD_OUTPUT = '-'

/** What is said where more was asked for than a limit let through. */
const CUT = 'there is more around these nodes than --limit let through, and it is left out'

/** What `export` was asked to do. */
export interface ExportArguments {
  readonly file: string
  readonly force: boolean
  readonly asked: Asked
}

/** @throws StartError with what is wrong, and the usage. */
export function exportArguments(args: readonly string[]): ExportArguments {
  return readArguments(() => {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: {
        ...Object.fromEntries(PARAMETERS.map((name) => [name, { type: 'string' as const }])),
        force: { type: 'boolean' as const, default: false },
      },
      allowPositionals: true,
    })
    const [file, ...others] = positionals
    if (file === undefined || others.length > 0) throw wrong('Name one file to export to.')
    const { force, ...parameters }: Record<string, unknown> = values
    const format = parameters['format'] ?? formatOfFile(file)?.name
    if (format === undefined)
      throw wrong(
        `${file} does not end in .${formats.map(({ extension }) => extension).join(', .')}: say which --format.`,
      )
    return { file, force: force === true, asked: askedOf({ ...parameters, format }) }
  })
}

function askedOf(parameters: Readonly<Record<string, unknown>>): Asked {
  try {
    return exportRequest(model, parameters)
  } catch (error) {
    if (error instanceof ClientError) throw wrong(error.message)
    throw error
  }
}

/**
 * Writes the graph, a part of it or the audit record to a file, while others may work with it.
 * @throws StartError when it cannot be done; no file is there then.
 */
export async function exportCommand(
  { config, log, progress }: Surroundings,
  { file, force, asked }: ExportArguments,
): Promise<void> {
  if (file !== STANDARD_OUTPUT) await refuseExisting(file, force)
  const { signal } = stopSignals(() => undefined)
  const database = await joinDatabase(config, progress, signal)
  try {
    await onStore(database, async (store) => {
      await refuseHalfRestored(store)
      const step = progress.begin(`Exporting to ${file === STANDARD_OUTPUT ? 'standard output' : file}`)
      const made = await opened(store, log, asked)
      let size = 0
      const counted = async function* () {
        for await (const chunk of made.bytes) {
          size += chunk.byteLength
          step.note(sizeOf(size))
          yield chunk
        }
      }
      if (file === STANDARD_OUTPUT) await writeThrough(process.stdout, counted(), signal)
      else await writeWhole(file, [counted()], { force, signal })
      step.end(`${sizeOf(size)}, ${shownBy(made)}`)
    })
  } catch (error) {
    if (signal.aborted) throw new StartError('Stopped: nothing was written.')
    if (error instanceof ClientError) throw new StartError(`Nothing was written: ${error.message}`)
    throw error
  }
}

function opened(store: Store, log: Surroundings['log'], asked: Asked): ExportFile | Promise<GraphFile> {
  const access = createAccess(store, log, { anonymousRole: 'NONE' })
  if (asked.what === 'audit') return openAuditExport(access.audit, asked)
  return openExport({ store, model, selector: selectorOn(store, log, access) }, asked)
}

const shownBy = (file: ExportFile | GraphFile): string =>
  'seq' in file
    ? `the graph as of sequence number ${file.seq}${file.isCut ? `; ${CUT}` : ''}`
    : 'the audit record until now'

function selectorOn(store: Store, log: Surroundings['log'], access: Access) {
  const schema = createSchema(model)
  const context = {
    store,
    reads: createReads(store),
    model,
    feed: createFeed(store, log),
    access,
    principal: command('export'),
    visit: commandVisit,
    budget: createBudget(DEFAULT_LIMITS),
  }
  return createSelector(schema, model, context)
}
