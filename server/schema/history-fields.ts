import type { LocalizedText } from '../curate/validate.ts'

/** A title in a language; English falls back to Vietnamese. */
export const titleIn = ({ vi, en }: LocalizedText, lang: string): string | null =>
  lang === 'en' ? (en ?? vi) : vi
