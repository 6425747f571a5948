import {
  GraphQLList,
  OperationTypeNode,
  TypeNameMetaFieldDef,
  getNamedType,
  getNullableType,
  isInputType,
  isNonNullType,
  isScalarType,
  typeFromAST,
} from 'graphql'
import type {
  FieldNode,
  GraphQLField,
  GraphQLObjectType,
  GraphQLSchema,
  OperationDefinitionNode,
} from 'graphql'
import { LRUCache } from 'lru-cache'
import type { Operation, RootName } from '../access/rules.ts'
import type { Moment } from '../curate/history.ts'
import { ClientError } from '../errors.ts'
import type { Model } from '../model/index.ts'
import {
  Deferred,
  FIELD_COST,
  PAST_COST,
  Planning,
  estimate,
  objectTypeOf,
  planObject,
  prepareLogPage,
  prepareRoot,
  selectionOf,
} from '../query/index.ts'
import type { LogPage, Prepared, SelectionContext } from '../query/index.ts'
import { isFollowing, planOf } from './context.ts'
import { momentOf } from './moment.ts'

/** The most root fields of one request: each is a statement. */
const MAX_ROOT_FIELDS = 50
/** Plans that are kept of one operation, whose variables may shape it in many ways. */
const MAX_PLANS = 100
/** The most characters of values that one of them depends on, and all of them together: a filter can be megabytes. */
const MAX_KEY = 10_000
const MAX_KEYS = 100_000

type Variables = Readonly<Record<string, unknown>>

/** One root field of an operation, and how it is answered. */
export type RootField = {
  readonly alias: string
  readonly field: GraphQLField<unknown, unknown>
  /** What the rules call it. */
  readonly operation: Operation
  readonly nodes: readonly FieldNode[]
  /** Whether the whole answer fails with it. */
  readonly required: boolean
  /** What it costs to answer it, in rows. */
  readonly cost: number
} &
  /** `asOf` is the moment of the past that is asked about. */
  (
    | { readonly by: 'statement'; readonly prepared: Prepared; readonly asOf: Moment | null }
    /** It follows the change log, from the sequence number that the argument `after` says. */
    | { readonly by: 'log'; readonly page: LogPage; readonly after: unknown }
    | { readonly by: 'resolver' }
    /** Its text is known without asking anybody. */
    | { readonly by: 'text'; readonly json: string }
    /** It cannot be planned. */
    | { readonly by: 'error'; readonly error: unknown }
  )

interface Variable {
  readonly name: string
  readonly isList: boolean
  /** Whether its value can be left open in a plan: one of a scalar type other than Boolean, which shapes selections. */
  readonly isOpen: boolean
}

/** One operation of a document, planned once for each way in which variables shape it. */
export class PlannedOperation {
  readonly fragments: SelectionContext['fragments']
  readonly #schema: GraphQLSchema
  readonly #model: Model
  readonly #operation: OperationDefinitionNode
  readonly #maxCost: number
  readonly #variables: readonly Variable[]
  /** The variables that some plan has depended on; they are part of every plan's key from then on. */
  readonly #seen = new Set<string>()
  readonly #plans = new LRUCache<string, readonly RootField[]>({
    max: MAX_PLANS,
    maxSize: MAX_KEYS,
    sizeCalculation: (_fields, key) => key.length,
  })

  constructor(
    schema: GraphQLSchema,
    model: Model,
    operation: OperationDefinitionNode,
    fragments: SelectionContext['fragments'],
    maxCost: number,
  ) {
    this.#schema = schema
    this.#model = model
    this.#operation = operation
    this.#maxCost = maxCost
    this.fragments = fragments
    this.#variables = (operation.variableDefinitions ?? []).map((definition) => {
      const type = typeFromAST(schema, definition.type)
      const named = getNamedType(type)
      return {
        name: definition.variable.name.value,
        isList: isInputType(type) && getNullableType(type) instanceof GraphQLList,
        isOpen: isScalarType(named) && named.name !== 'Boolean',
      }
    })
  }

  /** The root fields, as variables that were coerced shape them. */
  fields(variables: Variables): readonly RootField[] {
    // Resolvers answer mutations, with no plan that would be worth a key of all that is written.
    if (this.#operation.operation === OperationTypeNode.MUTATION) return this.#plan(variables)
    const known = this.#plans.get(this.#keyOf(variables))
    if (known !== undefined) return known
    const fields = this.#plan(variables)
    const key = this.#keyOf(variables)
    // What depends on a value of one request alone, such as its failure, is not kept for others.
    const isWorthKeeping =
      fields.some(({ by }) => by === 'statement') && fields.every(({ by }) => by !== 'error')
    if (isWorthKeeping && key.length <= MAX_KEY) this.#plans.set(key, fields)
    return fields
  }

  #keyOf(variables: Variables): string {
    return JSON.stringify(
      this.#variables.map(({ name, isOpen }) => {
        const value = variables[name]
        if (value === undefined) return []
        return isOpen && value !== null && !this.#seen.has(name) ? [0] : [1, value]
      }),
    )
  }

  #plan(variables: Variables): RootField[] {
    const open = { ...variables }
    for (const { name, isList, isOpen } of this.#variables)
      if (isOpen && variables[name] !== undefined && variables[name] !== null)
        open[name] = new Deferred(name, isList)
    const type = this.#schema.getRootType(this.#operation.operation)
    if (!type) throw new Error(`The schema has no ${this.#operation.operation}`)
    const selection = { schema: this.#schema, fragments: this.fragments, variableValues: open }
    return selectionOf(selection, type, [this.#operation]).map((selected, index) => {
      const { alias, field, nodes } = selected
      const operation = operationOf(type, field)
      const root = { alias, field, operation, nodes, required: isNonNullType(field.type), cost: 0 }
      if (index >= MAX_ROOT_FIELDS) return { ...root, by: 'error', error: tooMany(alias) }
      if (field === TypeNameMetaFieldDef) return { ...root, by: 'text', json: JSON.stringify(type.name) }
      const plan = planOf(field)
      const planning = new Planning(this.#model, selection, variables, this.#maxCost)
      try {
        if (isFollowing(field)) {
          const page = prepareLogPage(planObject(planning, objectTypeOf(selected), nodes, 1))
          for (const name of planning.dependsOn) this.#seen.add(name)
          const cost = FIELD_COST + planning.cost
          return { ...root, cost, by: 'log', page, after: selected.args['after'] }
        }
        if (plan === undefined) {
          estimate(planning, selected)
          for (const name of planning.dependsOn) this.#seen.add(name)
          return { ...root, cost: FIELD_COST + planning.cost, by: 'resolver' }
        }
        const prepared = prepareRoot(plan(planning, selected), planning)
        const asOf = momentOf(planning.seen(selected.args['asOf']), 'asOf')
        for (const name of planning.dependsOn) this.#seen.add(name)
        const cost = prepared.cost + (asOf === null ? 0 : PAST_COST)
        return { ...root, cost, by: 'statement', prepared, asOf }
      } catch (error) {
        return { ...root, by: 'error', error }
      }
    })
  }
}

const operationOf = (type: GraphQLObjectType, field: RootField['field']): Operation =>
  `${type.name as RootName}.${field.name}`

function tooMany(path: string): ClientError {
  const reason = 'is one of too many fields at the root of one request; send several requests'
  return new ClientError('TOO_COMPLEX', `${path} ${reason}`, { fields: [{ path, reason }] })
}
