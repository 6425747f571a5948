import { lowerFirst, referencesOf, scalarsOf, textsName, upperSnake } from '../../server/model/index.ts'
import type { Kind, Model, ScalarField } from '../../server/model/index.ts'
import { evidenceSelection } from '../evidence/documents.ts'
import type { ApiLang } from '../evidence/documents.ts'
import type { Operation } from './graphql.ts'
import { pastOf } from './moments.ts'
import type { Moment } from './moments.ts'
import type { Answer } from './records.ts'

const own = 'id version createdAt updatedAt evidenceCount'

/** A field's own text can be long: lists ask for it only where its column is shown. */
const isLong = (field: ScalarField): boolean =>
  (field.type === 'text' || field.type === 'localized') && field.multiline

const scalar = (name: string, field: ScalarField): string =>
  field.type === 'localized' ? `${textsName(name)} { vi en }` : name

/**
 * The fields of a kind: all, or the short ones and those named; and counts of the relations that are named. What it refers
 * to is called as it was then where the past is read: what it is called now is asked for apart.
 */
function fieldsOf(model: Model, kind: Kind, past: boolean, columns?: readonly string[]): string {
  const scalars = scalarsOf(kind)
    .filter(([name, field]) => columns === undefined || !isLong(field) || columns.includes(name))
    .map(([name, field]) => scalar(name, field))
  const references = referencesOf(kind).map(
    ([name]) => `${name} { id${past ? ' title_vi: title(lang: VI) title_en: title(lang: EN)' : ''} }`,
  )
  const counts = model
    .relations(kind.name)
    .filter(({ name, single }) => !single && columns?.includes(name) === true)
    .map(({ name }) => `count_${name}: ${name} { totalCount }`)
  return [own, ...scalars, ...references, ...counts].join(' ')
}

export interface PageInfo {
  readonly startCursor: string | null
  readonly endCursor: string | null
}

export interface PageVariables {
  readonly filter: object | null
  readonly sort: readonly object[]
  readonly first?: number
  readonly after?: string
  readonly last?: number
  readonly before?: string
  readonly asOf?: Moment
}

export interface Page {
  readonly nodes: readonly Answer[]
  readonly totalCount: number
  readonly pageInfo: PageInfo
}

const listed = (kind: Kind, name: string, selection: string, past: boolean): string => {
  const { variable, argument } = pastOf(past)
  return `query ${name}($filter: ${kind.name}Filter, $sort: [${kind.name}Sort!], $first: Int, $after: String, $last: Int, $before: String${variable}) {
  page: ${kind.plural}(filter: $filter, sort: $sort, first: $first, after: $after, last: $last, before: $before${argument}) { ${selection} }
}`
}

/** A page of a list with what its columns show. */
export const listDocument = (
  model: Model,
  kind: Kind,
  columns: readonly string[],
  past = false,
): Operation<{ readonly page: Page }, PageVariables> =>
  listed(
    kind,
    'List',
    `nodes { ${fieldsOf(model, kind, past, columns)} } totalCount pageInfo { startCursor endCursor }`,
    past,
  )

/** Only the ends of a page: how a list is walked through to a page that nobody has visited. */
export const stepDocument = (
  kind: Kind,
  past = false,
): Operation<{ readonly page: { readonly pageInfo: PageInfo } }, PageVariables> =>
  listed(kind, 'Step', 'pageInfo { startCursor endCursor }', past)

export const countDocument = (
  kind: Kind,
  past = false,
): Operation<
  { readonly page: { readonly totalCount: number } },
  { readonly filter: object | null; readonly asOf?: Moment }
> => {
  const { variable, argument } = pastOf(past)
  return `query Count($filter: ${kind.name}Filter${variable}) { page: ${kind.plural}(filter: $filter, first: 1${argument}) { totalCount } }`
}

/** A whole node with its evidence. */
export const oneDocument = (
  model: Model,
  kind: Kind,
  past = false,
): Operation<{ readonly node: Answer | null }, { id: string; lang: ApiLang; asOf?: Moment }> => {
  const { variable, argument } = pastOf(past)
  return `query One($id: ID!, $lang: Lang!${variable}) { node: ${lowerFirst(kind.name)}(id: $id${argument}) { ${fieldsOf(model, kind, past)} ${evidenceSelection} } }`
}

/** Nodes by their ids, without long texts. */
export const manyDocument = (
  model: Model,
  kind: Kind,
): Operation<
  { readonly page: { readonly nodes: readonly Answer[] } },
  { ids: readonly string[]; first: number }
> =>
  `query Many($ids: [ID!]!, $first: Int!) {
  page: ${kind.plural}(filter: { id: { in: $ids } }, first: $first) { nodes { ${fieldsOf(model, kind, false, [])} } }
}`

/** The nodes of a kind that hold what is typed, the best first. */
export const searchDocument = (
  model: Model,
  kind: Kind,
): Operation<
  { readonly search: { readonly nodes: readonly { readonly entity: Answer }[] } },
  { text: string; first: number }
> =>
  `query Search($text: String!, $first: Int!) {
  search(text: $text, kinds: [${upperSnake(kind.name)}], first: $first) {
    nodes { entity { id ... on ${kind.name} { ${fieldsOf(model, kind, false, [])} } } }
  }
}`

export const createDocument = (
  model: Model,
  kind: Kind,
): Operation<
  { readonly node: Answer },
  { input: Record<string, unknown>; reason: string | null; lang: ApiLang }
> =>
  `mutation Create($input: ${kind.name}Input!, $reason: String, $lang: Lang!) {
  node: create${kind.name}(input: $input, reason: $reason) { ${fieldsOf(model, kind, false)} ${evidenceSelection} }
}`

export const updateDocument = (
  model: Model,
  kind: Kind,
): Operation<
  { readonly node: Answer },
  {
    id: string
    expectedVersion: number
    input: Record<string, unknown>
    reason: string | null
    lang: ApiLang
  }
> =>
  `mutation Update($id: ID!, $expectedVersion: Int!, $input: ${kind.name}Patch!, $reason: String, $lang: Lang!) {
  node: update${kind.name}(id: $id, expectedVersion: $expectedVersion, input: $input, reason: $reason) { ${fieldsOf(model, kind, false)} ${evidenceSelection} }
}`

export const deleteDocument = (
  kind: Kind,
): Operation<
  { readonly deleted: { readonly id: string; readonly links: number } },
  { id: string; expectedVersion: number }
> =>
  `mutation Delete($id: ID!, $expectedVersion: Int!) {
  deleted: delete${kind.name}(id: $id, expectedVersion: $expectedVersion) { id links }
}`

/** The API's sort key for what nodes of a kind are called. */
const titleKey = ({ titledBy }: Kind): string =>
  upperSnake('field' in titledBy ? titledBy.field : titledBy.number)

/** Of a relation of a node that is to be deleted: how many there are, and the first of them. */
export interface Loss {
  readonly totalCount: number
  readonly nodes: readonly { readonly id: string; readonly title: string }[]
}

/** Nodes with their versions and all that hangs on them: what a deletion would take along, or what stands in its way. */
export const lossDocument = (
  model: Model,
  kind: Kind,
): Operation<
  { readonly page: { readonly nodes: readonly (Answer & { readonly title: string })[] } },
  { ids: readonly string[]; first: number; lang: ApiLang }
> => {
  const relations = model
    .relations(kind.name)
    .filter(({ single }) => !single)
    .map(
      ({ name, to }) =>
        `loss_${name}: ${name}(first: 3, sort: [{ field: ${titleKey(model.kind(to))}, lang: $lang }]) ` +
        `{ totalCount nodes { id title(lang: $lang) } }`,
    )
  return `query Losses($ids: [ID!]!, $first: Int!, $lang: Lang!) {
  page: ${kind.plural}(filter: { id: { in: $ids } }, first: $first) {
    nodes { id version evidenceCount title(lang: $lang) ${relations.join(' ')} }
  }
}`
}
