type Translate = (key: string, values?: Record<string, unknown>) => string

// In this order: most browsers also name those that they stand in for.
const browsers = [
  ['Edg', 'Edge'],
  ['OPR', 'Opera'],
  ['coc_coc', 'Cốc Cốc'],
  ['Firefox', 'Firefox'],
  ['Chrome', 'Chrome'],
  ['Safari', 'Safari'],
] as const
const systems = [
  ['Android', 'Android'],
  ['iPhone', 'iOS'],
  ['iPad', 'iPadOS'],
  ['Windows', 'Windows'],
  ['Mac OS', 'macOS'],
  ['Linux', 'Linux'],
] as const

/** What a browser calls itself as a person would say it: "Chrome, Windows". */
export function sayAgent(agent: string, translate: Translate): string {
  const named = (names: typeof browsers | typeof systems) => names.find(([mark]) => agent.includes(mark))?.[1]
  const parts = [named(browsers), named(systems)].filter((part) => part !== undefined)
  return parts.length === 0 ? translate('access.sessions.unknownAgent') : parts.join(', ')
}
