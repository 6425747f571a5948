/**
 * A spreadsheet runs what begins so as a formula, some also where it is written full-width: such text gets an apostrophe
 * before it, which spreadsheets hide.
 */
const formula = /^[=+\-@\t\r＝＋－＠]/

/** Says the encoding to spreadsheets that would otherwise guess wrongly at Vietnamese letters. */
export const BYTE_ORDER_MARK = '\uFEFF'

type Cell = string | number | boolean | null

/** A column of a table of things. */
export interface Column<T> {
  readonly header: string
  cell(of: T): Cell
}

export const headOf = <T>(columns: readonly Column<T>[]): string =>
  `${BYTE_ORDER_MARK}${line(columns.map(({ header }) => header))}`

export const rowsOf = <T>(columns: readonly Column<T>[], things: readonly T[]): string =>
  things.map((thing) => line(columns.map((column) => column.cell(thing)))).join('')

/** One line of a CSV file (RFC 4180). */
const line = (cells: readonly Cell[]): string => `${cells.map(written).join(',')}\r\n`

function written(value: Cell): string {
  if (value === null) return ''
  if (typeof value !== 'string') return String(value)
  const text = formula.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
