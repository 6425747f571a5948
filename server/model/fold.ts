/**
 * The text as somebody types it without accents: lower case, no marks, đ as d.
 * Marks are found by canonical decomposition (Unicode Standard Annex 15, form D).
 */
export const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()

/** The folded words of a text: runs of letters and digits. */
export const foldedWords = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? []
