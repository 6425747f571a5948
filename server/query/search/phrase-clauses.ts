import { SEARCH } from '../../model/index.ts'
import type { SearchWord } from '../../model/index.ts'
import { exactly, joined, relevant, together } from './lucene.ts'
import type { Clauses } from './stages.ts'
import { hasAccents } from './word-clauses.ts'

const { title, titleFolded, text, textFolded } = SEARCH

/** What the stages ask of words that must stand together: they forgive nothing. */
export function phraseClauses(words: readonly SearchWord[]): Clauses {
  const phrase = words.map((word) => word.folded).join(' ')
  const anywhere = relevant(textFolded, `"${phrase}"`)
  const spelledIn = (field: string) => joined(...words.map((word) => exactly(field, word.spelled, 1)))
  const asSpelled = words.filter(hasAccents).map((word) => `+${exactly(text, word.spelled, 0)}`)
  const inTitle = together(titleFolded, phrase, 8)
  const whole = { required: anywhere, bonus: joined(inTitle, spelledIn(text)) }
  const said = { required: anywhere, bonus: spelledIn(text) }
  return {
    spelled: { required: `(${joined(`+${anywhere}`, ...asSpelled)})`, bonus: inTitle },
    titles: { required: relevant(titleFolded, `"${phrase}"`), bonus: spelledIn(title) },
    anywhere: whole,
    links: said,
    forgiving: whole,
    forgivingLinks: said,
  }
}
