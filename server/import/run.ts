import { commit } from '../curate/change-set.ts'
import type { Author, Draft } from '../curate/change-set.ts'
import { ClientError } from '../errors.ts'
import type { Model } from '../model/index.ts'
import type { Store } from '../store/store.ts'
import { keepMappings, keptMapping } from './csv/kept.ts'
import { Graph } from './graph.ts'
import type { DoubtfulChoice, Job, PresentChoice } from './job.ts'
import { Known } from './known.ts'
import { planLinks } from './links.ts'
import { planNodes } from './nodes.ts'
import { Outcome } from './outcome.ts'
import { placeOf, written } from './problems.ts'
import type { Reading } from './reading.ts'
import { Shelf } from './shelf.ts'
import { readFiles } from './sources.ts'
import type { ImportFiles } from './sources.ts'
import { survey } from './survey.ts'
import { Writer } from './writer.ts'

/** Longest that an import may take, in milliseconds: it is one transaction, however much there is. */
const IMPORT_TIMEOUT_MS = 3_600_000

/** How far an import is: bytes read of its files, then nodes and links looked at and written. */
export type ImportProgress =
  | { readonly phase: 'READING'; readonly done: number }
  | { readonly phase: 'LOOKING' | 'WRITING'; readonly done: number; readonly total: number }
  | { readonly phase: 'COMMITTING' }

export interface ImportOptions {
  readonly author: Author
  /** Only tells what would be done; nobody is kept waiting meanwhile. */
  readonly dryRun?: boolean
  /** LEAVE where it is not said. */
  readonly doubtful?: DoubtfulChoice
  /** CHANGE where it is not said. */
  readonly present?: PresentChoice
  readonly onProgress?: (progress: ImportProgress) => void
  /** Ends the import; nothing of it stays. */
  readonly signal?: AbortSignal | undefined
}

export interface Imported {
  readonly outcome: Outcome
  /** Null when nothing was changed. */
  readonly changeSetId: string | null
  readonly seq: number | null
}

/** Nothing was imported, for what is wrong in the files. */
export class ImportRefused extends ClientError {
  readonly outcome: Outcome

  constructor(outcome: Outcome) {
    const { first, count } = outcome.problems
    const more = count > first.length ? `\n… and ${count - first.length} more` : ''
    super('BAD_USER_INPUT', `${first.map(written).join('\n')}${more}`, {
      fields: first.map((problem) => ({
        path: [placeOf(problem), problem.path].filter((part) => part !== '').join(': '),
        reason: problem.reason,
      })),
      problemCount: count,
    })
    this.outcome = outcome
  }
}

/**
 * Imports files as one change set: what is new is created, and of what is there only that is changed which the files state.
 * A dry run reads alone, beside those who write.
 * @throws ImportRefused with every problem when there is one; nothing is changed then.
 */
export async function importFiles(
  store: Store,
  model: Model,
  files: ImportFiles,
  options: ImportOptions,
): Promise<Imported> {
  const { onProgress = () => undefined, signal } = options
  const reading = await readFiles(model, files, {
    kept: (signature) => keptMapping(store, signature),
    onBytes: (done) => onProgress({ phase: 'READING', done }),
    signal,
  })
  try {
    return await importReading(store, reading, options)
  } finally {
    await reading.close()
  }
}

/** The same for what was read already. */
export async function importReading(
  store: Store,
  reading: Reading,
  options: ImportOptions,
): Promise<Imported> {
  const { author, dryRun = false, onProgress = () => undefined, signal } = options
  if (dryRun || reading.problems.count > 0) {
    const outcome = await look(store, reading, options, null)
    if (!dryRun) throw new ImportRefused(outcome)
    return { outcome, changeSetId: null, seq: null }
  }
  let outcome = new Outcome(reading.problems)
  const { id, seq } = await commit(
    store,
    reading.model,
    author,
    async (draft) => {
      outcome = await look(store, reading, options, draft)
      if (outcome.problems.count > 0) throw new ImportRefused(outcome)
      await keepMappings(draft.transaction, reading.mappings)
      signal?.throwIfAborted()
      onProgress({ phase: 'COMMITTING' })
    },
    { timeoutMs: IMPORT_TIMEOUT_MS },
  ).catch(tooMuch)
  return { outcome, changeSetId: id, seq }
}

/** It is one transaction, which the database holds in memory. */
function tooMuch(error: unknown): never {
  if (error instanceof ClientError && error.code === 'TOO_COMPLEX')
    throw Object.assign(
      new ClientError(
        'TOO_COMPLEX',
        'It is more than the database can change at once: give it more memory, or import the files in parts',
      ),
      { cause: error },
    )
  throw error
}

/** Looks through everything, and with a change set writes it as well, until a problem is found. */
async function look(
  store: Store,
  reading: Reading,
  { doubtful = 'LEAVE', present = 'CHANGE', onProgress = () => undefined, signal }: ImportOptions,
  draft: Draft | null,
): Promise<Outcome> {
  const graph = await Graph.open(store, reading.model)
  const writer = draft === null ? null : new Writer(draft)
  const total = reading.nodeCount + reading.links.count
  let done = 0
  const own = reading.again()
  const job: Job = {
    reading: own,
    graph,
    known: new Known(reading.nodes.length),
    shelf: new Shelf(graph),
    outcome: new Outcome(own.problems),
    at: draft?.at ?? new Date().toISOString(),
    doubtful,
    present,
    write: async (transitions, ends) => {
      if (writer !== null && own.problems.count === 0) await writer.write(transitions, ends)
    },
    settle: async () => writer?.settle(),
    looked: (count) => {
      signal?.throwIfAborted()
      done += count
      onProgress({ phase: draft === null ? 'LOOKING' : 'WRITING', done, total })
    },
  }
  try {
    await survey(job)
    await planNodes(job)
    await planLinks(job)
  } catch (error) {
    // What is under way would otherwise fail after the transaction has ended, and nobody would hear of it.
    await writer?.settle().catch(() => undefined)
    throw error
  }
  return job.outcome
}
