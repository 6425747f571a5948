import type { GraphQLResolveInfo } from 'graphql'
import { getNamedType, isObjectType } from 'graphql'
import { ClientError, badInput, shortened } from '../errors.ts'
import { planGraph, planNode, searchQuery, selectionOf, sizeOf } from '../query/index.ts'
import type { GraphAnswer, PathsAnswer, Row } from '../query/index.ts'
import { searchIndex } from '../store/constraints.ts'
import type { Base } from './builder.ts'
import { byAlias, read } from './context.ts'
import type { Entities } from './entities.ts'

const MAX_DEPTH = 3
const MAX_START = 50
const MAX_NODES = 500
const MAX_PATH_LENGTH = 6
const MAX_PATHS = 50
const MAX_HITS = 50
const MAX_SEARCH_TEXT = 500

/** Search, neighbourhoods and paths, in a first and bounded form; and the size of the graph. */
export function addExplore(base: Base, entities: Entities): void {
  const { builder, model, entityKind, linkType } = base
  const allLabels = model.kinds.map((kind) => kind.name)

  const hit = builder.objectRef<Row>('SearchHit').implement({
    fields: (t) => ({ entity: t.field({ type: entities.entity, resolve: byAlias<Row> }) }),
  })
  const hits = builder.objectRef<Row[]>('SearchConnection').implement({
    fields: (t) => ({
      nodes: t.field({
        type: [hit],
        resolve: (rows, _args, _context, info) => rows.map((row) => row[info.path.key] as Row),
      }),
    }),
  })
  builder.queryField('search', (t) =>
    t.field({
      type: hits,
      description:
        'Nodes whose titles, statements, summaries or numbers hold every word, typed with or without accents; the best first.',
      args: {
        text: t.arg.string({ required: true }),
        kinds: t.arg({ type: [entityKind] }),
        first: t.arg.int({ description: `At most ${MAX_HITS}.` }),
      },
      resolve: async (_root, { text, kinds, first }, context, info) => {
        if (text.length > MAX_SEARCH_TEXT)
          throw badInput([
            {
              path: 'text',
              reason: `has ${text.length} characters, at most ${MAX_SEARCH_TEXT} are searched`,
            },
          ])
        const limit = sizeOf(first, 'first', MAX_HITS) ?? 10
        const index = searchIndex(model)
        const query = searchQuery(text, index.properties)
        if (query === null) return []
        const rows = await read(context, info, (planning) => {
          return {
            kind: 'search',
            index: index.name,
            query,
            labels: some(kinds, allLabels, 'kinds'),
            limit,
            members: selectionOf(info, objectType(info), info.fieldNodes).map((nodes) => ({
              alias: nodes.alias,
              entities: selectionOf(info, named(nodes.field.type), nodes.nodes).map((entity) => ({
                alias: entity.alias,
                node: planNode(planning, getNamedType(entity.field.type), entity.nodes, limit),
              })),
            })),
          }
        })
        return rows as Row[]
      },
    }),
  )

  const graph = builder.objectRef<GraphAnswer>('Neighbourhood').implement({
    description: 'Nodes, and the links between them.',
    fields: (t) => ({
      nodes: t.field({
        type: [entities.entity],
        resolve: ({ graph: row }, ...rest) => byAlias<Row[]>(row, ...rest),
      }),
      links: t.field({
        type: [entities.link],
        resolve: ({ graph: row }, ...rest) => byAlias<Row[]>(row, ...rest),
      }),
      truncated: t.exposeBoolean('truncated', {
        description: 'Whether there is more than the limit lets through.',
      }),
    }),
  })
  builder.queryField('neighbourhood', (t) =>
    t.field({
      type: graph,
      description: 'The nodes that can be reached from some nodes, and all links between the nodes found.',
      args: {
        ids: t.arg.idList({ required: true, description: `At most ${MAX_START}.` }),
        depth: t.arg.int({
          required: true,
          defaultValue: 1,
          description: `Links to follow, at most ${MAX_DEPTH}.`,
        }),
        kinds: t.arg({
          type: [entityKind],
          description: 'Kinds of node to come to; any where it is left out.',
        }),
        linkTypes: t.arg({
          type: [linkType],
          description: 'Types of link to follow; any where it is left out.',
        }),
        limit: t.arg.int({
          required: true,
          defaultValue: 100,
          description: `Nodes at most, up to ${MAX_NODES}.`,
        }),
      },
      resolve: async (_root, args, context, info) => {
        if (args.ids.length === 0 || args.ids.length > MAX_START)
          throw badInput([{ path: 'ids', reason: `must hold from 1 to ${MAX_START} ids` }])
        const ids = [...new Set(args.ids)]
        const answer = (await read(context, info, (planning) => ({
          kind: 'neighbourhood',
          ids,
          depth: sizeOf(args.depth, 'depth', MAX_DEPTH) ?? 1,
          labels: some(args.kinds, allLabels, 'kinds'),
          types: some(args.linkTypes, model.linkTypes, 'linkTypes'),
          limit: sizeOf(args.limit, 'limit', MAX_NODES) ?? MAX_NODES,
          graph: planGraph(planning, objectType(info), info.fieldNodes, args.limit),
        }))) as GraphAnswer
        const missing = ids.find((id) => !answer.found.includes(id))
        if (missing !== undefined) throw notThere('ids', missing)
        return answer
      },
    }),
  )

  type Path = PathsAnswer['paths'][number]
  const path = builder.objectRef<Path>('Path').implement({
    description: 'A way from one node to another, whichever way its links point.',
    fields: (t) => ({
      length: t.exposeInt('length', { description: 'Links that it follows.' }),
      nodes: t.field({
        type: [entities.entity],
        resolve: ({ graph: row }, ...rest) => byAlias<Row[]>(row, ...rest),
      }),
      links: t.field({
        type: [entities.link],
        resolve: ({ graph: row }, ...rest) => byAlias<Row[]>(row, ...rest),
      }),
    }),
  })
  builder.queryField('paths', (t) =>
    t.field({
      type: [path],
      description: 'The shortest ways between two nodes, the shortest first.',
      args: {
        from: t.arg.id({ required: true }),
        to: t.arg.id({ required: true }),
        maxLength: t.arg.int({
          required: true,
          defaultValue: 4,
          description: `Links at most, up to ${MAX_PATH_LENGTH}.`,
        }),
        linkTypes: t.arg({
          type: [linkType],
          description: 'Types of link to follow; any where it is left out.',
        }),
        limit: t.arg.int({
          required: true,
          defaultValue: 5,
          description: `Paths at most, up to ${MAX_PATHS}.`,
        }),
      },
      resolve: async (_root, args, context, info) => {
        if (args.from === args.to) throw badInput([{ path: 'to', reason: 'must be another node than from' }])
        const maxLength = sizeOf(args.maxLength, 'maxLength', MAX_PATH_LENGTH) ?? MAX_PATH_LENGTH
        const limit = sizeOf(args.limit, 'limit', MAX_PATHS) ?? MAX_PATHS
        const answer = (await read(context, info, (planning) => ({
          kind: 'paths',
          from: args.from,
          to: args.to,
          maxLength,
          types: some(args.linkTypes, model.linkTypes, 'linkTypes'),
          limit,
          graph: planGraph(planning, objectType(info), info.fieldNodes, limit * maxLength),
        }))) as PathsAnswer
        if (!answer.fromFound) throw notThere('from', args.from)
        if (!answer.toFound) throw notThere('to', args.to)
        return [...answer.paths]
      },
    }),
  )

  const kindCount = builder.objectRef<{ kind: string; count: number }>('KindCount').implement({
    fields: (t) => ({ kind: t.expose('kind', { type: entityKind }), count: t.exposeInt('count') }),
  })
  const linkCount = builder.objectRef<{ type: string; count: number }>('LinkTypeCount').implement({
    fields: (t) => ({ type: t.expose('type', { type: linkType }), count: t.exposeInt('count') }),
  })
  const stats = builder.objectRef<readonly number[]>('Stats').implement({
    description: 'How much the graph holds, from the counts that Neo4j keeps.',
    fields: (t) => ({
      nodes: t.field({
        type: [kindCount],
        resolve: (counts) =>
          model.kinds.map(({ name }, index) => ({ kind: name, count: counts[index] ?? 0 })),
      }),
      links: t.field({
        type: [linkCount],
        resolve: (counts) =>
          model.linkTypes.map((type, index) => ({ type, count: counts[model.kinds.length + index] ?? 0 })),
      }),
      evidence: t.int({ resolve: (counts) => counts.at(-1) ?? 0 }),
    }),
  })
  builder.queryField('stats', (t) =>
    t.field({
      type: stats,
      resolve: async (_root, _args, context, info) => {
        const counts = await read(context, info, () => ({
          kind: 'stats',
          labels: allLabels,
          types: model.linkTypes,
        }))
        return counts as readonly number[]
      },
    }),
  )
}

function some<T>(given: readonly T[] | null | undefined, all: readonly T[], path: string): readonly T[] {
  if (given?.length === 0)
    throw badInput([{ path, reason: 'must not be an empty list; leave it out for all' }])
  return given ?? all
}

function notThere(path: string, id: string): ClientError {
  const reason = `no node has the id ${shortened(id)}`
  return new ClientError('NOT_FOUND', reason, { fields: [{ path, reason }] })
}

function named(type: Parameters<typeof getNamedType>[0]) {
  const found = getNamedType(type)
  if (!isObjectType(found)) throw new Error('An object was expected')
  return found
}

const objectType = (info: GraphQLResolveInfo) => named(info.returnType)
