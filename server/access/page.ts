import { badInput } from '../errors.ts'
import type { Store } from '../store/store.ts'

/** Which stretch of a list is asked for. */
export interface PageRequest {
  readonly first: number
  /** The cursor of the last that is known; null for the beginning. */
  readonly after: string | null
}

/** A stretch of a list. */
export interface Page<T> {
  readonly items: readonly { readonly cursor: string; readonly item: T }[]
  readonly hasNextPage: boolean
  readonly count: () => Promise<number>
}

/** A list of what is kept beside the graph; texts come from code alone. */
export interface Listing {
  readonly label: string
  /** A unique property, by which it is ordered. */
  readonly key: string
  readonly descending: boolean
  /** A condition on `n`. */
  readonly where: string
  readonly parameters: Readonly<Record<string, unknown>>
  /** What is read of `n`, as a map. */
  readonly projection: string
}

/** @throws ClientError BAD_USER_INPUT when the cursor is none of such a list. */
export async function readPage<T>(
  store: Store,
  { label, key, descending, where, parameters, projection }: Listing,
  { first, after }: PageRequest,
): Promise<Page<T>> {
  // A condition of its own, so that the index is entered where the page begins.
  const beyond = after === null ? '' : ` AND n.${key} ${descending ? '<' : '>'} $after`
  const found = (await store.read({
    text:
      `MATCH (n:${label}) WHERE ${where}${beyond} ` +
      `WITH n ORDER BY n.${key}${descending ? ' DESC' : ''} LIMIT $limit RETURN [n.${key}, ${projection}] AS value`,
    parameters: { ...parameters, after: after === null ? null : keyOf(after), limit: BigInt(first + 1) },
  })) as readonly (readonly [string, T])[]
  return {
    items: found.slice(0, first).map(([value, item]) => ({ cursor: cursorOf(value), item })),
    hasNextPage: found.length > first,
    count: async () => {
      const [count] = await store.read({
        text: `MATCH (n:${label}) WHERE ${where} RETURN count(n) AS value`,
        parameters,
      })
      return Number(count)
    },
  }
}

const cursorOf = (key: string): string => Buffer.from(JSON.stringify(key)).toString('base64url')

function keyOf(cursor: string): string {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (typeof key === 'string') return key
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  throw badInput([{ path: 'after', reason: 'is no cursor; pass one that this list gave out' }])
}
