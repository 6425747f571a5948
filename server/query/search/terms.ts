import { badInput } from '../../errors.ts'
import { searchWord, searchWords, shortForm, wordsOf } from '../../model/index.ts'
import type { SearchWord } from '../../model/index.ts'

/** The longest text that is searched, in UTF-16 code units, and the most words of it. */
export const MAX_TEXT = 500
const MAX_WORDS = 32

/** One thing that a hit must have: a word, or words in quotation marks that must stand together. */
export type Term =
  | {
      readonly kind: 'word'
      readonly word: SearchWord
      /** The last word, which may not be typed to its end. */
      readonly isLast: boolean
      /** What it makes with the words that it is typed together with, parted by signs alone, as TP.HCM is. */
      readonly run?: SearchWord
    }
  | { readonly kind: 'phrase'; readonly words: readonly SearchWord[] }

const quoted = /"([^"]*)"|“([^”]*)”|«([^»]*)»/gu

/**
 * What somebody asks for: quotation marks in pairs make phrases, and everything that is neither letter nor digit parts
 * words. Nothing else means anything, so that no text can be read as query syntax.
 * @throws ClientError BAD_USER_INPUT naming `text` when it is too long.
 */
export function termsOf(text: string): Term[] {
  if (text.length > MAX_TEXT) throw tooLong(`has ${text.length} characters, at most ${MAX_TEXT} are searched`)
  const terms: Term[] = []
  const words = (part: string) => {
    for (const run of runsOf(part))
      for (const word of run)
        terms.push({ kind: 'word', word, isLast: false, ...(run.length > 1 && { run: shortForm(run) }) })
  }
  let at = 0
  for (const found of text.matchAll(quoted)) {
    words(text.slice(at, found.index))
    const phrase = searchWords(found[1] ?? found[2] ?? found[3] ?? '')
    if (phrase.length > 0) terms.push({ kind: 'phrase', words: phrase })
    at = found.index + found[0].length
  }
  words(text.slice(at))
  const count = terms.reduce((sum, term) => sum + (term.kind === 'word' ? 1 : term.words.length), 0)
  if (count > MAX_WORDS) throw tooLong(`has ${count} words, at most ${MAX_WORDS} are searched`)
  return distinct(terms).map((term, index, all) =>
    term.kind === 'word' && index === all.length - 1 ? { ...term, isLast: true } : term,
  )
}

/** What short forms are parted by, beside letters. */
const SIGNS = /^[./&-]$/

/** The words of a text, those together that only one sign parts. */
function runsOf(text: string): SearchWord[][] {
  const runs: SearchWord[][] = []
  let end = -1
  for (const word of wordsOf(text)) {
    const run = runs.at(-1)
    if (run !== undefined && SIGNS.test(text.slice(end, word.start))) run.push(searchWord(word.text))
    else runs.push([searchWord(word.text)])
    end = word.end
  }
  return runs
}

const tooLong = (reason: string) => badInput([{ path: 'text', reason }])

/** Each term once, where it was last: the last of all is still the one that is being typed. */
function distinct(terms: readonly Term[]): Term[] {
  const byText = new Map<string, Term>()
  for (const term of terms) {
    const key = JSON.stringify(term)
    byText.delete(key)
    byText.set(key, term)
  }
  return [...byText.values()]
}
