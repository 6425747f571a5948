import { GraphQLError, Kind } from 'graphql'
import type { ASTNode } from 'graphql'
import type { FieldProblem } from '../errors.ts'

/** graphql-js quotes what it was given, and that can be megabytes. */
const LONGEST = 500

export const shortened = (text: string): string =>
  text.length > LONGEST ? `${text.slice(0, LONGEST)} …` : text

/**
 * An error that graphql-js found in a document, as BAD_USER_INPUT with the field it stands at;
 * errors that have a code of ours pass as they are.
 */
export function asBadInput(error: GraphQLError): GraphQLError {
  const code = error.extensions['code']
  if (typeof code === 'string' && !code.startsWith('GRAPHQL_')) return error
  const reason = shortened(error.message)
  const field: FieldProblem = { path: pathOf(error), reason }
  return new GraphQLError(reason, {
    nodes: error.nodes ?? null,
    source: error.source ?? null,
    positions: error.positions ?? null,
    path: error.path ?? null,
    extensions: { ...error.extensions, code: 'BAD_USER_INPUT', fields: [field] },
  })
}

const pathOf = ({ nodes }: GraphQLError): string =>
  nodes?.map(nameOf).find((name) => name !== undefined) ?? 'query'

function nameOf(node: ASTNode): string | undefined {
  switch (node.kind) {
    case Kind.FIELD:
    case Kind.ARGUMENT:
    case Kind.OBJECT_FIELD:
    case Kind.DIRECTIVE:
      return node.name.value
    case Kind.VARIABLE_DEFINITION:
      return node.variable.name.value
    default:
      return undefined
  }
}
