import { identifier } from '../model/index.ts'
import { Environment } from './environment.ts'
import type { Statement } from './environment.ts'
import type { GraphPlan, RootPlan } from './plan.ts'
import { connectionOf, nodeOf, objectOf } from './project.ts'

/** The most links that a graph answer carries. */
export const MAX_GRAPH_LINKS = 5_000

/** One root field as one statement, whose single column `value` decode turns into the answer. */
export function compile(plan: RootPlan): Statement {
  const environment = new Environment()
  return environment.statement(textOf(plan, environment))
}

function textOf(plan: RootPlan, environment: Environment): string {
  switch (plan.kind) {
    case 'byId':
      return byId(plan, environment)
    case 'list':
      return `RETURN ${connectionOf(plan.connection, null, environment)} AS value`
    case 'search':
      return search(plan, environment)
    case 'neighbourhood':
      return neighbourhood(plan, environment)
    case 'paths':
      return paths(plan, environment)
    case 'stats':
      return `RETURN [${plan.labels.map((label) => `COUNT { (:${identifier(label)}) }`).join(', ')}, ${plan.types
        .map((type) => `COUNT { ()-[:${identifier(type)}]->() }`)
        .join(', ')}, COUNT { (:Evidence) }] AS value`
  }
}

function byId(plan: Extract<RootPlan, { kind: 'byId' }>, environment: Environment): string {
  const id = environment.parameter(plan.id)
  const branches: string[] = []
  if (plan.node !== null) {
    const node = environment.variable('n')
    branches.push(
      `MATCH (${node}:${identifier(plan.node.label)}) WHERE ${node}.id = ${id} ` +
        `RETURN ['node', ${nodeOf(plan.node.node, node, environment)}] AS value`,
    )
  }
  if (plan.link !== null) {
    // Each type has its own index on id, and a pattern of several types uses none.
    const link = environment.variable('r')
    const seeks = plan.link.types.map(
      (type) => `MATCH ()-[${link}:${identifier(type)}]->() WHERE ${link}.id = ${id} RETURN ${link}`,
    )
    branches.push(
      `CALL () { ${seeks.join(' UNION ALL ')} } ` +
        `RETURN ['link', ${objectOf(plan.link.object, { self: link }, environment)}] AS value`,
    )
  }
  return branches.join(' UNION ALL ')
}

function search(plan: Extract<RootPlan, { kind: 'search' }>, environment: Environment): string {
  const node = environment.variable('n')
  const index = environment.parameter(plan.index)
  const query = environment.parameter(plan.query)
  const labels = plan.labels.map(identifier).join('|')
  const limit = environment.parameter(BigInt(plan.limit))
  const rows = plan.members.map(
    ({ entities }) => `[${entities.map((entity) => nodeOf(entity.node, node, environment)).join(', ')}]`,
  )
  return (
    `CALL db.index.fulltext.queryNodes(${index}, ${query}) YIELD node AS ${node}, score ` +
    `WHERE ${node}:${labels} WITH ${node}, score ORDER BY score DESC, ${node}.id LIMIT ${limit} ` +
    `RETURN collect([${rows.join(', ')}]) AS value`
  )
}

function neighbourhood(plan: Extract<RootPlan, { kind: 'neighbourhood' }>, environment: Environment): string {
  const ids = environment.parameter(plan.ids)
  const limit = environment.parameter(BigInt(plan.limit))
  const types = plan.types.map(identifier).join('|')
  const labels = plan.labels.map(identifier).join('|')
  const steps = Array.from({ length: plan.depth }, (_, step) => {
    const from = step === 0 ? 'reached' : 'frontier'
    return (
      `CALL (reached, ${step === 0 ? 'start' : 'frontier'}) { UNWIND ${from} AS a MATCH (a)-[:${types}]-(b:${labels}) ` +
      `WHERE NOT b IN reached WITH DISTINCT b ORDER BY b.id LIMIT ${limit} RETURN collect(b) AS next } ` +
      `WITH start, reached + next AS reached, next AS frontier`
    )
  })
  return (
    `MATCH (s:Entity) WHERE s.id IN ${ids} WITH collect(s) AS start WITH start, start AS reached ` +
    `${steps.join(' ')} WITH start, reached[0..${limit}] AS nodes, size(reached) > ${limit} AS truncated ` +
    `CALL (nodes) { UNWIND nodes AS a MATCH (a)-[r:${types}]->(b) WHERE b IN nodes ` +
    `WITH r ORDER BY r.id LIMIT ${MAX_GRAPH_LINKS + 1} RETURN collect(r) AS found } ` +
    `WITH start, nodes, found[0..${MAX_GRAPH_LINKS}] AS links, truncated OR size(found) > ${MAX_GRAPH_LINKS} AS truncated ` +
    `RETURN [[s IN start | s.id], truncated, ${graphOf(plan.graph, environment)}] AS value`
  )
}

function paths(plan: Extract<RootPlan, { kind: 'paths' }>, environment: Environment): string {
  const from = environment.parameter(plan.from)
  const to = environment.parameter(plan.to)
  const limit = environment.parameter(BigInt(plan.limit))
  const types = plan.types.map(identifier).join('|')
  return (
    `OPTIONAL MATCH (a:Entity) WHERE a.id = ${from} OPTIONAL MATCH (b:Entity) WHERE b.id = ${to} ` +
    `RETURN [a IS NOT NULL, b IS NOT NULL, COLLECT { ` +
    `MATCH path = SHORTEST ${plan.limit} (a)((x)-[:${types}]-(y)){1,${plan.maxLength}}(b) ` +
    `WITH nodes(path) AS nodes, relationships(path) AS links ORDER BY size(links) LIMIT ${limit} ` +
    `RETURN [size(links), ${graphOf(plan.graph, environment)}] }] AS value`
  )
}

/** The lists `nodes` and `links` in scope, each read once for every alias that asks for it. */
function graphOf(graph: GraphPlan, environment: Environment): string {
  const lists = [
    ...graph.nodes.map(({ node }) => {
      const one = environment.variable('n')
      return `COLLECT { UNWIND nodes AS ${one} RETURN ${nodeOf(node, one, environment)} }`
    }),
    ...graph.links.map(({ object }) => {
      const one = environment.variable('r')
      return `COLLECT { UNWIND links AS ${one} RETURN ${objectOf(object, { self: one }, environment)} }`
    }),
  ]
  return `[${lists.join(', ')}]`
}
