/** What compact names begin with, and what that stands for. */
export const PREFIXES = {
  lg: 'urn:lesson-graph:vocabulary:',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  prov: 'http://www.w3.org/ns/prov#',
  dcterms: 'http://purl.org/dc/terms/',
} as const

/** A name such as `prov:value`. */
export type Name = `${keyof typeof PREFIXES}:${string}`

/** What a property of a resource is: another resource, a name of a vocabulary, or a literal. */
export type Term =
  | { readonly iri: string }
  | { readonly name: Name }
  | { readonly text: string; readonly lang?: 'vi' | 'en'; readonly datatype?: Name }

/** One thing and all that is said of it. */
export interface Resource {
  readonly iri: string
  readonly types: readonly Name[]
  readonly properties: readonly (readonly [property: Name, value: Term])[]
}

export type Property = Resource['properties'][number]

/** A compact name in full. */
export function expanded(name: Name): string {
  const colon = name.indexOf(':')
  const prefix = name.slice(0, colon) as keyof typeof PREFIXES
  return PREFIXES[prefix] + name.slice(colon + 1)
}

/** The IRI of a thing of the graph; an id may hold whatever it likes. */
export const iriOf = (of: 'node' | 'link' | 'evidence' | 'actor', id: string): string =>
  `urn:lesson-graph:${of}:${encodeURIComponent(id.toWellFormed())}`

export const text = (given: string, datatype?: Name): Term =>
  datatype === undefined ? { text: given.toWellFormed() } : { text: given.toWellFormed(), datatype }

/** A property for each language that a text is written in. */
export const inLanguages = (
  property: Name,
  given: { readonly vi: string | null; readonly en: string | null } | null,
): Property[] =>
  (['vi', 'en'] as const).flatMap((lang): Property[] => {
    const written = given?.[lang] ?? null
    return written === null ? [] : [[property, { text: written.toWellFormed(), lang }]]
  })
