import { DataFactory, Writer } from 'n3'
import type { Quad_Object } from 'n3'
import type { Format } from '../format.ts'
import { describe } from './describe.ts'
import { PREFIXES, expanded } from './resource.ts'
import type { Resource, Term } from './resource.ts'

/** RDF for people and for stores. */
export const turtle: Format = {
  name: 'turtle',
  extension: 'ttl',
  mediaType: 'text/turtle',
  isOneTable: false,
  async *write(source) {
    let written = ''
    const taken = (): string => {
      const text = written
      written = ''
      return text
    }
    const writer = new Writer(
      {
        write: (chunk: string, _encoding: string, done?: () => void) => {
          written += chunk
          done?.()
        },
        end: (done?: () => void) => done?.(),
      },
      { prefixes: PREFIXES },
    )
    for await (const resources of describe(source)) {
      for (const resource of resources) add(writer, resource)
      yield taken()
    }
    writer.end()
    yield taken()
  },
}

function add(writer: Writer, { iri, types, properties }: Resource): void {
  const subject = DataFactory.namedNode(iri)
  for (const type of types)
    writer.addQuad(
      DataFactory.quad(
        subject,
        DataFactory.namedNode(expanded('rdf:type')),
        DataFactory.namedNode(expanded(type)),
      ),
    )
  for (const [property, value] of properties)
    writer.addQuad(DataFactory.quad(subject, DataFactory.namedNode(expanded(property)), object(value)))
}

function object(term: Term): Quad_Object {
  if ('iri' in term) return DataFactory.namedNode(term.iri)
  if ('name' in term) return DataFactory.namedNode(expanded(term.name))
  const { text, lang, datatype } = term
  return DataFactory.literal(
    text,
    lang ?? (datatype === undefined ? undefined : DataFactory.namedNode(expanded(datatype))),
  )
}
