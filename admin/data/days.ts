/** The day that a text is, `2026-11-24`; empty for none. */
export function dayOf(text: string): string {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return ''
  const day = new Date(`${text}T00:00:00Z`)
  // The engine takes 31 February for a day in March.
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text) ? text : ''
}

/** The first instant of a day, where the reader is, as ISO. */
export const beginningOf = (day: string): string => new Date(`${day}T00:00:00.000`).toISOString()

/** The last one. */
export const endOf = (day: string): string => new Date(`${day}T23:59:59.999`).toISOString()
