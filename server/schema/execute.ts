import {
  Kind,
  OperationTypeNode,
  execute,
  getArgumentValues,
  getOperationAST,
  getVariableValues,
  locatedError,
} from 'graphql'
import type {
  DocumentNode,
  ExecutionResult,
  FragmentDefinitionNode,
  GraphQLError,
  GraphQLSchema,
  OperationDefinitionNode,
} from 'graphql'
import type { Model } from '../model/index.ts'
import { rowOf } from '../query/index.ts'
import { Written, isWriting } from './context.ts'
import type { Context } from './context.ts'
import { PlannedOperation } from './root-fields.ts'
import type { RootField } from './root-fields.ts'

/** The most errors of variables that are told: a request can hold millions. */
const MAX_ERRORS = 20

/** What a request asks, as graphql-js names its parts. */
export interface Request {
  readonly document: DocumentNode
  readonly operationName?: string | null | undefined
  readonly variableValues?: Readonly<Record<string, unknown>> | null | undefined
}

/** What came of a request; its data is JSON text already. */
export interface Answer {
  /** Left out when nothing could be executed. */
  readonly data?: Written | null
  readonly errors?: readonly GraphQLError[]
}

/** The whole of an answer as JSON text. */
export function answerText({ data, errors }: Answer): string {
  const members = [
    ...(errors === undefined ? [] : [`"errors":${JSON.stringify(errors)}`]),
    ...(data === undefined ? [] : [`"data":${data === null ? 'null' : data.json}`]),
  ]
  return `{${members.join(',')}}`
}

export type Execute = (request: Request, context: Context) => Promise<Answer>

/** What is known of a document that was met before. */
interface Known {
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>
  readonly operations: Map<string, PlannedOperation>
}

/**
 * Executes the operations of one schema: a root field that has a plan is planned once for all requests of its document,
 * answered by one statement, and written straight from what that returns. What has a resolver of its own is left to
 * graphql-js.
 */
export function createExecutor(schema: GraphQLSchema, model: Model): Execute {
  const documents = new WeakMap<DocumentNode, Known>()

  const planned = (document: DocumentNode, operation: OperationDefinitionNode): PlannedOperation => {
    let known = documents.get(document)
    if (known === undefined) {
      const fragments = document.definitions.flatMap((definition) =>
        definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
      )
      known = { fragments: Object.fromEntries(fragments), operations: new Map() }
      documents.set(document, known)
    }
    const name = operation.name?.value ?? ''
    let plans = known.operations.get(name)
    if (plans === undefined) {
      plans = new PlannedOperation(schema, model, operation, known.fragments)
      known.operations.set(name, plans)
    }
    return plans
  }

  return async (request, context) => {
    const { document, operationName, variableValues } = request
    const operation = getOperationAST(document, operationName)
    if (!operation) return refused(await execute({ schema, ...request }))
    const { coerced, errors } = getVariableValues(
      schema,
      operation.variableDefinitions ?? [],
      variableValues ?? {},
      { maxErrors: MAX_ERRORS },
    )
    if (errors) return { errors }
    const plans = planned(document, operation)
    const fields = plans.fields(coerced)
    const running = { schema, request, operation, fragments: plans.fragments, coerced, context }
    const run = (field: RootField) => outcomeOf(field, running)
    if (operation.operation !== OperationTypeNode.MUTATION) return whole(await Promise.all(fields.map(run)))
    const outcomes: Outcome[] = []
    // One after another, as the specification has it.
    for (const field of fields) outcomes.push(await run(field))
    return whole(outcomes)
  }
}

/** An execution that came to nothing: graphql-js says why. */
const refused = ({ errors }: ExecutionResult): Answer => (errors === undefined ? {} : { errors })

/** What came of one root field. */
interface Outcome {
  readonly field: RootField
  /** Undefined when it failed. */
  readonly json?: string
  readonly errors?: readonly GraphQLError[]
}

function whole(outcomes: readonly Outcome[]): Answer {
  const errors = outcomes.flatMap((outcome) => outcome.errors ?? [])
  const lost = outcomes.some(({ field, json }) => json === undefined && field.required)
  const members = outcomes.map(({ field, json }) => `${JSON.stringify(field.alias)}:${json ?? 'null'}`)
  return {
    ...(errors.length === 0 ? {} : { errors }),
    data: lost ? null : new Written(`{${members.join(',')}}`),
  }
}

interface Running {
  readonly schema: GraphQLSchema
  readonly request: Request
  readonly operation: OperationDefinitionNode
  readonly fragments: PlannedOperation['fragments']
  readonly coerced: Readonly<Record<string, unknown>>
  readonly context: Context
}

async function outcomeOf(field: RootField, running: Running): Promise<Outcome> {
  try {
    switch (field.by) {
      case 'text':
        return { field, json: field.json }
      case 'error':
        throw field.error
      case 'statement': {
        const { template, write, isShared } = field.prepared
        const row = rowOf(template, running.coerced)
        return { field, json: write(await running.context.reads.ask({ template, row, isShared })) }
      }
      case 'resolver':
        return isWriting(field.field)
          ? { field, json: await writtenBy(field, running) }
          : await resolved(field, running)
    }
  } catch (error) {
    return { field, errors: [locatedError(error, field.nodes, [field.alias])] }
  }
}

/** A resolver that returns text which it has written from a plan. */
async function writtenBy(
  root: RootField,
  { schema, operation, fragments, coerced, context }: Running,
): Promise<string> {
  const { alias, field, nodes } = root
  const parentType = schema.getRootType(operation.operation)
  const [node] = nodes
  if (!parentType || !node || !field.resolve) throw new Error(`${field.name} has no resolver`)
  const answer: unknown = await field.resolve(undefined, getArgumentValues(field, node, coerced), context, {
    fieldName: field.name,
    fieldNodes: nodes,
    returnType: field.type,
    parentType,
    path: { prev: undefined, key: alias, typename: parentType.name },
    schema,
    fragments,
    rootValue: undefined,
    operation,
    variableValues: { ...coerced },
  })
  if (!(answer instanceof Written)) throw new Error(`${field.name} has not written its answer`)
  return answer.json
}

/** A field with resolvers of its own all the way down, as an operation that asks it alone. */
async function resolved(
  field: RootField,
  { schema, request, operation, fragments, context }: Running,
): Promise<Outcome> {
  const alone: OperationDefinitionNode = {
    ...operation,
    selectionSet: { kind: Kind.SELECTION_SET, selections: field.nodes },
  }
  const { data, errors } = await execute({
    schema,
    document: { kind: Kind.DOCUMENT, definitions: [alone, ...Object.values(fragments)] },
    variableValues: request.variableValues ?? null,
    contextValue: context,
  })
  const value = data?.[field.alias]
  return {
    field,
    ...(errors === undefined ? {} : { errors }),
    ...(data === null || data === undefined ? {} : { json: JSON.stringify(value) }),
  }
}
