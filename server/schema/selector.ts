import { GraphQLError, parse } from 'graphql'
import type { DocumentNode, GraphQLSchema } from 'graphql'
import type { Values } from '../curate/validate.ts'
import { ClientError, badInput, shortened } from '../errors.ts'
import type { Neighbourhood, Selector } from '../export/scope.ts'
import { upperSnake } from '../model/index.ts'
import type { Model } from '../model/index.ts'
import { MAX_PAGE } from '../query/index.ts'
import type { Context } from './context.ts'
import { createExecutor } from './execute.ts'

interface Page {
  readonly found: {
    readonly nodes: readonly { readonly id: string }[]
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
  }
}

/** Finds what an export means by asking the API: what a list or the explorer shows is what is written down. */
export function createSelector(schema: GraphQLSchema, model: Model, context: Context): Selector {
  const execute = createExecutor(schema, model)
  const lists = new Map<string, DocumentNode>()
  const around = parse(
    `query ($ids: [ID!]!, $depth: Int!, $kinds: [EntityKind!], $linkTypes: [LinkType!], $limit: Int!, $seq: Int!) {
      found: neighbourhood(ids: $ids, depth: $depth, kinds: $kinds, linkTypes: $linkTypes, limit: $limit, asOf: { seq: $seq }) {
        nodes { id }
        truncated
      }
    }`,
    { noLocation: true },
  )

  const listOf = (kind: string): DocumentNode => {
    const known = lists.get(kind)
    if (known !== undefined) return known
    const { plural } = model.kind(kind)
    const list = schema.getQueryType()?.getFields()[plural]
    const filter = list?.args.find(({ name }) => name === 'filter')
    const document = parse(
      `query ($filter: ${String(filter?.type)}, $after: String, $seq: Int!) {
        found: ${plural}(filter: $filter, first: ${MAX_PAGE}, after: $after, asOf: { seq: $seq }) {
          nodes { id }
          pageInfo { hasNextPage endCursor }
        }
      }`,
      { noLocation: true },
    )
    lists.set(kind, document)
    return document
  }

  const ask = async <T>(document: DocumentNode, variableValues: Values, blamed: string): Promise<T> => {
    const { data, errors } = await execute({ document, variableValues }, context)
    const [error] = errors ?? []
    if (error !== undefined) throw clientError(error, blamed)
    if (data === undefined || data === null) throw new Error('A selection came to nothing')
    return JSON.parse(data.json) as T
  }

  return {
    async *ids(kind, filter, seq) {
      let after: string | null = null
      do {
        const page: Page = await ask<Page>(listOf(kind), { filter, after, seq }, 'filter')
        const { nodes, pageInfo } = page.found
        if (nodes.length > 0) yield nodes.map(({ id }) => id)
        after = pageInfo.hasNextPage ? pageInfo.endCursor : null
      } while (after !== null)
    },
    async around({ ids, depth, kinds, linkTypes, limit }: Neighbourhood, seq) {
      const { found } = await ask<{ found: Pick<Page['found'], 'nodes'> & { readonly truncated: boolean } }>(
        around,
        { ids, depth, kinds: kinds?.map(upperSnake) ?? null, linkTypes, limit, seq },
        'ids',
      )
      // Where only links were too many nothing is lost: an export reads those between its nodes itself.
      return { ids: found.nodes.map(({ id }) => id), isCut: found.truncated && found.nodes.length >= limit }
    },
  }
}

/** An error of a question that the service asked itself, as one of what its client asked. */
function clientError(error: GraphQLError, blamed: string): unknown {
  const cause = error.originalError
  if (cause instanceof ClientError) return cause
  if (cause !== undefined && !(cause instanceof GraphQLError)) return cause
  return badInput([{ path: blamed, reason: shortened(error.message) }])
}
