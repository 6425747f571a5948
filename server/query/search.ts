import { foldedWords } from '../model/index.ts'

const MAX_WORDS = 16

/**
 * A Lucene query that asks for every word of a text, whole or as a beginning, in any of the properties; null when the
 * text holds no word. It is made of folded letters and digits alone, so that no text is ever read as query syntax.
 */
export function searchQuery(
  text: string,
  properties: readonly { readonly property: string; readonly weight: number }[],
): string | null {
  const words = [...new Set(foldedWords(text))].slice(0, MAX_WORDS)
  if (words.length === 0) return null
  return words
    .map((word) => {
      const anywhere = properties.flatMap(({ property, weight }) => [
        `${property}:${word}^${weight * 4}`,
        `${property}:${word}*^${weight}`,
      ])
      return `+(${anywhere.join(' ')})`
    })
    .join(' ')
}
