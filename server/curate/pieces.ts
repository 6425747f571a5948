import { isDeepStrictEqual } from 'node:util'
import type { Model } from '../model/index.ts'
import { key } from './evidence.ts'
import type { LinkState, NodeState } from './state.ts'
import { derivedFrom } from './validate.ts'

type State = NodeState | LinkState

/**
 * One thing that a state says, apart from all others: a field with those that follow from it, one language of a field, a
 * property or an end of a link, or one piece of evidence. Two people who changed different pieces are not in each other's way.
 */
export interface Piece {
  /** `title.vi`, `form`, `note`, `to`, `evidence`. */
  readonly path: string
  /** What a state says; undefined where it does not have the piece. */
  of(state: State): unknown
  /** The state `to` with what `from` says. */
  copied(from: State, to: State): State
}

/** The pieces in which two states of one node or link differ. */
export const differing = (model: Model, one: State, other: State): Piece[] =>
  piecesOf(model, one, other).filter((piece) => !sameIn(piece, one, other))

export const sameIn = (piece: Piece, one: State, other: State): boolean =>
  isDeepStrictEqual(piece.of(one), piece.of(other))

/** Every piece of which at least one of two states has a value. */
function piecesOf(model: Model, one: State, other: State): Piece[] {
  const evidence = [...new Set([...one.evidence, ...other.evidence].map(key))].map(grounds)
  if (!('fields' in one && 'fields' in other))
    return [...(['from', 'to', 'note', 'confidence', 'status'] as const).map(property), ...evidence]
  const { fields: declared } = model.kind(one.kind)
  const names = [...new Set([...Object.keys(one.fields), ...Object.keys(other.fields)])]
  const fields = names.flatMap((name) => {
    const field = declared[name]
    if (field !== undefined && derivedFrom(field) !== undefined) return []
    return isLocalized(one.fields[name]) || isLocalized(other.fields[name])
      ? [language(name, 'vi'), language(name, 'en')]
      : [fieldPiece(model, one.kind, name)]
  })
  return [...fields, ...evidence]
}

interface Localized {
  readonly vi: unknown
  readonly en: unknown
}

/** Whether a field says something in two languages, either of which may be missing. */
export const isLocalized = (value: unknown): value is Localized =>
  typeof value === 'object' && value !== null && 'vi' in value && 'en' in value

const fieldOf = (state: State, name: string): unknown =>
  'fields' in state ? (state.fields[name] ?? null) : null

const withField = (state: State, name: string, value: unknown): State =>
  'fields' in state ? { ...state, fields: { ...state.fields, [name]: value } } : state

/** The fields of a kind that follow from another. */
const followers = (model: Model, kind: string, name: string): string[] =>
  Object.entries(model.kind(kind).fields).flatMap(([one, field]) =>
    derivedFrom(field) === name ? [one] : [],
  )

/** A field of a kind, not of text in two languages, with those that follow from it. */
export function fieldPiece(model: Model, kind: string, name: string): Piece {
  const names = [name, ...followers(model, kind, name)]
  return {
    path: name,
    of: (state) => names.map((one) => fieldOf(state, one)),
    copied: (from, to) => names.reduce((state, one) => withField(state, one, fieldOf(from, one)), to),
  }
}

/** One language of a text in two. */
export const language = (name: string, lang: 'vi' | 'en'): Piece => {
  const textOf = (state: State): Localized => {
    const text = fieldOf(state, name)
    return isLocalized(text) ? text : { vi: null, en: null }
  }
  return {
    path: `${name}.${lang}`,
    of: (state) => textOf(state)[lang],
    copied: (from, to) => {
      const text: Localized = { ...textOf(to), [lang]: textOf(from)[lang] }
      return withField(to, name, text.vi === null && text.en === null ? null : text)
    },
  }
}

/** What was changed where a link leads somewhere else than it did. */
export const ends = (): Piece[] => [property('from'), property('to')]

const property = (name: 'from' | 'to' | 'note' | 'confidence' | 'status'): Piece => ({
  path: name,
  of: (state) => ('fields' in state ? undefined : state[name]),
  copied: (from, to) => ('fields' in from || 'fields' in to ? to : { ...to, [name]: from[name] }),
})

/** A piece of evidence by the words that it quotes, whatever its id. */
export const grounds = (said: string): Piece => {
  const find = (state: State) => state.evidence.find((item) => key(item) === said)
  return {
    path: 'evidence',
    of: (state) => {
      const found = find(state)
      return found && { ...found, id: null }
    },
    copied: (from, to) => {
      const others = to.evidence.filter((item) => key(item) !== said)
      const item = find(from)
      const evidence = item === undefined ? others : [...others, { ...item, id: find(to)?.id ?? item.id }]
      return { ...to, evidence: evidence.sort((a, b) => (a.id < b.id ? -1 : 1)) }
    },
  }
}
