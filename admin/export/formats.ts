/** The forms that the service exports, in the order in which people want them. */
export const FORMATS = ['csv', 'zip', 'json', 'graphml', 'turtle', 'jsonld', 'cypher'] as const

export type Format = (typeof FORMATS)[number]

/** What is exported, as /export takes it: the nodes of a kind, some nodes, or all there is. */
export type Part =
  | { readonly kind: string; readonly filter?: object }
  | { readonly ids: readonly string[] }
  | Readonly<Record<string, never>>

/** A kind is one table; what holds several kinds is several. */
export const formatsFor = (part: Part): readonly Format[] =>
  FORMATS.filter((format) => format !== ('kind' in part ? 'zip' : 'csv'))
