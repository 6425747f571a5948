// Lucene's query syntax, of which words are all that is not fixed: letters and digits alone, so that it always parses.
// It sums scores up. Those that are given here are fixed, so that no number of lesser matches outweighs a better one.

/** Exactly the word, at a fixed score. */
export const exactly = (field: string, word: string, score: number): string =>
  `${field}:[${word} TO ${word}]^${score}`

/** Any word that begins so, at a fixed score. */
export const beginning = (field: string, letters: string, score = 0): string =>
  `${field}:${letters}*^${score}`

/** A word or phrase, at a score that only orders what else is equal: by how rare it is and how short the text. */
export const relevant = (field: string, query: string): string => `${field}:${query}^0.01`

/** What stands together, at a fixed score. */
export const together = (field: string, phrase: string, score: number): string =>
  `(+${relevant(field, `"${phrase}"`)} *:*^${score})`

/** The word but for one typo. */
export const almost = (field: string, word: string): string => relevant(field, `${word}~1`)

export const joined = (...clauses: readonly string[]): string => clauses.filter((one) => one !== '').join(' ')
