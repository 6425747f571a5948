import type { Kind, Model } from '../../server/model/index.ts'
import type { Operation } from '../data/graphql.ts'
import { pastOf } from '../data/moments.ts'
import type { Moment } from '../data/moments.ts'
import { evidenceSelection } from '../evidence/documents.ts'
import type { ApiLang } from '../evidence/documents.ts'
import type { EvidenceValue } from '../evidence/types.ts'
import { linkRelations, readerOf, sortOf } from './relations.ts'
import type { LinkRelation } from './relations.ts'
import type { GroupsAnswer, LinkAnswer, LinkEnd, LinkPage, LinkStatus } from './types.ts'

const end = 'id kind title(lang: $lang)'
const properties = 'id version note confidence status evidenceCount'
const page = `{ edges { ${properties} node { ${end} } } totalCount pageInfo { hasNextPage endCursor } }`

/** Reads the first page of every group of links of a node in one request. */
export const groupsDocument = (
  model: Model,
  kind: string,
  past = false,
): Operation<
  { readonly node: GroupsAnswer | null },
  { id: string; first: number; lang: ApiLang; asOf?: Moment }
> => {
  const { variable, argument } = pastOf(past)
  const groups = linkRelations(model, kind).map(
    ({ name, to }) => `    ${name}(first: $first, sort: [${sortOf(model.kind(to))}]) ${page}`,
  )
  return `query Links($id: ID!, $first: Int!, $lang: Lang!${variable}) {
  node: ${readerOf(kind)}(id: $id${argument}) {
    title(lang: $lang)
${groups.join('\n')}
  }
}`
}

export interface MoreVariables {
  readonly id: string
  readonly first: number
  readonly after: string | null
  readonly filter: object | null
  readonly lang: ApiLang
  readonly asOf?: Moment
}

/** Reads one more page of one group, or the first page of those that a person looks for in it. */
export const moreDocument = (
  model: Model,
  { from, name, to }: LinkRelation,
  past = false,
): Operation<{ readonly node: { readonly page: LinkPage } | null }, MoreVariables> => {
  const { variable, argument } = pastOf(past)
  return `query MoreLinks($id: ID!, $first: Int!, $after: String, $filter: Linked${to}Filter, $lang: Lang!${variable}) {
  node: ${readerOf(from)}(id: $id${argument}) {
    page: ${name}(first: $first, after: $after, filter: $filter, sort: [${sortOf(model.kind(to))}]) ${page}
  }
}`
}

/** The nodes of a kind in order, for a person who has typed nothing yet, or a number alone. */
export const choicesDocument = (
  kind: Kind,
): Operation<
  { readonly list: { readonly nodes: readonly LinkEnd[] } },
  { filter: object | null; first: number; lang: ApiLang }
> =>
  `query Choices($filter: ${kind.name}Filter, $first: Int!, $lang: Lang!) {
  list: ${kind.plural}(filter: $filter, first: $first, sort: [${sortOf(kind)}]) { nodes { ${end} } }
}`

export const searchDocument: Operation<
  { readonly search: { readonly nodes: readonly { readonly entity: LinkEnd }[] } },
  { text: string; kinds: readonly string[]; first: number; lang: ApiLang }
> = `query Search($text: String!, $kinds: [EntityKind!], $first: Int!, $lang: Lang!) {
  search(text: $text, kinds: $kinds, first: $first) { nodes { entity { ${end} } } }
}`

const link = `{ ${properties} from { ${end} } to { ${end} } ${evidenceSelection} }`

/** One link as it is now, with its evidence: what an edit begins from. */
export const linkDocument: Operation<{ readonly link: LinkAnswer | null }, { id: string; lang: ApiLang }> =
  `query Link($id: ID!, $lang: Lang!) { link(id: $id) ${link} }`

export interface LinkPatch {
  readonly note?: string | null
  readonly confidence?: number | null
  readonly status?: LinkStatus
  readonly evidence?: readonly EvidenceValue[]
}

export interface LinkInput extends LinkPatch {
  readonly type: string
  readonly from: string
  readonly to: string
}

export const createLinkDocument: Operation<
  { readonly link: LinkAnswer },
  { input: LinkInput; lang: ApiLang }
> = `mutation CreateLink($input: LinkInput!, $lang: Lang!) { link: createLink(input: $input) ${link} }`

export const updateLinkDocument: Operation<
  { readonly link: LinkAnswer },
  { id: string; expectedVersion: number; input: LinkPatch; lang: ApiLang }
> = `mutation UpdateLink($id: ID!, $expectedVersion: Int!, $input: LinkPatch!, $lang: Lang!) {
  link: updateLink(id: $id, expectedVersion: $expectedVersion, input: $input) ${link}
}`

export const deleteLinkDocument: Operation<
  { readonly deleteLink: { readonly id: string } },
  { id: string; expectedVersion: number }
> = `mutation DeleteLink($id: ID!, $expectedVersion: Int!) {
  deleteLink(id: $id, expectedVersion: $expectedVersion) { id }
}`
