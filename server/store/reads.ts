import { ClientError } from '../errors.ts'
import type { Statement, Store } from './store.ts'

/** The most rows that travel in one statement: beyond, the first of them would wait for the last. */
const MAX_TOGETHER = 64
/** Statements of one template that run at the same time; requests that come meanwhile wait and travel together. */
const LANES = 2

/** A statement over the parameter `rows`, which returns for each row a list that begins with the row's `i`. */
type Template = Statement

/** What a row of a template is asked for. */
export interface Question {
  readonly template: Template
  readonly row: Readonly<Record<string, unknown>>
  /** Whether it may travel with others of its template. */
  readonly isShared: boolean
}

/** Reads that share round trips. */
export interface Reads {
  /** @returns what the statement returned for the row; undefined when it returned nothing. */
  ask(question: Question): Promise<unknown>
}

interface Waiting {
  readonly row: Readonly<Record<string, unknown>>
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
}

/** The questions of one template. */
interface Queue {
  readonly waiting: Waiting[]
  running: number
  /** Whether the waiting are sent as soon as the requests that have arrived by now are read. */
  isDue: boolean
}

/** Whether asking again would only cost a database more that has no answer, or no time or memory left for one. */
const isHopeless = (error: unknown): boolean =>
  error instanceof ClientError && (error.code === 'UNAVAILABLE' || error.code === 'TOO_COMPLEX')

/**
 * Sends questions of one template that wait at the same time as one statement. Nobody waits for company that may not
 * come, only for the requests that have arrived already and are still to be read. What fails together is asked again one
 * by one, so that nobody fails for another's sake; not so where the database cannot answer.
 */
export function createReads(store: Store): Reads {
  const queues = new WeakMap<Template, Queue>()

  const send = async ({ text, parameters }: Template, rows: readonly Waiting[]): Promise<void> => {
    try {
      const values = await store.read({
        text,
        parameters: { ...parameters, rows: rows.map(({ row }, i) => ({ ...row, i })) },
      })
      const found: unknown[] = new Array(rows.length)
      for (const value of values) found[(value as readonly [number])[0]] = value
      for (const [i, { resolve }] of rows.entries()) resolve(found[i])
    } catch (error) {
      if (rows.length === 1 || isHopeless(error)) for (const { reject } of rows) reject(error)
      // One after another: together they would be as many statements as the lanes are there to prevent.
      else for (const row of rows) await send({ text, parameters }, [row])
    }
  }

  const pump = (template: Template, queue: Queue): void => {
    queue.isDue = false
    while (queue.running < LANES && queue.waiting.length > 0) {
      const rows = queue.waiting.splice(0, MAX_TOGETHER)
      queue.running += 1
      void send(template, rows).then(() => {
        queue.running -= 1
        schedule(template, queue)
      })
    }
  }

  const schedule = (template: Template, queue: Queue): void => {
    if (queue.isDue || queue.running >= LANES || queue.waiting.length === 0) return
    queue.isDue = true
    setImmediate(pump, template, queue)
  }

  return {
    ask: ({ template, row, isShared }) =>
      new Promise((resolve, reject) => {
        if (!isShared) {
          void send(template, [{ row, resolve, reject }])
          return
        }
        const queue = queues.get(template) ?? { waiting: [], running: 0, isDue: false }
        queues.set(template, queue)
        queue.waiting.push({ row, resolve, reject })
        schedule(template, queue)
      }),
  }
}
