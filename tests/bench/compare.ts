import type { Parameters, SystemName, Workload } from './workloads/index.ts'
import { ask, requestForm } from './systems/system.ts'
import type { System } from './systems/system.ts'

/** How many requests of each workload are held against each other. */
const COMPARED = 20

/**
 * Asks all systems the same and holds their answers against the first one's: what does not say the same is not compared
 * in speed either.
 * @throws Error with the question and the first difference.
 */
export async function compareAnswers(
  workload: Workload,
  systems: readonly System[],
  parameters: readonly Parameters[],
): Promise<void> {
  for (const one of evenly(parameters, COMPARED)) {
    const answers: (readonly [SystemName, unknown])[] = []
    for (const system of systems) {
      const form = requestForm(system.name, workload)
      if (form === null) continue
      const answer = normalised(await ask(system.port, form, one))
      if (isEmpty(answer))
        throw new Error(`${workload.name}: ${system.name} found nothing for ${JSON.stringify(one)}`)
      answers.push([system.name, answer])
    }
    if (!workload.compared) continue
    const [first, ...others] = answers
    for (const [name, answer] of others) {
      const difference = differenceOf(first?.[1], answer, '')
      if (difference !== null)
        throw new Error(
          `${workload.name}: ${first?.[0]} and ${name} answer ${JSON.stringify(one)} differently ${difference}`,
        )
    }
  }
}

/**
 * An answer as its content alone: without GraphQL's envelope, lists for connections, an object for a list of the one
 * object that was asked for by its id, instants written in one way.
 */
function normalised(answer: unknown): unknown {
  const data = isRecord(answer) && 'data' in answer ? answer['data'] : answer
  const values = isRecord(data) ? Object.values(data) : []
  const content = simplified(isRecord(answer) && 'data' in answer && values.length === 1 ? values[0] : data)
  return Array.isArray(content) && content.length === 1 ? (content as unknown[])[0] : content
}

function simplified(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(simplified)
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value))
    return new Date(value).toISOString()
  if (!isRecord(value)) return value
  const keys = Object.keys(value)
  if (keys.length === 1 && 'nodes' in value) return simplified(value['nodes'])
  return Object.fromEntries(keys.toSorted().map((key) => [key, simplified(value[key])]))
}

const isEmpty = (content: unknown): boolean =>
  content === null || content === undefined || (Array.isArray(content) && content.length === 0)

/** Where two contents first differ, and how; null when they do not. */
function differenceOf(one: unknown, other: unknown, path: string): string | null {
  if (isRecord(one) && isRecord(other)) {
    for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
      const found = differenceOf(one[key], other[key], `${path}.${key}`)
      if (found !== null) return found
    }
    return null
  }
  if (Array.isArray(one) && Array.isArray(other)) {
    for (let index = 0; index < Math.max(one.length, other.length); index += 1) {
      const found = differenceOf(one[index], other[index], `${path}[${index}]`)
      if (found !== null) return found
    }
    return null
  }
  return Object.is(one, other) ? null : `at ${path || 'the root'}:\n  ${shown(one)}\n  ${shown(other)}`
}

const shown = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 500)

const evenly = <T>(list: readonly T[], count: number): T[] =>
  list.filter((_, index) => index % Math.max(1, Math.floor(list.length / count)) === 0).slice(0, count)

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
