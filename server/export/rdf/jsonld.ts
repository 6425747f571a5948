import type { Format } from '../format.ts'
import { describe } from './describe.ts'
import { PREFIXES } from './resource.ts'
import type { Resource, Term } from './resource.ts'

/** RDF for programs that speak JSON: a resource a line. */
export const jsonld: Format = {
  name: 'jsonld',
  extension: 'jsonld',
  mediaType: 'application/ld+json',
  isOneTable: false,
  async *write(source) {
    yield `{"@context":${JSON.stringify(PREFIXES)},\n"@graph":[`
    let separator = '\n'
    for await (const resources of describe(source)) {
      yield separator + resources.map((resource) => JSON.stringify(nodeObject(resource))).join(',\n')
      separator = ',\n'
    }
    yield '\n]}\n'
  },
}

function nodeObject({ iri, types, properties }: Resource): Record<string, unknown> {
  const values = new Map<string, unknown[]>()
  for (const [property, value] of properties) {
    const known = values.get(property)
    if (known === undefined) values.set(property, [valueObject(value)])
    else known.push(valueObject(value))
  }
  return {
    '@id': iri,
    ...(types.length === 0 ? {} : { '@type': types }),
    ...Object.fromEntries(values),
  }
}

function valueObject(term: Term): Record<string, string> {
  if ('iri' in term) return { '@id': term.iri }
  if ('name' in term) return { '@id': term.name }
  const { text, lang, datatype } = term
  return {
    '@value': text,
    ...(lang === undefined ? {} : { '@language': lang }),
    ...(datatype === undefined ? {} : { '@type': datatype }),
  }
}
