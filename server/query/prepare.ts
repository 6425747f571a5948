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
  /** Whether it looks a node up by an id that may be that of one which was merged into another. */
  readonly canBeMerged: boolean
}

export const prepareRoot = (plan: RootPlan, planning: Planning): Prepared => ({
  template: compile(plan),
  write: writerOf(plan),
  isShared: plan.kind === 'byId' && planning.rows <= MAX_SHARED_ROWS,
  canBeMerged: plan.kind === 'byId' && plan.node?.canBeMerged === true,
})

/** The id that a prepared look-up asks for, with the values of one request; and the same for another id. */
export function lookedUp(
  { template }: Prepared,
  row: Readonly<Record<string, unknown>>,
): {
  readonly id: string
  readonly withId: (id: string) => { template: Template; row: Record<string, unknown> }
} {
  const isDeferred = ID_PARAMETER in template.deferred
  return {
    id: String((isDeferred ? row : template.parameters)[ID_PARAMETER]),
    withId: (id) =>
      isDeferred
        ? { template, row: { ...row, [ID_PARAMETER]: id } }
        : {
            template: { ...template, parameters: { ...template.parameters, [ID_PARAMETER]: id } },
            row: { ...row },
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
