import type { Field, Kind } from '../../server/model/index.ts'
import { isLocalized, sent } from '../data/records.ts'
import type { Lang } from '../i18n/useLang.ts'

type Values = Readonly<Record<string, unknown>>

/** One thing that a node says of itself: a field, or one language of a text in two. */
export interface Piece {
  /** `title.vi`, `form`. */
  readonly path: string
  readonly field: Field
  readonly lang: Lang | undefined
  /** What a node's values say of it; null for nothing. */
  readonly of: (values: Values) => unknown
}

/** All that nodes of a kind say of themselves, in the model's order. */
export const piecesOf = (kind: Kind): Piece[] =>
  Object.entries(kind.fields).flatMap(([name, field]): Piece[] =>
    field.type === 'localized'
      ? (['vi', 'en'] as const).map((lang) => ({
          path: `${name}.${lang}`,
          field,
          lang,
          of: (values) => languageOf(sent(field, values[name]), lang),
        }))
      : [{ path: name, field, lang: undefined, of: (values) => sent(field, values[name]) }],
  )

const languageOf = (text: unknown, lang: Lang): string | null => (isLocalized(text) ? text[lang] : null)
