import { TypeNameMetaFieldDef, getNamedType, isAbstractType, isNonNullType, isObjectType } from 'graphql'
import type { FieldNode, GraphQLNamedType, GraphQLObjectType } from 'graphql'
import { ClientError } from '../errors.ts'
import type { Model, Relation, TitledBy } from '../model/index.ts'
import { CONDITION_COST, SUBQUERY_COST } from './cost.ts'
import { Deferred } from './deferred.ts'
import { metaOf } from './metadata.ts'
import { sizeOf } from './page-size.ts'
import { planConnection } from './plan-connection.ts'
import type { FieldPlan, Language, NodePlan, ObjectPlan, Projection } from './plan.ts'
import { objectTypeOf, selectionOf } from './selection.ts'
import type { Selected, SelectionContext } from './selection.ts'

/** The most rows that one root field may ask for where nothing else is said, all its nested pages taken full. */
const MAX_ROWS = 250_000
const ASSUMED_EVIDENCE = 5
const ASSUMED_TOUCHES = 2
const DEFAULT_CHANGES = 20
/** The most changes of one change set that are read at once. */
export const MAX_CHANGES = 100

/** How many links deep a selection may go: what Neo4j needs to plan a statement doubles with every few. */
export const MAX_HOPS = 10
/** The most links and lists of evidence or changes that a selection may hold: each is a subquery of its own. */
export const MAX_LISTS = 100
/** The most conditions that the filters of one root field may hold. */
export const MAX_CONDITIONS = 200
/** The most conditions on links, evidence or owners among them: each is a subquery, and planning many takes seconds. */
export const MAX_SUBQUERIES = 30

const tooComplex = (path: string, reason: string): ClientError =>
  new ClientError('TOO_COMPLEX', `${path} ${reason}`, { fields: [{ path, reason }] })

/** What planning one root field needs, and how much it has asked for so far. */
export class Planning {
  readonly model: Model
  /** With deferred values in place of variables that a statement may take as they come. */
  readonly context: SelectionContext
  /** The variables whose values the plan depends on. */
  readonly dependsOn = new Set<string>()
  readonly #variables: Readonly<Record<string, unknown>>
  readonly #maxRows: number
  #rows = 0
  #filters = 0
  /** How often a condition that is planned now is looked at. */
  #times = 1
  #hops = 0
  #lists = 0
  #conditions = 0
  #subqueries = 0

  /** @param variables the request's own values, for what has to be seen. */
  constructor(
    model: Model,
    context: SelectionContext,
    variables: Readonly<Record<string, unknown>>,
    maxRows = MAX_ROWS,
  ) {
    this.model = model
    this.context = context
    this.#variables = variables
    this.#maxRows = maxRows
  }

  /** How many rows the answer may have. */
  get rows(): number {
    return this.#rows
  }

  /** What it costs to read these rows and to look at the conditions of filters, in rows. */
  get cost(): number {
    return this.#rows + this.#filters
  }

  /** Plans what is looked at anew for each of some rows. */
  forEach<T>(rows: number, plan: () => T): T {
    const outside = this.#times
    this.#times = rows
    const planned = plan()
    this.#times = outside
    return planned
  }

  /**
   * An argument whose value shapes the plan, with the variables that stand in it: the plan then serves only requests with
   * the same values.
   */
  seen(argument: unknown): unknown {
    if (argument instanceof Deferred) {
      this.dependsOn.add(argument.variable)
      return argument.valueIn(this.#variables)
    }
    if (Array.isArray(argument)) return argument.map((one) => this.seen(one))
    if (typeof argument !== 'object' || argument === null) return argument
    return Object.fromEntries(Object.entries(argument).map(([name, one]) => [name, this.seen(one)]))
  }

  /** @throws ClientError TOO_COMPLEX when the nested pages together could hold more rows than are read at once. */
  spend(rows: number, field: string): void {
    this.#rows += rows
    if (this.#rows > this.#maxRows)
      throw tooComplex(
        field,
        `asks for up to ${this.#rows} rows, at most ${this.#maxRows} are read at once; ask for smaller pages`,
      )
  }

  /**
   * Plans what hangs on a further link.
   * @throws ClientError TOO_COMPLEX beyond MAX_HOPS links on the way to it, or MAX_LISTS of them in all.
   */
  hop<T>(field: string, plan: () => T): T {
    this.list(field)
    this.#hops += 1
    if (this.#hops > MAX_HOPS)
      throw tooComplex(field, `is more than ${MAX_HOPS} links deep; ask in several questions`)
    const planned = plan()
    this.#hops -= 1
    return planned
  }

  /** @throws ClientError TOO_COMPLEX when the selection holds more than MAX_LISTS links and lists, however few rows each has. */
  list(field: string): void {
    this.#lists += 1
    if (this.#lists > MAX_LISTS)
      throw tooComplex(
        field,
        `is one of more than ${MAX_LISTS} links and lists of evidence; ask in several questions`,
      )
  }

  /** @throws ClientError TOO_COMPLEX when the filters together hold more than MAX_CONDITIONS conditions. */
  condition(path: string, count = 1): void {
    this.#conditions += count
    this.#filters += count * CONDITION_COST * this.#times
    if (this.#conditions > MAX_CONDITIONS)
      throw tooComplex(
        path,
        `is one of more than ${MAX_CONDITIONS} conditions; use in, or ask in several questions`,
      )
  }

  /** @throws ClientError TOO_COMPLEX when the filters together hold more than MAX_SUBQUERIES of what goes beyond a node. */
  subquery(path: string): void {
    this.#subqueries += 1
    this.#filters += SUBQUERY_COST * this.#times
    if (this.#subqueries > MAX_SUBQUERIES)
      throw tooComplex(
        path,
        `is one of more than ${MAX_SUBQUERIES} conditions on links or evidence; ask in several questions`,
      )
  }
}

/** What is read of a node whose type may be a kind or an interface; `rows` is how many such nodes there may be. */
export function planNode(
  planning: Planning,
  type: GraphQLNamedType,
  nodes: readonly FieldNode[],
  rows: number,
): NodePlan {
  if (isObjectType(type)) return { kind: 'object', object: planObject(planning, type, nodes, rows) }
  if (!isAbstractType(type)) throw new Error(`${type.name} is no type of a node`)
  const kinds = new Set(planning.model.kinds.map((kind) => kind.name))
  const groups: { labels: string[]; object: ObjectPlan }[] = []
  const alike = new Map<string, { labels: string[]; object: ObjectPlan }>()
  for (const possible of planning.context.schema.getPossibleTypes(type)) {
    if (!kinds.has(possible.name)) continue
    const object = planObject(planning, possible, nodes, rows)
    const shape = JSON.stringify(object)
    const group = alike.get(shape)
    if (group !== undefined) group.labels.push(possible.name)
    else {
      const started = { labels: [possible.name], object }
      alike.set(shape, started)
      groups.push(started)
    }
  }
  return { kind: 'variants', groups }
}

export function planObject(
  planning: Planning,
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
  rows: number,
): ObjectPlan {
  return {
    fields: selectionOf(planning.context, type, nodes).map((selected) => ({
      alias: selected.alias,
      value:
        selected.field === TypeNameMetaFieldDef
          ? { kind: 'typename', name: type.name }
          : planField(planning, selected, rows),
      required: isNonNullType(selected.field.type),
    })),
  }
}

function planField(planning: Planning, selected: Selected, rows: number): Projection {
  const meta = metaOf(selected.field)
  const type = getNamedType(selected.field.type)
  const object = (count: number) => planBelow(planning, selected, count)
  switch (meta.read) {
    case 'property':
      return { kind: 'property', property: meta.property, as: meta.as }
    case 'json':
      return { kind: 'json', property: meta.property }
    case 'localized':
      return { kind: 'localized', property: meta.property, language: languageOf(selected) }
    case 'texts':
      return { kind: 'texts', object: planTexts(planning, selected, meta.property) }
    case 'title':
      return planTitle(meta.titledBy, languageOf(selected))
    case 'label':
    case 'relationshipType':
    case 'evidenceCount':
    case 'changeCount':
    case 'cursor':
      return { kind: meta.read }
    case 'touches':
      planning.list(selected.alias)
      return { kind: 'touches', object: object(rows * ASSUMED_TOUCHES) }
    case 'loggedTitle':
      return { kind: 'loggedTitle', language: languageOf(selected) }
    case 'self':
      return { kind: 'self', node: planNode(planning, type, selected.nodes, rows) }
    case 'far':
      return { kind: 'far', node: planNode(planning, type, selected.nodes, rows) }
    case 'end':
      return planning.hop(selected.alias, () => ({
        kind: 'end',
        end: meta.end,
        node: planNode(planning, type, selected.nodes, rows),
      }))
    case 'evidence':
      planning.list(selected.alias)
      return { kind: 'evidence', object: object(rows * ASSUMED_EVIDENCE) }
    case 'changes': {
      planning.list(selected.alias)
      const limit = sizeOf(planning.seen(selected.args['first']), 'first', MAX_CHANGES) ?? DEFAULT_CHANGES
      return { kind: 'changes', object: object(rows * limit), limit, target: selected.args['target'] ?? null }
    }
    case 'undoes':
    case 'undoneBy':
      return planning.hop(selected.alias, () => ({ kind: meta.read, object: object(rows) }))
    case 'relation':
      return planning.hop(selected.alias, () => planRelation(planning, selected, meta.relation, rows))
    case 'groupValue':
      return { kind: 'groupValue', name: meta.name }
    case 'groupNode':
      return planning.hop(selected.alias, () => ({
        kind: 'groupNode',
        name: meta.name,
        node: planNode(planning, type, selected.nodes, rows),
      }))
  }
}

/** The object that a field reads, of which there may be `count`. */
function planBelow(planning: Planning, selected: Selected, count: number): ObjectPlan {
  planning.spend(count, selected.alias)
  return planObject(planning, objectTypeOf(selected), selected.nodes, count)
}

function planRelation(planning: Planning, selected: Selected, relation: Relation, rows: number): Projection {
  return relation.single
    ? { kind: 'one', relation, object: planBelow(planning, selected, rows) }
    : {
        kind: 'connection',
        connection: planConnection(planning, selected, { kind: 'relation', relation }, rows),
      }
}

function planTexts(planning: Planning, selected: Selected, property: string): ObjectPlan {
  const type = objectTypeOf(selected)
  return {
    fields: selectionOf(planning.context, type, selected.nodes).map(({ alias, field }): FieldPlan => ({
      alias,
      value:
        field === TypeNameMetaFieldDef
          ? { kind: 'typename', name: type.name }
          : { kind: 'property', property: `${property}_${field.name}`, as: 'plain' },
      required: false,
    })),
  }
}

function planTitle(titledBy: TitledBy, language: Language): Projection {
  return 'field' in titledBy
    ? { kind: 'localized', property: titledBy.field, language }
    : { kind: 'numberedTitle', word: titledBy.word[language], property: titledBy.number }
}

const languageOf = (selected: Selected): Language => (selected.args['lang'] === 'en' ? 'en' : 'vi')
