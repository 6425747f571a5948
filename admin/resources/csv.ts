/** A spreadsheet runs what begins so as a formula: such text gets an apostrophe before it. */
const formula = /^[=+\-@\t\r]/

/** One line of a CSV file (RFC 4180). */
export const csvLine = (cells: readonly (string | number)[]): string => `${cells.map(cell).join(',')}\r\n`

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const text = formula.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Says the encoding to spreadsheets that would otherwise guess wrongly at Vietnamese letters. */
export const byteOrderMark = '\uFEFF'
