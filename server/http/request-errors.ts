import { GraphQLError, Kind } from 'graphql'
import type { ASTNode } from 'graphql'
import { ERROR_CODES, shortened } from '../errors.ts'
import type { FieldProblem } from '../errors.ts'

/** Yoga has codes of its own for requests that it cannot read. */
const ours = new Set<string>([...ERROR_CODES, 'INTERNAL'])

/**
 * An error that graphql-js found in a document, as BAD_USER_INPUT with the field it stands at;
 * errors that have a code of ours pass as they are.
 */
export function asBadInput(error: GraphQLError): GraphQLError {
  const code = error.extensions['code']
  if (typeof code === 'string' && ours.has(code)) return error
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

/** The same without what graphql-js says that might have been meant, which tells what there is. */
export function withoutSuggestion(error: GraphQLError): GraphQLError {
  const { nodes, source, positions, path, extensions } = error
  const fields = extensions['fields'] as readonly FieldProblem[] | undefined
  return asBadInput(
    new GraphQLError(cut(error.message), {
      nodes: nodes ?? null,
      source: source ?? null,
      positions: positions ?? null,
      path: path ?? null,
      extensions: {
        ...extensions,
        ...(fields && { fields: fields.map((field) => ({ ...field, reason: cut(field.reason) })) }),
      },
    }),
  )
}

const cut = (message: string): string => message.split(' Did you mean ')[0] ?? ''

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
