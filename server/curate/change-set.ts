import { uuidv7 } from 'uuidv7'
import { fold } from '../model/index.ts'
import type { Model } from '../model/index.ts'
import { instant, plain } from '../store/properties.ts'
import type { Statement, Store, Transaction } from '../store/store.ts'
import type { LinkState, NodeState } from './state.ts'
import { touchedBy } from './touched.ts'
import type { LocalizedText } from './validate.ts'

/** What kind of work a change set was. */
export type Origin = 'EDIT' | 'IMPORT' | 'MERGE' | 'UNDO'

/** Who changes the graph, how, and why. */
export interface Author {
  readonly actor: string
  readonly reason: string | null
  readonly origin: Origin
}

/** One touched node or link: its state before (null when created) and after (null when deleted). */
export type Change = { readonly title: LocalizedText } & (
  | {
      readonly subject: 'NODE'
      readonly before: NodeState | null
      readonly after: NodeState | null
      /** The node that this one was merged into. */
      readonly into?: string
    }
  | { readonly subject: 'LINK'; readonly before: LinkState | null; readonly after: LinkState | null }
)

/** A change set while it is being made: the transaction that it happens in, its instant, and what it has changed. */
export interface Draft {
  readonly transaction: Transaction
  readonly model: Model
  readonly author: Author
  /** The id of the change set. */
  readonly id: string
  /** The graph's sequence number once the change set is there. */
  readonly seq: number
  /** ISO instant that every node and link of the set is stamped with. */
  readonly at: string
  /** What is changed and not recorded yet. */
  readonly changes: Change[]
  /** How many changes are recorded already. */
  recorded: number
}

/** What the graph is read and written through, whether or not a change set is being made. */
export type Writing = Pick<Draft, 'transaction' | 'model'>

/** What came of a change set. `seq` is the graph's sequence number afterwards. */
export interface Committed {
  readonly seq: number
  /** Null when nothing was changed. */
  readonly id: string | null
  /** The rows of the statement that was to be read in the same transaction. */
  readonly answer: readonly unknown[]
}

export interface CommitOptions {
  /** Read in the same transaction, after the change. */
  readonly answer?: Statement
  readonly timeoutMs?: number
  /** Whether everything is taken back in the end, after it has shown whether it can be done. */
  readonly dryRun?: boolean
}

/**
 * Runs work as one change set: all of it is applied and recorded, or none of it.
 * The clock's lock, taken first, orders all writers, so that what the work reads stays true until it commits.
 */
export async function commit(
  store: Store,
  model: Model,
  author: Author,
  work: (draft: Draft) => Promise<void>,
  { answer, timeoutMs, dryRun = false }: CommitOptions = {},
): Promise<Committed> {
  const run = async (transaction: Transaction): Promise<Committed> => {
    const [clock] = await transaction.run({
      // Written first and read after: what is read before the lock is held may be the seq of a writer before.
      text:
        "MATCH (c:Clock { id: 'graph' }) SET c.holder = randomUUID() WITH c " +
        'OPTIONAL MATCH (s:ChangeSet) WHERE s.seq = c.seq RETURN c.seq AS seq, s.at AS at',
      parameters: {},
    })
    if (clock === undefined) throw new Error('The graph has no clock: it was not prepared')
    const before = Number(clock['seq'])
    const draft: Draft = {
      transaction,
      model,
      author,
      id: uuidv7(),
      seq: before + 1,
      at: now(clock['at']),
      changes: [],
      recorded: 0,
    }
    await work(draft)
    await record(draft)
    const changed = draft.recorded > 0
    const rows = answer === undefined ? [] : await transaction.run(answer)
    return {
      seq: changed ? draft.seq : before,
      id: changed ? draft.id : null,
      answer: rows.map((row) => row['value']),
    }
  }
  return dryRun ? store.trial(run, timeoutMs) : store.write(run, timeoutMs)
}

/** Changes that travel in one statement. */
const TOGETHER = 1_000

/**
 * Records what was changed and not recorded yet; what changes much calls it now and then, so that it holds little at a
 * time, and need not wait for it: what is to be recorded is taken at once. The set itself comes with its first changes.
 */
export async function record(draft: Draft): Promise<void> {
  const { transaction, model, seq, id } = draft
  const first = draft.recorded
  const changes = draft.changes.splice(0)
  if (changes.length === 0) return
  draft.recorded += changes.length
  const sent = first === 0 ? [transaction.run(beginning(draft))] : []
  for (let from = 0; from < changes.length; from += TOGETHER)
    sent.push(
      transaction.run({
        text:
          'MATCH (s:ChangeSet) WHERE s.id = $id ' +
          'UNWIND $changes AS change CREATE (s)-[:INCLUDES]->(c:Change) SET c = change.properties ' +
          'FOREACH (one IN change.touched | CREATE (s)-[:TOUCHES { id: one, seq: $seq }]->(c))',
        parameters: {
          id,
          seq: BigInt(seq),
          changes: changes.slice(from, from + TOGETHER).map((change, index) => ({
            properties: propertiesOf(change, seq, first + from + index),
            touched: touchedBy(model, change),
          })),
        },
      }),
    )
  await Promise.all(sent)
}

/** What was made by an earlier change of the log, and is taken away as that left it. */
export interface Unmade {
  /** Where the log has that change. */
  readonly place: string
  /** The node that a node is merged into; null for none. */
  readonly into: string | null
}

/**
 * Records that things were taken away as earlier changes of the log had left them: what they were and are called is copied
 * from there within the database, and does not travel.
 */
export async function recordUnmade(draft: Draft, unmade: readonly Unmade[]): Promise<void> {
  const { transaction, seq, id } = draft
  const first = draft.recorded
  draft.recorded += unmade.length
  const sent = first === 0 ? [transaction.run(beginning(draft))] : []
  for (let from = 0; from < unmade.length; from += TOGETHER)
    sent.push(
      transaction.run({
        text:
          'MATCH (s:ChangeSet) WHERE s.id = $id UNWIND $rows AS row ' +
          'MATCH (made) WHERE elementId(made) = row.place ' +
          `CREATE (s)-[:INCLUDES]->(c:Change) SET c = { id: row.id, seq: $seq, ordinal: row.ordinal, ` +
          `action: 'DELETED', before: made.after, into: row.into, ${COPIED} } ` +
          // What was only made has touched nothing that its going does not touch.
          'WITH s, c, COLLECT { MATCH ()-[t:TOUCHES]->(made) RETURN t.id } + ' +
          'CASE WHEN row.into IS NULL THEN [] ELSE [row.into] END AS touched ' +
          'FOREACH (one IN touched | CREATE (s)-[:TOUCHES { id: one, seq: $seq }]->(c))',
        parameters: {
          id,
          seq: BigInt(seq),
          rows: unmade.slice(from, from + TOGETHER).map(({ place, into }, index) => ({
            place,
            into,
            id: uuidv7(),
            ordinal: BigInt(first + from + index),
          })),
        },
      }),
    )
  await Promise.all(sent)
}

/** What is the same of a thing that comes and goes. */
const COPIED = ['subject', 'targetId', 'title_vi', 'title_en', 'words', 'kind', 'from', 'to']
  .map((name) => `${name}: made.${name}`)
  .join(', ')

/** The instant of a change set: none is before the one that it follows, whichever machine's clock runs ahead. */
const now = (last: unknown): string =>
  new Date(Math.max(Date.now(), last === null ? 0 : Date.parse(String(plain(last))))).toISOString()

const beginning = ({ author, at, seq, id }: Draft): Statement => ({
  text: "MATCH (c:Clock { id: 'graph' }) SET c.seq = $set.seq CREATE (s:ChangeSet) SET s = $set",
  parameters: {
    set: {
      id,
      seq: BigInt(seq),
      at: instant(at),
      ...author,
      words: fold(`${author.reason ?? ''} ${author.actor}`),
    },
  },
})

function propertiesOf(change: Change, seq: number, ordinal: number): Record<string, unknown> {
  const { title, subject, before, after } = change
  return {
    id: uuidv7(),
    seq: BigInt(seq),
    ordinal: BigInt(ordinal),
    subject,
    action: before === null ? 'CREATED' : after === null ? 'DELETED' : 'UPDATED',
    targetId: (after ?? before)?.id,
    version: after === null ? null : BigInt(after.version),
    title_vi: title.vi,
    title_en: title.en,
    words: fold(`${title.vi ?? ''} ${title.en ?? ''}`),
    before: before === null ? null : JSON.stringify(before),
    after: after === null ? null : JSON.stringify(after),
    ...placeOf(change),
  }
}

/** What a change is found by beside its target. */
function placeOf(change: Change): Record<string, unknown> {
  if (change.subject === 'NODE')
    return { kind: (change.after ?? change.before)?.kind, into: change.into ?? null }
  const { type, from, to } = required(change.after ?? change.before)
  return { kind: type, from, to }
}

function required<T>(state: T | null): T {
  if (state === null) throw new Error('A change has neither a state before nor one after')
  return state
}
