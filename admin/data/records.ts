import { referencesOf, scalarsOf, textsName } from '../../server/model/index.ts'
import type { Field, Kind } from '../../server/model/index.ts'
import type { Evidence, EvidenceValue } from '../evidence/types.ts'
import type { Lang } from '../i18n/useLang.ts'

/** Text in both languages as forms hold it; English is null where Vietnamese stands in for it. */
export interface LocalizedValue {
  readonly vi: string | null
  readonly en: string | null
}

/** A node as the screens hold it: its fields by name, references as ids, evidence as a form takes it. */
export interface NodeRecord {
  readonly id: string
  readonly version: number
  readonly createdAt: string
  readonly updatedAt: string
  readonly evidenceCount: number
  readonly evidence?: readonly EvidenceValue[]
  readonly [field: string]: unknown
}

/** A node as the API answers our documents, with localized fields under two aliases. */
export type Answer = Readonly<Record<string, unknown>> & { readonly id: string }

/** The key of a record under which the counts of links stand, by relation; no field can be called so. */
export const COUNTS = '$counts'

/** The key under which the evidence stands as it was read, with its passages: what Show pages show. */
export const EVIDENCE = '$evidence'

/** The key under which stands what the nodes that it refers to were called, by field, in a record of the past. */
export const NAMES = '$names'

/** The key of a form's reason for the change. */
export const REASON = '$reason'

/** A node's record from an answer, with whichever fields were asked for. */
export function recordOf(kind: Kind, answer: Answer): NodeRecord {
  const fields: Record<string, unknown> = {}
  for (const [name, field] of scalarsOf(kind)) {
    if (field.type === 'localized') {
      if (textsName(name) in answer) fields[name] = answer[textsName(name)]
    } else if (name in answer) fields[name] = answer[name]
  }
  const names: Record<string, LocalizedValue> = {}
  for (const [name] of referencesOf(kind)) {
    if (name in answer) fields[name] = idOf(answer[name])
    const called = nameOf(answer[name])
    if (called !== null) names[name] = called
  }
  const counts = Object.entries(answer).flatMap(([name, value]) =>
    name.startsWith('count_') ? [[name.slice('count_'.length), totalOf(value)] as const] : [],
  )
  return {
    ...fields,
    id: answer.id,
    version: answer['version'] as number,
    createdAt: answer['createdAt'] as string,
    updatedAt: answer['updatedAt'] as string,
    evidenceCount: answer['evidenceCount'] as number,
    ...(Array.isArray(answer['evidence']) ? evidenceOf(answer['evidence'] as readonly Evidence[]) : {}),
    ...(Object.keys(names).length > 0 ? { [NAMES]: names } : {}),
    ...(counts.length > 0 ? { [COUNTS]: Object.fromEntries(counts) } : {}),
  }
}

const evidenceOf = (evidence: readonly Evidence[]) => ({
  [EVIDENCE]: evidence,
  evidence: evidence.map(({ passage, mention, start, note }): EvidenceValue => ({
    passageId: passage.id,
    mention,
    start,
    note,
  })),
})

const idOf = (value: unknown): string | null =>
  typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string'
    ? value.id
    : null

const nameOf = (value: unknown): LocalizedValue | null =>
  typeof value === 'object' && value !== null && 'title_vi' in value && 'title_en' in value
    ? { vi: textOf(value.title_vi), en: textOf(value.title_en) }
    : null

/** What the node that a field refers to was called then; undefined in a record of the present. */
export const nameThen = (record: NodeRecord, field: string): LocalizedValue | undefined =>
  (record[NAMES] as Readonly<Record<string, LocalizedValue>> | undefined)?.[field]

const totalOf = (value: unknown): number =>
  typeof value === 'object' && value !== null && 'totalCount' in value ? Number(value.totalCount) : 0

export const isLocalized = (value: unknown): value is LocalizedValue =>
  typeof value === 'object' && value !== null && 'vi' in value && 'en' in value

/** What an answer holds for a field of plain text or of a number; anything else is no such field's value. */
export const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''

/** What a node is called in a language, English falling back to Vietnamese as in the API. */
export function titleOf(kind: Kind, record: Readonly<Record<string, unknown>>, lang: Lang): string {
  const { titledBy } = kind
  if (!('field' in titledBy)) return `${titledBy.word[lang]} ${textOf(record[titledBy.number])}`.trim()
  const text = record[titledBy.field]
  return isLocalized(text) ? (text[lang] ?? text.vi ?? '') : ''
}

/** The input of a new node: every field that is filled in, and its evidence. */
export function inputOf(kind: Kind, record: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const filled = Object.entries(kind.fields).flatMap(([name, field]) => {
    const value = sent(field, record[name])
    return value === null ? [] : [[name, value] as const]
  })
  const evidence = sentEvidence(record['evidence'])
  return { ...Object.fromEntries(filled), ...(evidence.length > 0 ? { evidence } : {}) }
}

/** The patch from one state to another: only what differs, so that it says what its author changed and no more. */
export function patchOf(
  kind: Kind,
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const changed = Object.entries(kind.fields).flatMap(([name, field]) => {
    const [old, now] = [sent(field, before[name]), sent(field, after[name])]
    if (same(old, now)) return []
    return [[name, isLocalized(old) && isLocalized(now) ? changedLanguages(old, now) : now] as const]
  })
  const [old, now] = [sentEvidence(before['evidence']), sentEvidence(after['evidence'])]
  return { ...Object.fromEntries(changed), ...(same(old, now) ? {} : { evidence: now }) }
}

/** A form's evidence without the blanks around what was typed. */
export const sentEvidence = (value: unknown): EvidenceValue[] =>
  Array.isArray(value)
    ? (value as readonly EvidenceValue[]).map(({ passageId, mention, start, note }) => ({
        passageId,
        mention: mention.trim(),
        start,
        note: emptyToNull(note?.trim()),
      }))
    : []

const changedLanguages = (old: LocalizedValue, now: LocalizedValue): Partial<LocalizedValue> => ({
  ...(old.vi !== now.vi && { vi: now.vi }),
  ...(old.en !== now.en && { en: now.en }),
})

/** A form's value as the API takes it: null for nothing, whatever the input leaves behind when it is emptied. */
export function sent(field: Field, value: unknown): unknown {
  if (field.type === 'dateTime') return instantOf(value)
  if (field.type !== 'localized') return value === undefined || value === '' ? null : value
  if (!isLocalizedInput(value)) return null
  const text = { vi: emptyToNull(value.vi), en: emptyToNull(value.en) }
  return text.vi === null && text.en === null ? null : text
}

/** Inputs of instants give a Date, or a local time without its offset. */
function instantOf(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null
  const time = value instanceof Date ? value : new Date(textOf(value))
  return Number.isNaN(time.getTime()) ? textOf(value) : time.toISOString()
}

const emptyToNull = (text: string | null | undefined): string | null =>
  text === undefined || text === null || text.trim() === '' ? null : text

const isLocalizedInput = (value: unknown): value is Partial<LocalizedValue> =>
  typeof value === 'object' && value !== null

export const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)
