import { GraphQLError, Kind, coerceInputValue, getOperationAST, isInputType, typeFromAST } from 'graphql'
import type { ExecutionArgs, OperationDefinitionNode } from 'graphql'
import { shortened } from '../errors.ts'
import type { FieldProblem } from '../errors.ts'

/** The most places that are named: a request can hold millions that do not fit. */
const MAX_PROBLEMS = 20

/** Ends the walk through a value of which enough is known; graphql-js offers no other way. */
class Enough extends Error {}

/** The places at which the variables do not fit the types that the operation declares; none when all fit. */
export function variableErrors({
  schema,
  document,
  operationName,
  variableValues,
}: Pick<ExecutionArgs, 'schema' | 'document' | 'operationName' | 'variableValues'>): GraphQLError[] {
  const operation = getOperationAST(document, operationName)
  if (!operation) return []
  let problems = 0
  return (operation.variableDefinitions ?? []).flatMap((definition) => {
    const name = definition.variable.name.value
    const type = typeFromAST(schema, definition.type)
    const value = variableValues?.[name]
    // What is absent takes its default, and an unknown type is for validation to refuse.
    if (!isInputType(type) || (value === undefined && definition.defaultValue !== undefined)) return []
    if (problems >= MAX_PROBLEMS) return []
    const fields: FieldProblem[] = []
    const isWhole = walked(() => {
      coerceInputValue(value ?? null, type, (path, _invalid, error) => {
        if (problems >= MAX_PROBLEMS) throw new Enough()
        problems += 1
        const reason = shortened(error.message)
        fields.push({ path: placeOf(operation, name, path, reason), reason })
      })
    })
    if (fields.length === 0) return []
    const message =
      fields.map((field) => `${field.path}: ${field.reason}`).join('; ') + (isWhole ? '' : '; …')
    return [new GraphQLError(message, { nodes: definition, extensions: { code: 'BAD_USER_INPUT', fields } })]
  })
}

/** @returns whether the walk went to its end. */
function walked(walk: () => void): boolean {
  try {
    walk()
    return true
  } catch (error) {
    if (error instanceof Enough) return false
    throw error
  }
}

/** The place as the resolvers name it: by the argument that the variable fills, where it fills one. */
function placeOf(
  operation: OperationDefinitionNode,
  variable: string,
  path: readonly (string | number)[],
  reason: string,
): string {
  const fills = operation.selectionSet.selections
    .flatMap((selection) => (selection.kind === Kind.FIELD ? (selection.arguments ?? []) : []))
    .find(({ value }) => value.kind === Kind.VARIABLE && value.name.value === variable)
  const unknown = /^Field "(\w+)" is not defined/.exec(reason)?.[1]
  return [fills?.name.value ?? variable, ...path, ...(unknown === undefined ? [] : [unknown])].join('.')
}
