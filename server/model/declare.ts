/** A word or phrase in both languages of the product. */
export interface Words {
  readonly vi: string
  readonly en: string
}

interface FieldBase {
  readonly words: Words
  /** A required field is never null in the graph, and its GraphQL type is non-null. */
  readonly required: boolean
}

/** One line or more of text in one language. */
export interface TextField extends FieldBase {
  readonly type: 'text'
  /** The longest accepted text, in UTF-16 code units. */
  readonly max: number
  /** How much a find in it counts: 0 keeps it out of the search, 1 ranks below titles, from 2 on it ranks with them. */
  readonly searched: number
  /** The value is a short form of the node's title: whoever searches for it looks for the title's words as well. */
  readonly abbreviates: boolean
  /** No two nodes of the kind have the same value: by it, an import recognises what other systems know a node by. */
  readonly unique: boolean
  /** Names the text field whose SHA-256 (of the NFC text, trimmed, as hexadecimal) this field holds. */
  readonly digestOf?: string
  /** Whether the admin offers several lines to type in. */
  readonly multiline: boolean
}

/**
 * Text in Vietnamese and English; stored as two properties, `title_vi` and `title_en`, and read as `title` in one
 * language or as `titleTexts` in both.
 */
export interface LocalizedField extends FieldBase {
  readonly type: 'localized'
  readonly max: number
  readonly searched: number
  readonly multiline: boolean
}

export interface IntegerField extends FieldBase {
  readonly type: 'integer'
  readonly min: number
  readonly max: number
  /** Names the text field whose length (UTF-16 code units of the NFC text, trimmed) this field holds. */
  readonly lengthOf?: string
}

export interface DecimalField extends FieldBase {
  readonly type: 'decimal'
  readonly min: number
  readonly max: number
}

export interface BooleanField extends FieldBase {
  readonly type: 'boolean'
}

/** A calendar day, `2020-10-11`. */
export interface DateField extends FieldBase {
  readonly type: 'date'
}

/** An instant, `2020-10-11T02:55:00.000Z`. */
export interface DateTimeField extends FieldBase {
  readonly type: 'dateTime'
}

/** One of a closed set of values, each with its words. */
export interface EnumField extends FieldBase {
  readonly type: 'oneOf'
  readonly values: Readonly<Record<string, Words>>
}

/** Exactly one node of another kind, that this node belongs to; a native relationship read as an object. */
export interface ReferenceField extends FieldBase {
  readonly type: 'reference'
  readonly to: string
  /** The name by which the other kind reads the nodes that point to it. */
  readonly reverse: string
  readonly reverseWords: Words
}

export type ScalarField =
  | TextField
  | LocalizedField
  | IntegerField
  | DecimalField
  | BooleanField
  | DateField
  | DateTimeField
  | EnumField
export type Field = ScalarField | ReferenceField

/** How a node of a kind is called in lists: by a localized field, or by a word and a number ("Đoạn 17"). */
export type TitledBy = { readonly field: string } | NumberedTitle

export interface NumberedTitle {
  readonly word: Words
  /** The integer field that holds the number. */
  readonly number: string
}

export interface Kind {
  /** PascalCase: the GraphQL type and the Neo4j label. */
  readonly name: string
  /** camelCase: the GraphQL list field and the admin's resource. */
  readonly plural: string
  readonly words: Words
  readonly pluralWords: Words
  readonly titledBy: TitledBy
  readonly fields: Readonly<Record<string, Field>>
}

export interface Link {
  /** UPPER_SNAKE_CASE: the Neo4j relationship type and the GraphQL `LinkType`. Declarations with other ends may share it. */
  readonly type: string
  readonly from: string
  readonly to: string
  /** camelCase: the name by which the `from` end reads the link. */
  readonly reads: string
  /** camelCase: the name by which the `to` end reads the link. */
  readonly reverse: string
  readonly words: Words
  readonly reverseWords: Words
  /** At most one such link leaves a node. */
  readonly toOne: boolean
  /** Following such links never leads back to the start. */
  readonly acyclic: boolean
}

type Options<F extends FieldBase> = Partial<Omit<F, 'type' | 'words'>>

export const text = (words: Words, options: Options<TextField> = {}): TextField => ({
  type: 'text',
  required: false,
  max: 500,
  searched: 0,
  abbreviates: false,
  unique: false,
  multiline: false,
  ...options,
  words,
})

export const localized = (words: Words, options: Options<LocalizedField> = {}): LocalizedField => ({
  type: 'localized',
  required: false,
  max: 500,
  searched: 0,
  multiline: false,
  ...options,
  words,
})

export const integer = (words: Words, options: Options<IntegerField> = {}): IntegerField => ({
  type: 'integer',
  required: false,
  min: -2147483648,
  max: 2147483647,
  ...options,
  words,
})

export const decimal = (words: Words, options: Options<DecimalField> = {}): DecimalField => ({
  type: 'decimal',
  required: false,
  min: -Number.MAX_VALUE,
  max: Number.MAX_VALUE,
  ...options,
  words,
})

export const boolean = (words: Words, options: Options<BooleanField> = {}): BooleanField => ({
  type: 'boolean',
  required: false,
  ...options,
  words,
})

export const date = (words: Words, options: Options<DateField> = {}): DateField => ({
  type: 'date',
  required: false,
  ...options,
  words,
})

export const dateTime = (words: Words, options: Options<DateTimeField> = {}): DateTimeField => ({
  type: 'dateTime',
  required: false,
  ...options,
  words,
})

export const oneOf = (
  words: Words,
  values: Readonly<Record<string, Words>>,
  options: Omit<Options<EnumField>, 'values'> = {},
): EnumField => ({ type: 'oneOf', required: false, ...options, values, words })

/** A required, single owner of the node; deleting the owner is refused while nodes belong to it. */
export const reference = (
  words: Words,
  to: string,
  reverse: { reads: string; words: Words },
): ReferenceField => ({
  type: 'reference',
  required: true,
  to,
  reverse: reverse.reads,
  reverseWords: reverse.words,
  words,
})

/** What a node that is titled by a number is called ("Đoạn 17"). */
export const numberedTitle = ({ word }: NumberedTitle, number: unknown): Words => ({
  vi: `${word.vi} ${String(number)}`,
  en: `${word.en} ${String(number)}`,
})

export const kind = (declaration: Omit<Kind, 'titledBy'> & { titledBy?: TitledBy }): Kind => ({
  titledBy: { field: 'title' },
  ...declaration,
})

export const link = (
  declaration: Omit<Link, 'type' | 'toOne' | 'acyclic'> & Partial<Pick<Link, 'type' | 'toOne' | 'acyclic'>>,
): Link => ({
  type: upperSnake(declaration.reads),
  toOne: false,
  acyclic: false,
  ...declaration,
})

/** `carriedOutBy` becomes `CARRIED_OUT_BY`. */
export const upperSnake = (name: string): string => name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase()
