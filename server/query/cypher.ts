import { identifier } from '../model/index.ts'
import { aggregateOf } from './aggregate.ts'
import { Environment } from './environment.ts'
import type { Template } from './environment.ts'
import type { GraphPlan, RootPlan } from './plan.ts'
import { connectionOf, nodeOf, objectOf } from './project.ts'
import { searchOf } from './search/cypher.ts'

/** The most links that a graph answer carries. */
export const MAX_GRAPH_LINKS = 5_000

/** What the parameter of a look-up by id is called: the first that its statement has. */
export const ID_PARAMETER = 'p0'

/**
 * One root field as one statement for a list of rows, so that requests that wait at the same time can travel together.
 * Its single column `value` holds the number of the row and what was found for it, which the plan's writer turns into
 * the answer; a row for which nothing is found has none.
 */
export function compile(plan: RootPlan): Template {
  const environment = new Environment()
  return environment.template(`UNWIND $rows AS row ${textOf(plan, environment)}`)
}

function textOf(plan: RootPlan, environment: Environment): string {
  switch (plan.kind) {
    case 'byId':
      return byId(plan, environment)
    case 'list':
      return `RETURN [row.i, ${connectionOf(plan.connection, null, environment)}] AS value`
    case 'aggregate':
      return aggregateOf(plan.aggregate, environment)
    case 'search':
      return searchOf(plan.search, environment)
    case 'neighbourhood':
      return neighbourhood(plan, environment)
    case 'paths':
      return paths(plan, environment)
  }
}

function byId(plan: Extract<RootPlan, { kind: 'byId' }>, environment: Environment): string {
  const id = environment.parameter(plan.id)
  const branches: string[] = []
  if (plan.node !== null) {
    const node = environment.variable('n')
    branches.push(
      `MATCH (${node}:${identifier(plan.node.label)}) WHERE ${node}.id = ${id} ` +
        `RETURN [row.i, 'node', ${nodeOf(plan.node.node, node, environment)}] AS value`,
    )
  }
  if (plan.link !== null) {
    // Each type has its own index on id, and a pattern of several types uses none.
    const link = environment.variable('r')
    const seeks = plan.link.types.map(
      (type) => `MATCH ()-[${link}:${identifier(type)}]->() WHERE ${link}.id = ${id} RETURN ${link}`,
    )
    branches.push(
      `CALL (row) { ${seeks.join(' UNION ALL ')} } ` +
        `RETURN [row.i, 'link', ${objectOf(plan.link.object, { self: link }, environment)}] AS value`,
    )
  }
  const [only, ...others] = branches
  return others.length === 0 && only !== undefined
    ? only
    : `CALL (row) { ${branches.join(' UNION ALL ')} } RETURN value`
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
    `CALL (row) { MATCH (s:Entity) WHERE s.id IN ${ids} WITH collect(s) AS start WITH start, start AS reached ` +
    `${steps.join(' ')} WITH start, reached[0..${limit}] AS nodes, size(reached) > ${limit} AS truncated ` +
    `CALL (nodes) { UNWIND nodes AS a MATCH (a)-[r:${types}]->(b) WHERE b IN nodes ` +
    `WITH r ORDER BY r.id LIMIT ${MAX_GRAPH_LINKS + 1} RETURN collect(r) AS found } ` +
    `WITH start, nodes, found[0..${MAX_GRAPH_LINKS}] AS links, truncated OR size(found) > ${MAX_GRAPH_LINKS} AS truncated ` +
    `RETURN [[s IN start | s.id], ${graphOf(plan.graph, environment)}] AS found } RETURN [row.i, found] AS value`
  )
}

function paths(plan: Extract<RootPlan, { kind: 'paths' }>, environment: Environment): string {
  const from = environment.parameter(plan.from)
  const to = environment.parameter(plan.to)
  const limit = environment.parameter(BigInt(plan.limit))
  const types = plan.types.map(identifier).join('|')
  // A way that comes through one of its ends on its way to the other is a detour of a shorter one.
  return (
    `OPTIONAL MATCH (a:Entity) WHERE a.id = ${from} OPTIONAL MATCH (b:Entity) WHERE b.id = ${to} ` +
    `RETURN [row.i, [a IS NOT NULL, b IS NOT NULL, COLLECT { ` +
    `MATCH path = SHORTEST ${plan.limit} (a)((x)-[:${types}]-(y) WHERE x <> b AND y <> a){1,${plan.maxLength}}(b) ` +
    `WITH nodes(path) AS nodes, relationships(path) AS links ORDER BY size(links) LIMIT ${limit} ` +
    `RETURN ${graphOf(plan.graph, environment)} }]] AS value`
  )
}

/** The lists `nodes` and `links` in scope, each read once for every alias that asks for it. */
function graphOf(graph: GraphPlan, environment: Environment): string {
  const values = graph.flatMap((member): string[] => {
    switch (member.kind) {
      case 'nodes': {
        const one = environment.variable('n')
        return [`COLLECT { UNWIND nodes AS ${one} RETURN ${nodeOf(member.node, one, environment)} }`]
      }
      case 'links': {
        const one = environment.variable('r')
        return [
          `COLLECT { UNWIND links AS ${one} RETURN ${objectOf(member.object, { self: one }, environment)} }`,
        ]
      }
      case 'truncated':
        return ['truncated']
      case 'length':
        return ['size(links)']
      case 'typename':
        return []
    }
  })
  return `[${values.join(', ')}]`
}
