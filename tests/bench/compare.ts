import type { Data, Parameters, SystemName, Workload } from './workloads/index.ts'
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
  const empty = new Map<SystemName, number>()
  const asked = evenly(parameters, COMPARED)
  for (const one of asked) {
    const answers: (readonly [SystemName, unknown])[] = []
    for (const { name, port } of systems) {
      const form = requestForm(name, workload)
      if (form === null) continue
      const content = contentOf(workload, name, await ask(port, form, one))
      if (isEmpty(content)) empty.set(name, (empty.get(name) ?? 0) + 1)
      answers.push([name, content])
    }
    if (workload.compared) refuseDifferences(workload.name, one, answers)
  }
  for (const [name, count] of empty)
    if (count > asked.length / 2)
      throw new Error(`${workload.name}: ${name} found nothing for ${count} of ${asked.length} questions`)
}

function refuseDifferences(
  workload: string,
  asked: Parameters,
  [first, ...others]: readonly (readonly [SystemName, unknown])[],
): void {
  if (first === undefined) return
  for (const [name, content] of others) {
    const difference = differenceOf(first[1], content, '')
    if (difference !== null)
      throw new Error(
        `${workload}: ${first[0]} and ${name} answer ${JSON.stringify(asked)} differently ${difference}`,
      )
  }
}

/** What an answer says, without GraphQL's envelope and in one form for all. */
function contentOf({ contents }: Workload, system: SystemName, answer: unknown): unknown {
  const data = system === 'hand' ? { answer } : (answer as { readonly data: Data }).data
  const read = contents?.[system]
  if (read !== undefined) return simplified(read(data))
  const [only] = Object.values(data)
  const content = simplified(only)
  // The library answers a question for an id by a list.
  return Array.isArray(content) && content.length === 1 ? (content as unknown[])[0] : content
}

/** Lists for connections, numbers for counts, and the members of each object in one order. */
function simplified(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(simplified)
  if (!isRecord(value)) return value
  const entries = Object.entries(value)
  const [only] = entries
  if (entries.length === 1 && only !== undefined && (only[0] === 'nodes' || only[0] === 'totalCount'))
    return simplified(only[1])
  return Object.fromEntries(entries.map(([key, one]) => [key, simplified(one)]))
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

const shown = (value: unknown): string =>
  value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 500)

const evenly = <T>(list: readonly T[], count: number): T[] =>
  list.filter((_, index) => index % Math.max(1, Math.floor(list.length / count)) === 0).slice(0, count)

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
