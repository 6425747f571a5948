import { readFileSync } from 'node:fs'
import { buildSchema, parse, validate } from 'graphql'
import { inProject } from './systems/system.ts'
import type { Workload } from './workloads/index.ts'

/** Why the service cannot be asked this as its schema stands, in one line; null when it can. */
export function misfitOf({ documents }: Workload): string | null {
  if (documents.ours === undefined) return 'the service has no document for it.'
  const schema = buildSchema(readFileSync(inProject('schema.graphql'), 'utf8'))
  const [error] = validate(schema, parse(documents.ours))
  return error === undefined ? null : `the service's schema does not take it (${error.message}).`
}
