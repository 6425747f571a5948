import { badInput } from '../errors.ts'
import { rootCost } from './cost.ts'
import { ID_PARAMETER, compile } from './cypher.ts'
import type { Template } from './environment.ts'
import type { RootPlan } from './plan.ts'
import type { Planning } from './planner.ts'
import { writerOf } from './write.ts'
import type { Write } from './write.ts'

/** The most rows that an answer may have for its statement to be shared: what is large gains nothing by company. */
const MAX_SHARED_ROWS = 2_000

/** A root field that is ready to be asked, any number of times and by any number of requests at once. */
export interface Prepared {
  readonly template: Template
  readonly write: Write
  /** Whether requests that wait at the same time should be sent as one. */
  readonly isShared: boolean
  /** What it costs to answer it once, in rows. */
  readonly cost: number
  /** The nodes that it starts from, whose ids may be those of nodes which were merged into others; null without any. */
  readonly starts: Starts | null
  /** Whether it is asked of the change log, and of no node or link. */
  readonly readsLog: boolean
}

/** The label of change sets. */
const LOG_LABEL = 'ChangeSet'

type Row = Readonly<Record<string, unknown>>

/** The nodes that a question starts from. */
export interface Starts {
  /** The ids, of those that one request asks for, of which there is no node in what came back. */
  missing(found: unknown, row: Row): readonly string[]
  /** The same question about the nodes that these were merged into. */
  moved(into: ReadonlyMap<string, string>, row: Row): Pick<Prepared, 'template' | 'write'> & { row: Row }
}

export function prepareRoot(plan: RootPlan, planning: Planning): Prepared {
  const template = compile(plan)
  const write = writerOf(plan)
  const isShared = plan.kind === 'byId' && planning.rows <= MAX_SHARED_ROWS
  const cost = rootCost[plan.kind] + planning.cost
  return { template, write, isShared, cost, starts: startsOf(plan, template, write), readsLog: isOfLog(plan) }
}

function isOfLog(plan: RootPlan): boolean {
  if (plan.kind === 'byId') return plan.node?.label === LOG_LABEL
  if (plan.kind !== 'list') return false
  const { source } = plan.connection
  return source.kind === 'history' || (source.kind === 'label' && source.label === LOG_LABEL)
}

function startsOf(plan: RootPlan, template: Template, write: Write): Starts | null {
  switch (plan.kind) {
    case 'byId':
      return plan.node?.canBeMerged === true ? lookUp(template, write) : null
    case 'neighbourhood':
      return {
        missing: (found) => {
          const [, [present]] = found as readonly [number, readonly [readonly string[]]]
          return plan.ids.filter((id) => !present.includes(id))
        },
        moved: (into) => compiled({ ...plan, ids: [...new Set(plan.ids.map((id) => into.get(id) ?? id))] }),
      }
    case 'paths':
      return {
        missing: (found) => {
          const [, [from, to]] = found as readonly [number, readonly [boolean, boolean]]
          return [...(from ? [] : [plan.from]), ...(to ? [] : [plan.to])]
        },
        moved: (into) => {
          const [from, to] = [into.get(plan.from) ?? plan.from, into.get(plan.to) ?? plan.to]
          if (from === to)
            throw badInput([{ path: 'to', reason: `must be another node than from; both are ${to} by now` }])
          return compiled({ ...plan, from, to })
        },
      }
    case 'list':
    case 'aggregate':
    case 'search':
      return null
  }
}

const compiled = (plan: RootPlan) => ({ template: compile(plan), write: writerOf(plan), row: {} })

/** A look-up by id, which is a value of the request or of the document. */
function lookUp(template: Template, write: Write): Starts {
  const isDeferred = ID_PARAMETER in template.deferred
  const idIn = (row: Row) => String((isDeferred ? row : template.parameters)[ID_PARAMETER])
  return {
    missing: (found, row) => (found === undefined ? [idIn(row)] : []),
    moved: (into, row) => {
      const id = { [ID_PARAMETER]: into.get(idIn(row)) }
      return isDeferred
        ? { template, write, row: { ...row, ...id } }
        : { template: { ...template, parameters: { ...template.parameters, ...id } }, write, row }
    },
  }
}

/**
 * What one request fills into a template: the fields of its row.
 * @throws ClientError BAD_USER_INPUT when a value is none that the statement may take.
 */
export const rowOf = (
  { deferred }: Template,
  variables: Readonly<Record<string, unknown>>,
): Record<string, unknown> =>
  Object.fromEntries(Object.entries(deferred).map(([name, value]) => [name, value.valueIn(variables)]))
