/** The widest offset from UTC that Neo4j takes, in minutes. */
const WIDEST_OFFSET = 18 * 60

/** A calendar day that exists, `2020-10-11`; null for anything else. */
export function dayOf(given: unknown): string | null {
  if (typeof given !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(given)) return null
  const time = Date.parse(given)
  // Date.parse takes 31 February for 2 March.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(given) ? given : null
}

/** An instant written with its offset, in UTC to the millisecond; null for anything else. */
export function instantOf(given: unknown): string | null {
  if (typeof given !== 'string') return null
  const parts =
    /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-](\d{2}):?([0-5]\d))$/.exec(
      given,
    )
  if (parts === null || dayOf(parts[1]) === null) return null
  if (Number(parts[3] ?? 0) * 60 + Number(parts[4] ?? 0) > WIDEST_OFFSET) return null
  const time = Date.parse(given)
  if (Number.isNaN(time)) return null
  const instant = new Date(time).toISOString()
  // The offset can lead out of the years that are written with four digits.
  return /^\d{4}-/.test(instant) ? instant : null
}

export const DAY_EXAMPLE = '2020-10-11'
export const INSTANT_EXAMPLE = '2020-10-11T09:55:00+07:00'
