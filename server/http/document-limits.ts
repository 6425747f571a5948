import { GraphQLError, Kind, visit } from 'graphql'
import type { ASTNode, DocumentNode } from 'graphql'
import type { Limits } from '../access/limits.ts'

/** An error that names what there is too much of. */
export const tooComplex = (path: string, reason: string): GraphQLError =>
  new GraphQLError(`${path} ${reason}`, { extensions: { code: 'TOO_COMPLEX', fields: [{ path, reason }] } })

/**
 * What a document has too much of; null when nothing. Depth is limited because graphql-js walks documents by recursion,
 * aliases and directives because a few characters of them can ask for the same thing again and again.
 */
export function documentError(
  document: DocumentNode,
  limits: Pick<Limits, 'depth' | 'aliases' | 'directives'>,
): GraphQLError | null {
  let [depth, deepest, aliases, directives] = [0, 0, 0, 0]
  visit(document, {
    enter(node) {
      if (node.kind === Kind.DIRECTIVE) directives += 1
      else if (node.kind === Kind.FIELD && node.alias !== undefined) aliases += 1
      if (!isNesting(node)) return
      depth += 1
      deepest = Math.max(deepest, depth)
    },
    leave(node) {
      if (isNesting(node)) depth -= 1
    },
  })
  if (deepest > limits.depth) return tooComplex('query', `nests deeper than ${limits.depth} levels`)
  if (aliases > limits.aliases)
    return tooComplex('query', `has ${aliases} aliases, and may have ${limits.aliases}`)
  return directives > limits.directives
    ? tooComplex('query', `has ${directives} directives, and may have ${limits.directives}`)
    : null
}

const nesting = new Set<Kind>([Kind.SELECTION_SET, Kind.OBJECT, Kind.LIST])

const isNesting = ({ kind }: ASTNode): boolean => nesting.has(kind)

/** What is wrong with the depth of variables, walked level by level, so that none exhausts the stack; null when nothing is. */
export function variablesDepthError(variables: unknown, limit: number): GraphQLError | null {
  let level: unknown[] = [variables]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > limit) return tooComplex('variables', `nests deeper than ${limit} levels`)
    level = level.flatMap((value) =>
      typeof value === 'object' && value !== null ? (Object.values(value) as unknown[]) : [],
    )
  }
  return null
}
