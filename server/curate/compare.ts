import { ClientError, badInput } from '../errors.ts'
import type { Store } from '../store/store.ts'
import { sameContent, sequence, sequenceAt } from './history.ts'
import type { Moment } from './history.ts'
import type { LinkState, NodeState } from './state.ts'
import type { LocalizedText } from './validate.ts'

/** The most nodes and links that may differ between two moments for them to be compared. */
const MAX_COMPARED = 50_000
const COMPARE_TIMEOUT_MS = 30_000

export type ComparedAction = 'CREATED' | 'UPDATED' | 'DELETED'

/** A node or link that is not at the second moment what it was at the first. */
export interface ComparedChange {
  readonly action: ComparedAction
  readonly subject: 'NODE' | 'LINK'
  readonly kind: string
  readonly targetId: string
  readonly title: LocalizedText
  readonly before: NodeState | LinkState | null
  readonly after: NodeState | LinkState | null
}

export interface Comparison {
  /** The sequence numbers of the two moments. */
  readonly from: number
  readonly to: number
  /** In the order of kinds and then ids. */
  readonly changes: readonly ComparedChange[]
}

/**
 * What was added, removed and changed between two moments: of each node and link that the log names between them, the
 * state before its first change and that after its last, where these do not say the same.
 * @throws ClientError BAD_USER_INPUT for a moment that is still to come, or for moments in the wrong order; TOO_COMPLEX.
 */
export async function compare(
  store: Store,
  moments: { readonly from: Moment; readonly to: Moment | null },
  kinds: readonly string[] | null,
): Promise<Comparison> {
  return store.trial(async (transaction) => {
    const from = await sequenceAt(transaction, moments.from, 'from')
    const to =
      moments.to === null ? await sequence(transaction) : await sequenceAt(transaction, moments.to, 'to')
    if (to < from) throw badInput([{ path: 'to', reason: `is ${to}, before from, which is ${from}` }])
    const rows = await transaction.run({
      text:
        'MATCH (s:ChangeSet) WHERE s.seq > $from AND s.seq <= $to MATCH (s)-[:INCLUDES]->(c) ' +
        'WHERE $kinds IS NULL OR c.kind IN $kinds ' +
        'WITH c ORDER BY c.seq, c.ordinal WITH c.targetId AS id, c.subject AS subject, c.kind AS kind, collect(c) AS found ' +
        'WITH id, subject, kind, head(found) AS first, last(found) AS last ORDER BY subject DESC, kind, id ' +
        `LIMIT ${MAX_COMPARED + 1} ` +
        'RETURN id, subject, kind, last.title_vi AS vi, last.title_en AS en, first.before AS before, last.after AS after',
      parameters: { from: BigInt(from), to: BigInt(to), kinds },
    })
    if (rows.length > MAX_COMPARED)
      throw new ClientError(
        'TOO_COMPLEX',
        `More than ${MAX_COMPARED} nodes and links were touched between these moments; compare moments that are closer, or some kinds`,
      )
    return { from, to, changes: rows.flatMap(changeOf) }
  }, COMPARE_TIMEOUT_MS)
}

function changeOf(row: Readonly<Record<string, unknown>>): ComparedChange[] {
  const before = stateOf(row['before'])
  const after = stateOf(row['after'])
  if (sameContent(before, after)) return []
  return [
    {
      action: before === null ? 'CREATED' : after === null ? 'DELETED' : 'UPDATED',
      subject: row['subject'] as 'NODE' | 'LINK',
      kind: String(row['kind']),
      targetId: String(row['id']),
      title: { vi: row['vi'] as string | null, en: row['en'] as string | null },
      before,
      after,
    },
  ]
}

/** The log's own text, written from these types. */
const stateOf = (json: unknown): NodeState | LinkState | null =>
  typeof json === 'string' ? (JSON.parse(json) as NodeState | LinkState) : null
