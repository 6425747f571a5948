import type { Kind, Link, Model } from '../../server/model/index.ts'
import { same, sentEvidence } from '../data/records.ts'
import type { EvidenceValue } from '../evidence/types.ts'
import type { LinkValues } from '../links/draft.ts'
import { currentLink } from '../links/merge.ts'
import { isRecord } from '../links/record.ts'
import { stateOf } from '../resources/conflict.ts'
import { piecesOf } from '../resources/pieces.ts'
import type { Piece } from '../resources/pieces.ts'
import type { Action, ToldChange, Viewpoint } from './types.ts'

/** A piece of a node with what it said before and after; null for nothing. */
export interface PieceChange extends Pick<Piece, 'path' | 'field' | 'lang'> {
  readonly before: unknown
  readonly after: unknown
}

/** Evidence that came and went. */
export interface EvidenceChange {
  readonly gained: readonly EvidenceValue[]
  readonly lost: readonly EvidenceValue[]
}

/** What a change of a node comes to. */
export interface NodeAccount {
  readonly pieces: readonly PieceChange[]
  readonly evidence: EvidenceChange
}

export interface LinkEnds {
  readonly from: string
  readonly to: string
}

/** A property of a link beside its evidence. */
export type LinkValueName = Exclude<keyof LinkValues, 'evidence'>

export interface LinkSide {
  readonly ends: LinkEnds
  readonly values: LinkValues
}

/** What a change of a link comes to. */
export interface LinkAccount {
  /** Null for what was not there. */
  readonly before: LinkSide | null
  readonly after: LinkSide | null
  /** The properties that say something else, or, of a link that came or went, something at all. */
  readonly values: readonly LinkValueName[]
  readonly evidence: EvidenceChange
}

/** Where two states of a node differ, piece by piece; all that it says, where one of them is missing. */
export function nodeAccount(
  kind: Kind,
  { before, after }: Pick<ToldChange, 'before' | 'after'>,
): NodeAccount {
  const [old, now] = [stateOf(kind, before), stateOf(kind, after)]
  const pieces = piecesOf(kind).flatMap(({ path, field, lang, of }): PieceChange[] => {
    const [said, says] = [old === null ? null : of(old), now === null ? null : of(now)]
    return same(said, says) ? [] : [{ path, field, lang, before: said, after: says }]
  })
  return { pieces, evidence: evidenceChange(before, after) }
}

const linkValues: readonly LinkValueName[] = ['status', 'confidence', 'note']

/** Where two states of a link differ; all that it says, where one of them is missing. */
export function linkAccount({ before, after }: Pick<ToldChange, 'before' | 'after'>): LinkAccount {
  const [old, now] = [sideOf(before), sideOf(after)]
  const values = linkValues.filter((name) => {
    if (old !== null && now !== null) return !same(old.values[name], now.values[name])
    const said = (old ?? now)?.values[name]
    return said !== undefined && said !== null && said !== ''
  })
  return { before: old, after: now, values, evidence: evidenceChange(before, after) }
}

function sideOf(state: unknown): LinkSide | null {
  const link = currentLink(state)
  if (link === null || !isRecord(state)) return null
  const { from, to } = state
  if (typeof from !== 'string' || typeof to !== 'string') return null
  return { ends: { from, to }, values: link.values }
}

/** Evidence is a set of quotations: one is the same while its passage, words, place and note are. */
function evidenceChange(before: unknown, after: unknown): EvidenceChange {
  const [old, now] = [evidenceOf(before), evidenceOf(after)]
  const without = (all: readonly EvidenceValue[], others: readonly EvidenceValue[]) => {
    const known = new Set(others.map(print))
    return all.filter((piece) => !known.has(print(piece)))
  }
  return { gained: without(now, old), lost: without(old, now) }
}

const evidenceOf = (state: unknown): EvidenceValue[] =>
  isRecord(state) ? sentEvidence(state['evidence']) : []

const print = (piece: EvidenceValue): string => JSON.stringify(piece)

/**
 * What a change quotes of the node whose history it stands in, otherwise than before; null where it stands there for another
 * reason: it is one of the node itself or of its links, or nothing of the node is quoted.
 */
export function quotationChange(
  { subject, targetId, before, after }: ToldChange,
  viewpoint: Viewpoint | undefined,
): EvidenceChange | null {
  if (viewpoint === undefined) return null
  const ends = [sideOf(before), sideOf(after)].flatMap((side) => side?.ends ?? [])
  const own =
    subject === 'NODE'
      ? targetId === viewpoint.id
      : ends.some(({ from, to }) => from === viewpoint.id || to === viewpoint.id)
  if (own) return null
  const { gained, lost } = evidenceChange(before, after)
  const ofIt = (pieces: readonly EvidenceValue[]) =>
    pieces.filter(({ passageId }) => passageId === viewpoint.id)
  const quoted = { gained: ofIt(gained), lost: ofIt(lost) }
  return quoted.gained.length + quoted.lost.length === 0 ? null : quoted
}

/** Whether a change says nothing beyond that it happened. */
export const saysNothing = ({ evidence, ...account }: NodeAccount | LinkAccount): boolean =>
  evidence.gained.length + evidence.lost.length === 0 &&
  ('pieces' in account ? account.pieces.length === 0 : account.values.length === 0 && !hasMoved(account))

/** Whether a link leads from or to another node than before. */
export const hasMoved = ({ before, after }: Pick<LinkAccount, 'before' | 'after'>): boolean =>
  before !== null && after !== null && !same(before.ends, after.ends)

/** A change the other way round: what undoing it would do. */
export const inverse = <Told extends ToldChange>(change: Told): Told => ({
  ...change,
  action: opposite[change.action],
  before: change.after,
  after: change.before,
  // What was merged away is made anew, not merged anew.
  into: null,
})

const opposite: Readonly<Record<Action, Action>> = {
  CREATED: 'DELETED',
  UPDATED: 'UPDATED',
  DELETED: 'CREATED',
}

/** The declaration of a link, as far as it is known which kinds stand at its ends; undefined for an unknown type. */
export const declarationOf = (
  model: Model,
  type: string,
  { from, to }: { readonly from?: string | undefined; readonly to?: string | undefined },
): Link | undefined =>
  model.links.find(
    (link) =>
      link.type === type &&
      (from === undefined || link.from === from) &&
      (to === undefined || link.to === to),
  )

/** What both ends of a link were called when the log named it; null where that cannot be told from its name. */
export function endTitles(title: string | null): { readonly from: string; readonly to: string } | null {
  const [from, to, ...others] = (title ?? '').split(' → ')
  return from === undefined || to === undefined || others.length > 0 ? null : { from, to }
}

/** The nodes and passages that some changes speak of beside what they changed. */
export function mentionedIn(changes: readonly ToldChange[]): {
  readonly nodes: readonly string[]
  readonly passages: readonly string[]
} {
  const states = changes.flatMap(({ before, after }) => [before, after])
  const ends = changes
    .filter(({ subject }) => subject === 'LINK')
    .flatMap(({ before, after }) => [sideOf(before), sideOf(after)])
    .flatMap((side) => (side === null ? [] : [side.ends.from, side.ends.to]))
  const into = changes.flatMap(({ into }) => (typeof into === 'string' ? [into] : []))
  const passages = states.flatMap((state) => evidenceOf(state).map(({ passageId }) => passageId))
  return { nodes: [...new Set([...ends, ...into])], passages: [...new Set(passages)] }
}
