import { Environment } from './environment.ts'
import type { Template } from './environment.ts'
import type { ObjectPlan } from './plan.ts'
import { objectOf } from './project.ts'
import { objectWriter } from './write.ts'

/** A stretch of the change log that is ready to be read, any number of times and by any number of subscribers at once. */
export interface LogPage {
  /** Its rows hold `after` and `until` beside the deferred values. */
  readonly template: Template
  /** What was found for a row: each change set by its sequence number, with what was asked of it as JSON. */
  readonly entries: (raw: unknown) => readonly { readonly seq: number; readonly json: string }[]
}

/** The change sets above a sequence number and up to another, in their order. */
export function prepareLogPage(plan: ObjectPlan): LogPage {
  const environment = new Environment()
  const set = environment.variable('s')
  const write = objectWriter(plan, null)
  return {
    template: environment.template(
      `UNWIND $rows AS row RETURN [row.i, COLLECT { ` +
        `MATCH (${set}:ChangeSet) WHERE ${set}.seq > row.after AND ${set}.seq <= row.until WITH ${set} ORDER BY ${set}.seq ` +
        `RETURN [${set}.seq, ${objectOf(plan, { self: set }, environment)}] }] AS value`,
    ),
    entries: (raw) => {
      const [, found] = raw as readonly [number, readonly (readonly [number, unknown])[]]
      return found.map(([seq, values]) => ({ seq, json: write(values) }))
    },
  }
}
