import { TypeNameMetaFieldDef, getNamedType, isObjectType } from 'graphql'
import type { FieldNode, GraphQLObjectType } from 'graphql'
import { badInput } from '../../errors.ts'
import { abbreviatingField, isSearched, isTitle, propertiesOf, scalarsOf } from '../../model/index.ts'
import type { Kind, Model } from '../../model/index.ts'
import { joined } from '../deferred.ts'
import { sizeOf } from '../page-size.ts'
import type {
  HitColumn,
  HitEdgeMember,
  HitMember,
  RootPlan,
  SearchMember,
  SearchPlan,
  SearchedText,
  SnippetMember,
  TypenameMember,
} from '../plan.ts'
import { planNode, planObject } from '../planner.ts'
import type { Planning } from '../planner.ts'
import { selectionOf } from '../selection.ts'
import type { Selected } from '../selection.ts'
import { requestOf } from './request.ts'

/** Hits of a page where the request names no size, and at most. */
export const DEFAULT_HITS = 10
export const MAX_HITS = 50

/** Where links and evidence keep the words that are searched, and what numbered nodes are called, beside the model's fields. */
export const OWN_TEXTS = ['title', 'note', 'mention'] as const

/** A search as a plan. Its text and cursor stay open where they are variables: one plan serves every keystroke. */
export function planSearch(
  planning: Planning,
  selected: Selected,
  indexes: SearchPlan['indexes'],
): Extract<RootPlan, { kind: 'search' }> {
  const { model } = planning
  const all = model.kinds.map((kind) => kind.name)
  const kinds = (selected.args['kinds'] ?? null) as readonly string[] | null
  if (kinds?.length === 0)
    throw badInput([{ path: 'kinds', reason: 'must not be an empty list; leave it out for all' }])
  const size = sizeOf(planning.seen(selected.args['first']), 'first', MAX_HITS) ?? DEFAULT_HITS
  planning.spend(size, selected.alias)
  const hits = new HitPlanner(planning, size)
  const members = membersOf(planning, selected, hits)
  return {
    kind: 'search',
    search: {
      indexes,
      abbreviations: model.kinds
        .filter((kind) => abbreviatingField(kind) !== undefined)
        .map(({ name }) => name),
      request: joined([selected.args['text'], selected.args['after'] ?? null], ([text, after]) =>
        requestOf(text as string, after as string | null, kinds, all),
      ),
      size,
      texts: hits.tellsWhere ? searchedTexts(model) : null,
      columns: hits.columns,
      members,
    },
  }
}

/** Every property that is searched, those of titles first. */
function searchedTexts(model: Model): SearchedText[] {
  const byProperty = new Map<
    string,
    Omit<SearchedText, 'read'> & { readonly property: string; readonly isTitle: boolean }
  >()
  for (const kind of model.kinds)
    for (const [name, field] of scalarsOf(kind)) {
      if (!isSearched(field)) continue
      for (const property of propertiesOf(name, field)) {
        const language = field.type !== 'localized' ? null : property.endsWith('_vi') ? 'vi' : 'en'
        const counts = isTitle(field) || (byProperty.get(property)?.isTitle ?? false)
        byProperty.set(property, { property, field: name, language, isTitle: counts })
      }
    }
  const texts = [...byProperty.values()]
  const titles = texts.filter((text) => text.isTitle)
  return [
    ...model.kinds.flatMap(numberedTexts),
    ...[...titles, ...texts.filter((text) => !text.isTitle)].map(
      ({ property, field, language }): SearchedText => ({
        read: { kind: 'property', property },
        field,
        language,
      }),
    ),
  ]
}

const numberedTexts = ({ name, titledBy }: Kind): SearchedText[] =>
  'field' in titledBy
    ? []
    : (['vi', 'en'] as const).map((language) => ({
        read: { kind: 'numbered', label: name, word: titledBy.word[language], property: titledBy.number },
        field: 'title',
        language,
      }))

function membersOf(planning: Planning, selected: Selected, hits: HitPlanner): SearchMember[] {
  const type = objectType(selected)
  return selectionOf(planning.context, type, selected.nodes).map((member): SearchMember => {
    const { alias, field, nodes } = member
    switch (field.name) {
      case 'nodes':
        return { alias, kind: 'nodes', hit: hits.membersOf(objectType(member), nodes) }
      case 'edges':
        return { alias, kind: 'edges', edge: hits.edgeMembersOf(objectType(member), nodes) }
      case 'pageInfo':
        return {
          alias,
          kind: 'pageInfo',
          fields: selectionOf(planning.context, objectType(member), nodes).map((one) => ({
            alias: one.alias,
            name: one.field.name,
          })),
        }
      default:
        return typename(member, type)
    }
  })
}

/** Gathers what is read of hits under whichever alias they are asked. */
class HitPlanner {
  readonly columns: HitColumn[] = []
  tellsWhere = false
  readonly #planning: Planning
  readonly #rows: number

  constructor(planning: Planning, rows: number) {
    this.#planning = planning
    this.#rows = rows
  }

  edgeMembersOf(type: GraphQLObjectType, nodes: readonly FieldNode[]): HitEdgeMember[] {
    return selectionOf(this.#planning.context, type, nodes).map((member): HitEdgeMember => {
      const { alias, field } = member
      switch (field.name) {
        case 'cursor':
          return { alias, kind: 'cursor' }
        case 'node':
          return { alias, kind: 'node', hit: this.membersOf(objectType(member), member.nodes) }
        default:
          return typename(member, type)
      }
    })
  }

  membersOf(type: GraphQLObjectType, nodes: readonly FieldNode[]): HitMember[] {
    return selectionOf(this.#planning.context, type, nodes).map((member): HitMember => {
      const { alias, field } = member
      switch (field.name) {
        case 'entity': {
          const node = planNode(this.#planning, getNamedType(field.type), member.nodes, this.#rows)
          return this.#column(alias, { kind: 'entity', node })
        }
        case 'link': {
          const object = planObject(this.#planning, objectType(member), member.nodes, this.#rows)
          return this.#column(alias, { kind: 'link', object })
        }
        case 'field':
        case 'lang':
          this.tellsWhere = true
          return { alias, kind: field.name }
        case 'snippet':
          this.tellsWhere = true
          return { alias, kind: 'snippet', parts: this.#partsOf(member) }
        default:
          return typename(member, type)
      }
    })
  }

  #column(alias: string, column: HitColumn): HitMember {
    return { alias, kind: 'column', column: this.columns.push(column) - 1 }
  }

  #partsOf(selected: Selected): SnippetMember[] {
    const type = objectType(selected)
    return selectionOf(this.#planning.context, type, selected.nodes).map((member): SnippetMember => {
      const { alias, field } = member
      return field.name === 'text' || field.name === 'marked'
        ? { alias, kind: field.name }
        : typename(member, type)
    })
  }
}

function typename({ alias, field }: Selected, type: GraphQLObjectType): TypenameMember {
  if (field !== TypeNameMetaFieldDef) throw new Error(`The plan of a search has no member ${field.name}`)
  return { alias, kind: 'typename', name: type.name }
}

function objectType({ field }: Selected): GraphQLObjectType {
  const type = getNamedType(field.type)
  if (!isObjectType(type)) throw new Error(`${field.name} is no object`)
  return type
}
