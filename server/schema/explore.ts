import { getNamedType, isObjectType } from 'graphql'
import { badInput } from '../errors.ts'
import { identifier } from '../model/index.ts'
import { planGraph, sizeOf } from '../query/index.ts'
import type { Selected } from '../query/index.ts'
import type { Base } from './builder.ts'
import { asOfArg } from './connections.ts'
import { fromPlan, planned } from './context.ts'
import type { Written } from './context.ts'
import type { Entities } from './entities.ts'

const MAX_DEPTH = 3
const MAX_START = 50
const MAX_NODES = 500
const MAX_PATH_LENGTH = 6
const MAX_PATHS = 50

/** Neighbourhoods and paths, in a first and bounded form; and the size of the graph. */
export function addExplore(base: Base, entities: Entities): void {
  const { builder, model, entityKind, linkType } = base
  const allLabels = model.kinds.map((kind) => kind.name)

  const graph = builder.objectRef<Written>('Neighbourhood').implement({
    description: 'Nodes, and the links between them.',
    fields: (t) => ({
      nodes: t.field({ type: [entities.entity], resolve: fromPlan }),
      links: t.field({ type: [entities.link], resolve: fromPlan }),
      truncated: t.boolean({
        description: 'Whether there is more than the limit lets through.',
        resolve: fromPlan,
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
        asOf: asOfArg(t.arg, base),
      },
      ...planned((planning, selected) => {
        const given = planning.seen(selected.args['ids']) as readonly string[]
        if (given.length === 0 || given.length > MAX_START)
          throw badInput([{ path: 'ids', reason: `must hold from 1 to ${MAX_START} ids` }])
        const limit = sizeOf(planning.seen(selected.args['limit']), 'limit', MAX_NODES) ?? MAX_NODES
        return {
          kind: 'neighbourhood',
          ids: [...new Set(given)],
          depth: sizeOf(planning.seen(selected.args['depth']), 'depth', MAX_DEPTH) ?? 1,
          labels: some(selected.args['kinds'], allLabels, 'kinds'),
          types: some(selected.args['linkTypes'], model.linkTypes, 'linkTypes'),
          limit,
          graph: planGraph(planning, objectType(selected), selected.nodes, limit),
        }
      }),
    }),
  )

  const path = builder.objectRef<Written>('Path').implement({
    description: 'A way from one node to another, whichever way its links point.',
    fields: (t) => ({
      length: t.int({ description: 'Links that it follows.', resolve: fromPlan }),
      nodes: t.field({ type: [entities.entity], resolve: fromPlan }),
      links: t.field({ type: [entities.link], resolve: fromPlan }),
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
      ...planned((planning, selected) => {
        const from = planning.seen(selected.args['from']) as string
        const to = planning.seen(selected.args['to']) as string
        if (from === to) throw badInput([{ path: 'to', reason: 'must be another node than from' }])
        const maxLength =
          sizeOf(planning.seen(selected.args['maxLength']), 'maxLength', MAX_PATH_LENGTH) ?? MAX_PATH_LENGTH
        const limit = sizeOf(planning.seen(selected.args['limit']), 'limit', MAX_PATHS) ?? MAX_PATHS
        return {
          kind: 'paths',
          from,
          to,
          maxLength,
          types: some(selected.args['linkTypes'], model.linkTypes, 'linkTypes'),
          limit,
          graph: planGraph(planning, objectType(selected), selected.nodes, limit * maxLength),
        }
      }),
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
      resolve: async (_root, _args, { store }) => {
        const [counts] = await store.read({
          text: `RETURN [${[
            ...allLabels.map((label) => `COUNT { (:${identifier(label)}) }`),
            ...model.linkTypes.map((type) => `COUNT { ()-[:${identifier(type)}]->() }`),
            'COUNT { (:Evidence) }',
          ].join(', ')}] AS value`,
          parameters: {},
        })
        return counts as readonly number[]
      },
    }),
  )
}

export function some(given: unknown, all: readonly string[], path: string): readonly string[] {
  if (given === null || given === undefined) return all
  const chosen = given as readonly string[]
  if (chosen.length === 0)
    throw badInput([{ path, reason: 'must not be an empty list; leave it out for all' }])
  return chosen
}

function objectType({ field }: Selected) {
  const type = getNamedType(field.type)
  if (!isObjectType(type)) throw new Error(`${field.name} is no object`)
  return type
}
