import { identifier } from '../model/index.ts'
import type { Grouping } from '../model/index.ts'
import { matched, matchedCount, whereOf } from './anchor.ts'
import type { Environment } from './environment.ts'
import { GROUP_COUNT } from './metadata.ts'
import type { AggregateMember, AggregatePlan } from './plan.ts'
import { patternOf } from './predicate.ts'
import { objectOf } from './project.ts'

type Groups = Extract<AggregateMember, { kind: 'groups' }>

/** An aggregate of one row: the groups are made once, whatever is read of them. */
export function aggregateOf(plan: AggregatePlan, environment: Environment): string {
  const lists = plan.members.filter((member): member is Groups => member.kind === 'groups')
  const isCounted = plan.members.some(({ kind }) => kind === 'totalGroups')
  const most = isCounted ? null : Math.max(...lists.map(({ first }) => first))
  const grouped = lists.length > 0 || isCounted ? `CALL (row) { ${groupsOf(plan, most, environment)} } ` : ''
  const values = plan.members.flatMap((member): string[] => {
    switch (member.kind) {
      case 'typename':
        return []
      case 'count':
        return [matchedCount(plan.label, plan.where, environment)]
      case 'totalGroups':
        return ['size(groups)']
      case 'groups':
        return [listOf(plan, member, environment)]
    }
  })
  return `${grouped}RETURN [row.i, [${values.join(', ')}]] AS value`
}

/**
 * The list `groups`: of each its size and its keys, the largest first. Two nodes are linked at most once by links of one
 * type, so that each node comes once with each combination of what it leads to; a node that leads to nothing comes with
 * null.
 */
function groupsOf(plan: AggregatePlan, most: number | null, environment: Environment): string {
  const node = environment.variable('n')
  const { match, conditions, distinct } = matched(plan.label, plan.where, node, environment)
  const nodes = `${match}${whereOf(conditions)}${distinct === '' ? '' : ` WITH DISTINCT ${node}`}`
  const keys = plan.keys.map((key) => keyOf(key, node, environment.variable('k')))
  const order = ['size DESC', ...keys.map((key) => key.order)].join(', ')
  const limit = most === null ? '' : ` LIMIT ${environment.parameter(BigInt(most))}`
  return (
    `${[nodes, ...keys.map((key) => key.match)].filter((part) => part !== '').join(' ')} ` +
    `WITH ${keys.map((key) => key.value).join(', ')}, count(*) AS size ORDER BY ${order}${limit} ` +
    `RETURN collect([size, ${keys.map((key) => key.name).join(', ')}]) AS groups`
  )
}

/** How a key is come by and what groups of one size are ordered by; nulls come last. */
function keyOf(key: Grouping, node: string, name: string) {
  switch (key.by) {
    case 'value':
      return { name, match: '', value: `${node}.${identifier(key.property)} AS ${name}`, order: name }
    case 'year':
      return { name, match: '', value: `${node}.${identifier(key.property)}.year AS ${name}`, order: name }
    case 'relation':
      return {
        name,
        match: `OPTIONAL MATCH ${patternOf(key.relation, node, '', name)}`,
        value: name,
        order: `${name}.id`,
      }
  }
}

function listOf({ keys }: AggregatePlan, { first, object }: Groups, environment: Environment): string {
  const group = environment.variable('g')
  const names = [GROUP_COUNT, ...keys.map((key) => key.name)]
  const variables = new Map(names.map((name) => [name, environment.variable('k')] as const))
  const parts = [...variables.values()].map((variable, index) => `${group}[${index}] AS ${variable}`)
  return (
    `COLLECT { UNWIND groups[0..${environment.parameter(BigInt(first))}] AS ${group} ` +
    `WITH ${[group, ...parts].join(', ')} ` +
    `RETURN ${objectOf(object, { self: group, group: variables }, environment)} }`
  )
}
