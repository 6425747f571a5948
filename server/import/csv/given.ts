import type { FieldProblem } from '../../errors.ts'
import { isRecord } from '../../curate/validate.ts'
import { parsedJson } from '../../json.ts'
import type { GivenMapping } from './mapping.ts'

/** The mappings of a request by the names of files, as JSON; what they hold is checked where the headers are known. */
export function readMappings(json: string | null, problems: FieldProblem[]): Map<string, GivenMapping> {
  if (json === null) return new Map()
  const given = parsedJson(json)
  if (!isRecord(given) || !Object.values(given).every((one) => isRecord(one) && 'kind' in one)) {
    problems.push({ path: 'mappings', reason: 'must be JSON, { "file name": { kind, separator, columns } }' })
    return new Map()
  }
  return new Map(Object.entries(given) as [string, GivenMapping][])
}
