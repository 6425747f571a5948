import type { Field, Kind } from '../../server/model/index.ts'
import { isLocalized, same, sentEvidence } from '../data/records.ts'
import type { NodeRecord } from '../data/records.ts'
import type { EvidenceValue } from '../evidence/types.ts'
import type { Lang } from '../i18n/useLang.ts'
import { piecesOf } from './pieces.ts'

type Values = Readonly<Record<string, unknown>>

/** Whose value is to stand. */
export type Side = 'mine' | 'theirs'

/** One value on which two states of a node differ: a field, one language of it, or the evidence. */
export interface Difference {
  /** `title.vi`, `form`, `evidence`. */
  readonly path: string
  readonly field: Field | undefined
  readonly lang: Lang | undefined
  readonly mine: unknown
  readonly theirs: unknown
  /** Both sides changed it: nobody but the person can tell which is right. */
  readonly both: boolean
  /** What stands if the person says nothing: each side's own changes, mine where both changed. */
  readonly first: Side
}

/** A node's state, as a CONFLICT or the change log carries it, as a record; null when it is none that can be shown. */
export function stateOf(kind: Kind, current: unknown): NodeRecord | null {
  if (!isObject(current)) return null
  const { id, version, createdAt, updatedAt, fields, evidence } = current
  if (typeof id !== 'string' || typeof version !== 'number' || !isObject(fields)) return null
  const values = Object.entries(kind.fields).map(([name, field]) => {
    const value = fields[name] ?? null
    if (field.type !== 'localized') return [name, value] as const
    return [name, isLocalized(value) ? value : noText] as const
  })
  const pieces = sentEvidence(evidence)
  return {
    ...Object.fromEntries(values),
    id,
    version,
    createdAt: String(createdAt),
    updatedAt: String(updatedAt),
    evidenceCount: pieces.length,
    evidence: pieces,
  }
}

const noText = { vi: null, en: null }

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Where what I want to save differs from what is there now, given the state from which I began. */
export function differences(kind: Kind, before: Values, mine: Values, theirs: Values): Difference[] {
  const compared = [
    ...piecesOf(kind),
    {
      path: 'evidence',
      field: undefined,
      lang: undefined,
      of: (values: Values) => unordered(sentEvidence(values['evidence'])),
    },
  ]
  return compared.flatMap(({ path, field, lang, of }): Difference[] => {
    const [old, my, their] = [of(before), of(mine), of(theirs)]
    if (same(my, their)) return []
    const both = !same(my, old) && !same(their, old)
    return [{ path, field, lang, mine: my, theirs: their, both, first: same(my, old) ? 'theirs' : 'mine' }]
  })
}

/** The service orders evidence by itself: as a set it is compared. */
const unordered = (evidence: readonly EvidenceValue[]): EvidenceValue[] =>
  evidence.toSorted((one, other) => print(one).localeCompare(print(other)))

const print = (piece: EvidenceValue): string => JSON.stringify(piece)

/** The values that stand after the person has chosen, on top of what is there now. */
export function resolved(
  mine: Values,
  theirs: NodeRecord,
  found: readonly Difference[],
  choice: Readonly<Record<string, Side>>,
): NodeRecord {
  const values: Record<string, unknown> = { ...theirs }
  for (const { path, mine: my, first } of found) {
    if ((choice[path] ?? first) === 'theirs') continue
    const [name = '', lang] = path.split('.')
    if (lang === undefined) values[name] = my
    else values[name] = { ...(isLocalized(values[name]) ? values[name] : noText), [lang]: my }
  }
  return { ...values, ...ownOf(mine), id: theirs.id, version: theirs.version } as NodeRecord
}

/** What a form holds beside the node itself, such as the reason of the change. */
const ownOf = (mine: Values): Values =>
  Object.fromEntries(Object.entries(mine).filter(([name]) => name.startsWith('$')))
