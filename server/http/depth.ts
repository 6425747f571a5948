import { GraphQLError, visit } from 'graphql'
import type { DocumentNode } from 'graphql'

/** How deep documents and variables may nest: graphql-js walks both by recursion. */
export const MAX_DEPTH = 60

const tooDeep = (path: string): GraphQLError => {
  const reason = `nests deeper than ${MAX_DEPTH} levels`
  return new GraphQLError(`${path} ${reason}`, {
    extensions: { code: 'TOO_COMPLEX', fields: [{ path, reason }] },
  })
}

/** What is wrong with a document's depth; null when nothing is. */
export function documentDepthError(document: DocumentNode): GraphQLError | null {
  let depth = 0
  let deepest = 0
  visit(document, {
    enter(node) {
      if (!nesting.has(node.kind)) return
      depth += 1
      deepest = Math.max(deepest, depth)
    },
    leave(node) {
      if (nesting.has(node.kind)) depth -= 1
    },
  })
  return deepest > MAX_DEPTH ? tooDeep('query') : null
}

const nesting = new Set<string>(['SelectionSet', 'ObjectValue', 'ListValue'])

/** The same for variables, walked level by level, so that no depth exhausts the stack. */
export function variablesDepthError(variables: unknown): GraphQLError | null {
  let level: unknown[] = [variables]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) return tooDeep('variables')
    level = level.flatMap((value) =>
      typeof value === 'object' && value !== null ? (Object.values(value) as unknown[]) : [],
    )
  }
  return null
}
