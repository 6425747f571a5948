import { identifier } from '../model/index.ts'
import { matched, matchedCount, whereOf } from './anchor.ts'
import { mapped } from './deferred.ts'
import { endsOrder } from './ends-order.ts'
import type { Environment } from './environment.ts'
import { keyValues, orderBy, orderOf, pageConditions } from './keyset.ts'
import type { ConnectionPlan, FieldPlan, Key, NodePlan, ObjectPlan, Projection } from './plan.ts'
import { evidenceCount, patternOf, predicateOf } from './predicate.ts'

/** The variables that a projection reads from: the thing itself, and what hangs on it. */
export interface Scope {
  readonly self: string
  readonly far?: string
  /** The sort values of a connection's row, as an expression. */
  readonly keys?: string
  /** What the nodes of a group have in common, as variables by their names. */
  readonly group?: ReadonlyMap<string, string>
}

export const objectOf = (object: ObjectPlan, scope: Scope, environment: Environment): string =>
  `[${object.fields
    .filter(isRead)
    .map((field) => projectionOf(field.value, scope, environment))
    .join(', ')}]`

/** Whether a field takes a place in the list that the statement returns for its object. */
export const isRead = ({ value }: FieldPlan): boolean => value.kind !== 'typename'

const labelOf = (node: string): string => `head([l IN labels(${node}) WHERE l <> 'Entity'])`

/** A node of one kind is its values; of several kinds, its label and then the values read of that kind. */
export function nodeOf(plan: NodePlan, node: string, environment: Environment): string {
  if (plan.kind === 'object') return objectOf(plan.object, { self: node }, environment)
  const [only, ...others] = plan.groups
  if (only === undefined) return `[${labelOf(node)}, null]`
  if (others.length === 0) return `[${labelOf(node)}, ${objectOf(only.object, { self: node }, environment)}]`
  const cases = plan.groups.map(
    ({ labels, object }) =>
      `WHEN ${node}:${labels.map(identifier).join('|')} THEN ${objectOf(object, { self: node }, environment)}`,
  )
  return `[${labelOf(node)}, CASE ${cases.join(' ')} END]`
}

function projectionOf(projection: Projection, scope: Scope, environment: Environment): string {
  const { self } = scope
  const property = (name: string) => `${self}.${identifier(name)}`
  switch (projection.kind) {
    case 'property':
      return projection.as === 'date' || projection.as === 'dateTime'
        ? `toString(${property(projection.property)})`
        : property(projection.property)
    case 'json':
      return property(projection.property)
    case 'localized':
      return projection.language === 'vi'
        ? property(`${projection.property}_vi`)
        : `coalesce(${property(`${projection.property}_en`)}, ${property(`${projection.property}_vi`)})`
    case 'texts':
      return objectOf(projection.object, scope, environment)
    case 'numberedTitle':
      return `${environment.parameter(projection.word)} + ' ' + toString(${property(projection.property)})`
    case 'label':
      return labelOf(self)
    case 'relationshipType':
      return `type(${self})`
    case 'typename':
      throw new Error('A name of a type is not read')
    case 'self':
      return nodeOf(projection.node, self, environment)
    case 'far':
      return nodeOf(projection.node, required(scope.far), environment)
    case 'end': {
      const end = environment.variable('n')
      const pattern = projection.end === 'from' ? `(${end})-[${self}]->()` : `()-[${self}]->(${end})`
      return `head(COLLECT { MATCH ${pattern} RETURN ${nodeOf(projection.node, end, environment)} })`
    }
    case 'one': {
      const far = environment.variable('n')
      const pattern = patternOf(projection.relation, self, '', far)
      return `head(COLLECT { MATCH ${pattern} RETURN ${objectOf(projection.object, { self: far }, environment)} })`
    }
    case 'connection':
      return connectionOf(projection.connection, self, environment)
    case 'evidence': {
      const evidence = environment.variable('e')
      const passage = environment.variable('p')
      const object = objectOf(projection.object, { self: evidence, far: passage }, environment)
      return (
        `COLLECT { MATCH (${evidence}:Evidence)-[:QUOTES]->(${passage}) WHERE ${evidence}.targetId = ${self}.id ` +
        `WITH ${evidence}, ${passage} ORDER BY ${passage}.ordinal, ${evidence}.start, ${evidence}.id RETURN ${object} }`
      )
    }
    case 'evidenceCount':
      return evidenceCount(self, environment)
    case 'changes': {
      const change = environment.variable('c')
      const limit = environment.parameter(BigInt(projection.limit))
      const object = objectOf(projection.object, { self: change }, environment)
      const page = (order: string) => `WITH ${change} ORDER BY ${order} LIMIT ${limit} RETURN ${object}`
      const ordinal = `${change}.ordinal`
      if (projection.target === null)
        return `COLLECT { MATCH (${self})-[:INCLUDES]->(${change}) ${page(ordinal)} }`
      const target = environment.parameter(projection.target)
      const seeks = waysTo(change, environment).map(
        ({ pattern, id, seq }) =>
          `MATCH ${pattern} WHERE ${id} = ${target} AND ${seq} = ${self}.seq RETURN ${change}`,
      )
      const ownFirst = `${change}.targetId <> ${target}, ${ordinal}`
      return `COLLECT { CALL (row, ${self}) { ${seeks.join(' UNION ')} } ${page(ownFirst)} }`
    }
    case 'touches': {
      const touch = environment.variable('t')
      const object = objectOf(projection.object, { self: touch }, environment)
      return `COLLECT { MATCH ()-[${touch}:TOUCHES]->(${self}) WITH ${touch} ORDER BY ${touch}.id RETURN ${object} }`
    }
    case 'loggedTitle': {
      const change = environment.variable('c')
      const title = projectionOf(
        { kind: 'localized', property: 'title', language: projection.language },
        { self: change },
        environment,
      )
      return (
        `head(COLLECT { MATCH (${change}:Change) WHERE ${change}.targetId = ${self}.id AND ${change}.seq <= ${self}.seq ` +
        `WITH ${change} ORDER BY ${change}.targetId DESC, ${change}.seq DESC LIMIT 1 RETURN ${title} })`
      )
    }
    case 'undoes':
    case 'undoneBy': {
      const set = environment.variable('s')
      const object = objectOf(projection.object, { self: set }, environment)
      const [left, right] = projection.kind === 'undoes' ? ['-', '->'] : ['<-', '-']
      return `COLLECT { MATCH (${self})${left}[:UNDOES]${right}(${set}) WITH ${set} ORDER BY ${set}.seq RETURN ${object} }`
    }
    case 'changeCount':
      return `COUNT { (${self})-[:INCLUDES]->() }`
    case 'cursor':
      return required(scope.keys)
    case 'groupValue':
      return required(scope.group?.get(projection.name))
    case 'groupNode': {
      const node = required(scope.group?.get(projection.name))
      return `CASE WHEN ${node} IS NOT NULL THEN ${nodeOf(projection.node, node, environment)} END`
    }
  }
}

function required(variable: string | undefined): string {
  if (variable === undefined) throw new Error('The plan reads what its scope does not hold')
  return variable
}

/** The rows of one page, and the count of all rows where it is asked; `subject` is the node that a relation leaves from. */
export function connectionOf(plan: ConnectionPlan, subject: string | null, environment: Environment): string {
  const rows = needsRows(plan) ? rowsOf(plan, subject, environment) : '[]'
  return needsCount(plan) ? `[${rows}, ${countOf(plan, subject, environment)}]` : rows
}

const needsRows = (plan: ConnectionPlan): boolean =>
  plan.columns.length > 0 || plan.members.some((member) => member.kind === 'pageInfo')

/** Whether the rows stand in a list with their count. */
export const needsCount = (plan: ConnectionPlan): boolean =>
  plan.members.some((member) => member.kind === 'totalCount')

/** Whether each row starts with its sort values, for cursors of the page. */
export const needsKeys = (plan: ConnectionPlan): boolean =>
  plan.members.some(
    (member) => member.kind === 'pageInfo' && member.fields.some(({ name }) => name.endsWith('Cursor')),
  )

/**
 * Whether a row is its one value, without a list around it: most lists of an answer would be such, and what a list costs
 * to build, send and read is much of what a row costs.
 */
export const isBare = (plan: ConnectionPlan): boolean => plan.columns.length + (needsKeys(plan) ? 1 : 0) === 1

/**
 * How a change is found from what it concerns, each an index on the id and the number of the set: from the node or link
 * itself, from an end of a link, and from a node that it touched besides.
 */
function waysTo(change: string, environment: Environment) {
  const touch = environment.variable('t')
  return [
    ...['targetId', '`from`', '`to`'].map((key) => ({
      pattern: `(${change}:Change)`,
      id: `${change}.${key}`,
      seq: `${change}.seq`,
    })),
    { pattern: `()-[${touch}:TOUCHES]->(${change})`, id: `${touch}.id`, seq: `${touch}.seq` },
  ]
}

/**
 * The numbers of the change sets that touched a target, each once, as a subquery. Each part is a range of an index in the
 * order that is asked, and without other conditions no more of it is read than a page takes.
 */
function historyOf(
  target: string,
  { page, where, sort }: ConnectionPlan,
  limit: string,
  environment: Environment,
): string {
  const descending = (sort[0]?.descending ?? true) === page.forward
  const change = environment.variable('c')
  const [upper, lower] = sort[0]?.descending ? [page.after, page.before] : [page.before, page.after]
  const bound = (seq: string, operator: string, values: readonly Key[] | null) =>
    values === null
      ? ''
      : ` AND ${seq} ${operator} ${environment.parameter(mapped(values[0], (value) => BigInt(Number(value))))}`
  const direction = descending ? ' DESC' : ''
  const parts = waysTo(change, environment).map(
    ({ pattern, id, seq }) =>
      `MATCH ${pattern} WHERE ${id} = ${target} AND ${seq} >= 0` +
      `${bound(seq, '<', upper)}${bound(seq, '>', lower)} WITH DISTINCT ${id} AS target, ${seq} AS seq ` +
      `ORDER BY target${direction}, seq${direction}${where === null ? ` LIMIT ${limit}` : ''} RETURN seq`,
  )
  return `CALL (row) { ${parts.join(' UNION ')} }`
}

function rowsOf(plan: ConnectionPlan, subject: string | null, environment: Environment): string {
  const { edge, far, match, conditions, distinct } = sourceOf(plan, subject, environment)
  const row = { self: far, link: edge }
  // Where the rows are come by from elsewhere, no index of theirs gives the order.
  const indexed = plan.source.kind === 'label' && distinct === ''
  const byEnds = endsOrder(plan, subject, edge, environment)
  const order = orderOf(plan.sort, row, environment)
  const paged = byEnds?.conditions ?? pageConditions(plan.sort, plan.page, order, environment, indexed)
  const limit = environment.parameter(BigInt(plan.page.size + 1))
  const keys = keyValues(plan.sort, order)
  const columns = plan.columns.map((column) =>
    column.kind === 'node'
      ? nodeOf(column.node, far, environment)
      : objectOf(column.object, { self: edge ?? far, far, keys }, environment),
  )
  const values = [...(needsKeys(plan) ? [keys] : []), ...columns].join(', ')
  const carried = edge === null ? [far] : [edge, far]
  const counted = [...carried, ...order.counts.map(({ name, count }) => `${count} AS ${name}`)].join(', ')
  const names = [...carried, ...order.counts.map(({ name }) => name)].join(', ')
  const found =
    order.counts.length === 0 || paged.length === 0
      ? `${whereOf([...conditions, ...paged])} WITH ${distinct}${counted}`
      : `${whereOf(conditions)} WITH ${distinct}${counted}${whereOf(paged)} WITH ${names}`
  const from =
    plan.source.kind === 'history'
      ? `${historyOf(environment.parameter(plan.source.target), plan, limit, environment)} `
      : ''
  return (
    `COLLECT { ${from}${match}${byEnds === null ? '' : ` ${byEnds.hint}`}${found} ` +
    `ORDER BY ${byEnds?.orderBy ?? orderBy(plan.sort, plan.page.forward, order)} LIMIT ${limit} ` +
    `RETURN ${isBare(plan) ? values : `[${values}]`} }`
  )
}

function countOf(plan: ConnectionPlan, subject: string | null, environment: Environment): string {
  if (plan.source.kind === 'label') return matchedCount(plan.source.label, plan.where, environment)
  const { far, match, conditions } = sourceOf(plan, subject, environment)
  if (plan.source.kind === 'relation') return `COUNT { ${match}${whereOf(conditions)} }`
  const target = environment.parameter(plan.source.target)
  const seeks = waysTo(environment.variable('c'), environment).map(
    ({ pattern, id, seq }) => `MATCH ${pattern} WHERE ${id} = ${target} RETURN ${seq} AS seq`,
  )
  return `COUNT { CALL (row) { ${seeks.join(' UNION ')} } ${match}${whereOf(conditions)} RETURN ${far} }`
}

/** Where the rows come from: the clauses that find them, and what holds of them. */
function sourceOf({ source, where }: ConnectionPlan, subject: string | null, environment: Environment) {
  const far = environment.variable('n')
  if (source.kind === 'label') return { edge: null, far, ...matched(source.label, where, far, environment) }
  const edge = source.kind === 'relation' ? environment.variable('r') : null
  const pattern =
    source.kind === 'relation'
      ? patternOf(source.relation, required(subject ?? undefined), edge ?? '', far)
      : `(${far}:ChangeSet { seq: seq })`
  const conditions = where === null ? [] : [predicateOf(where, { self: far, link: edge }, environment)]
  return { edge, far, match: `MATCH ${pattern}`, conditions, distinct: '' }
}
