import type { Field, Words } from '../../model/index.ts'
import { folded } from './mapping.ts'

/** Spreadsheets take what begins so for a formula: export writes an apostrophe before it, which is none of the text. */
const defused = /^'(?=[=+\-@\t\r＝＋－＠])/

/** A cell's text as it was meant; null where nothing stands in it. */
export function textOf(cell: string | undefined): string | null {
  const text = (cell ?? '').replace(defused, '').trim()
  return text === '' ? null : text
}

/** A cell's text as a value of a field: what it is not is left as it stands, and refused where fields are checked. */
export function valueOf(field: Field, text: string): unknown {
  switch (field.type) {
    case 'integer':
    case 'decimal':
      return numberOf(text)
    case 'boolean':
      return truthOf(text)
    case 'date':
      return dayOf(text)
    case 'oneOf':
      return named(field.values, text) ?? text
    default:
      return text
  }
}

/** The value of a closed set that a cell names, by itself or by its words in either language. */
export const named = (values: Readonly<Record<string, Words>>, text: string): string | undefined =>
  Object.entries(values).find(([value, { vi, en }]) =>
    [value, vi, en].some((word) => folded(word) === folded(text)),
  )?.[0]

/** With a decimal point or, as in Vietnamese, a decimal comma. */
export const numberOf = (text: string): unknown =>
  /^[+-]?\d+([.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : text

const TRUE = ['true', 'yes', 'x', '1', 'co', 'dung']
const FALSE = ['false', 'no', '0', 'khong', 'sai']

function truthOf(text: string): unknown {
  if (TRUE.includes(folded(text))) return true
  return FALSE.includes(folded(text)) ? false : text
}

/** A day as people here write it, 11/10/2020, as ISO has it. */
function dayOf(text: string): string {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) ?? []
  return year === '' ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}
