import { titleOf } from '../../curate/state.ts'
import type { EvidenceState, LinkState, NodeState } from '../../curate/state.ts'
import { isRecord } from '../../curate/validate.ts'
import type { Field, Model } from '../../model/index.ts'
import type { Source } from '../source.ts'
import { textOf } from '../text-of.ts'
import { inLanguages, iriOf, text } from './resource.ts'
import type { Name, Property, Resource, Term } from './resource.ts'
import { linkProperty, vocabularyOf } from './vocabulary.ts'

/**
 * A source as RDF: what its words mean, then each node and link with its evidence. Titles are SKOS labels; evidence is
 * what a node or link was derived from, quoted from its passage, and who changed something is whom it is attributed to, in
 * PROV-O. A link is a property of its one end, and a statement of its own that carries what is said of it.
 */
export async function* describe(source: Source): AsyncGenerator<readonly Resource[]> {
  const { model, seq, exportedAt } = source
  const met = new Set<string>()
  yield [
    {
      iri: 'urn:lesson-graph:graph',
      types: ['prov:Entity'],
      properties: [
        ['lg:seq', integer(seq)],
        ['prov:generatedAtTime', text(exportedAt, 'xsd:dateTime')],
      ],
    },
    ...vocabularyOf(model),
  ]
  const described = async <State extends NodeState | LinkState>(
    states: readonly State[],
    resources: (state: State, actors: readonly string[]) => Resource[],
  ): Promise<Resource[]> => {
    const actors = await source.actors(states.map(({ id }) => id))
    const fresh = [...new Set([...actors.values()].flat())].filter((name) => !met.has(name))
    for (const name of fresh) met.add(name)
    return [...fresh.map(actor), ...states.flatMap((state) => resources(state, actors.get(state.id) ?? []))]
  }
  for (const kind of source.kinds)
    for await (const states of source.nodes(kind))
      yield await described(states, (state, actors) => [
        node(model, state, actors),
        ...state.evidence.map(evidence),
      ])
  for (const type of source.linkTypes)
    for await (const states of source.links(type))
      yield await described(states, (state, actors) => [
        ...link(model, state, actors),
        ...state.evidence.map(evidence),
      ])
}

const actor = (name: string): Resource => ({
  iri: iriOf('actor', name),
  types: ['prov:Agent'],
  properties: [['rdfs:label', text(name)]],
})

function node(model: Model, state: NodeState, actors: readonly string[]): Resource {
  const kind = model.kind(state.kind)
  const titling = 'field' in kind.titledBy ? kind.titledBy.field : undefined
  const fields = Object.entries(kind.fields).flatMap(([name, field]) =>
    name === titling ? [] : fieldProperties(`lg:${name}`, field, state.fields[name]),
  )
  return {
    iri: iriOf('node', state.id),
    types: [`lg:${kind.name}`],
    properties: [
      ...inLanguages('skos:prefLabel', titleOf(kind, state.fields)),
      ...fields,
      ...provenance(state, actors),
    ],
  }
}

function fieldProperties(property: Name, field: Field, value: unknown): Property[] {
  if (value === null || value === undefined) return []
  switch (field.type) {
    case 'localized':
      return isRecord(value)
        ? inLanguages(property, { vi: written(value['vi']), en: written(value['en']) })
        : []
    case 'reference':
      return [[property, { iri: iriOf('node', textOf(value)) }]]
    case 'integer':
      return [[property, integer(Number(value))]]
    case 'decimal':
      return [[property, decimal(Number(value))]]
    case 'boolean':
      return [[property, text(textOf(value), 'xsd:boolean')]]
    case 'date':
      return [[property, text(textOf(value), 'xsd:date')]]
    case 'dateTime':
      return [[property, text(textOf(value), 'xsd:dateTime')]]
    case 'text':
    case 'oneOf':
      return [[property, text(textOf(value))]]
  }
}

function link(model: Model, state: LinkState, actors: readonly string[]): Resource[] {
  const property = linkProperty(model, state.type)
  const from = iriOf('node', state.from)
  const to: Term = { iri: iriOf('node', state.to) }
  const said: Property[] = [
    ...(state.confidence === null ? [] : [['lg:confidence', decimal(state.confidence)] as const]),
    ...(state.note === null ? [] : [['lg:note', text(state.note)] as const]),
  ]
  return [
    { iri: from, types: [], properties: [[property, to]] },
    {
      iri: iriOf('link', state.id),
      types: ['lg:Link', 'rdf:Statement'],
      properties: [
        ['rdf:subject', { iri: from }],
        ['rdf:predicate', { name: property }],
        ['rdf:object', to],
        ['lg:status', text(state.status)],
        ...said,
        ...provenance(state, actors),
      ],
    },
  ]
}

const provenance = (
  { version, createdAt, updatedAt, evidence: pieces }: NodeState | LinkState,
  actors: readonly string[],
): Property[] => [
  ['lg:version', integer(version)],
  ['prov:generatedAtTime', text(createdAt, 'xsd:dateTime')],
  ['dcterms:modified', text(updatedAt, 'xsd:dateTime')],
  ...actors.map((name): Property => ['prov:wasAttributedTo', { iri: iriOf('actor', name) }]),
  ...pieces.map(({ id }): Property => ['prov:wasDerivedFrom', { iri: iriOf('evidence', id) }]),
]

const evidence = ({ id, passageId, mention, start, end, note }: EvidenceState): Resource => ({
  iri: iriOf('evidence', id),
  types: ['lg:Evidence'],
  properties: [
    ['prov:wasQuotedFrom', { iri: iriOf('node', passageId) }],
    ['prov:value', text(mention)],
    ...(start === null ? [] : [['lg:start', integer(start)] as const]),
    ...(end === null ? [] : [['lg:end', integer(end)] as const]),
    ...(note === null ? [] : [['lg:note', text(note)] as const]),
  ],
})

const written = (value: unknown): string | null => (typeof value === 'string' ? value : null)
const integer = (value: number): Term => text(String(value), 'xsd:integer')
const decimal = (value: number): Term => text(String(value), 'xsd:double')
