import { propertiesOf, scalarsOf, upperFirst } from '../../../server/model/index.ts'
import type { Kind, Model, Relation, ScalarField } from '../../../server/model/index.ts'

/**
 * The model as type definitions of @neo4j/graphql: the same kinds, fields, links and properties of links.
 * @param searchIndex the full-text index in which measures are searched.
 */
export const typeDefinitions = (model: Model, searchIndex: string): string =>
  [
    ...model.kinds.flatMap((kind) => [...enumsOf(kind), typeOf(model, kind)]),
    linkProperties,
    supportedByCount,
    searchedMeasure(searchIndex),
  ].join('\n')

/** The library sorts by no count of links, but by any field that is a statement of one's own. */
const supportedByCount = `
extend type Lesson {
  supportedByCount: Int!
    @cypher(statement: "RETURN COUNT { (this)<-[:SUPPORTS]-(:Measure) } AS count", columnName: "count")
}`

const searchedMeasure = (index: string): string => `
extend type Measure
  @fulltext(indexes: [{ indexName: "${index}", queryName: "searchMeasures", fields: ["title_vi"] }])`

const linkProperties = `
enum LinkStatus { PROPOSED ACCEPTED DISPUTED }
type LinkProperties @relationshipProperties {
  id: ID!
  version: Int!
  createdAt: DateTime!
  updatedAt: DateTime!
  note: String
  confidence: Float
  status: LinkStatus!
}`

function typeOf(model: Model, kind: Kind): string {
  const relations = model.relations(kind.name)
  return [
    `type ${kind.name} @node(labels: ["${kind.name}"]) {`,
    '  id: ID!',
    '  version: Int!',
    '  createdAt: DateTime!',
    '  updatedAt: DateTime!',
    ...scalarsOf(kind).flatMap(([name, field]) =>
      propertiesOf(name, field).map((property) => `  ${property}: ${scalarOf(kind, name, field, property)}`),
    ),
    ...relations.map(relationOf),
    '}',
  ].join('\n')
}

function relationOf({ name, to, type, direction, link }: Relation): string {
  const properties = link === undefined ? '' : ', properties: "LinkProperties"'
  return `  ${name}: [${to}!]! @relationship(type: "${type}", direction: ${direction === 'out' ? 'OUT' : 'IN'}${properties})`
}

const names = {
  text: 'String',
  localized: 'String',
  integer: 'Int',
  decimal: 'Float',
  boolean: 'Boolean',
  date: 'Date',
  dateTime: 'DateTime',
} as const

function scalarOf(kind: Kind, name: string, field: ScalarField, property: string): string {
  const type = field.type === 'oneOf' ? enumName(kind, name) : names[field.type]
  // A required text is there in Vietnamese; English may be missing.
  return field.required && !property.endsWith('_en') ? `${type}!` : type
}

const enumsOf = (kind: Kind): string[] =>
  scalarsOf(kind).flatMap(([name, field]) =>
    field.type === 'oneOf' ? [`enum ${enumName(kind, name)} { ${Object.keys(field.values).join(' ')} }`] : [],
  )

const enumName = (kind: Kind, field: string): string => `${kind.name}${upperFirst(field)}`
