import DataLoader from 'dataloader'
import type { Relation } from '../../../../server/model/index.ts'
import { columnsOf } from './columns.ts'
import type { Read } from './reader.ts'

/** A node's own properties. */
export type Row = Readonly<Record<string, unknown>>

/** The loaders of one request: each gathers what its level of the question asks for into one statement. */
export interface Loaders {
  node(kind: string): DataLoader<string, Row | null>
  /** The first nodes at the other end of a link, in the order of their ids. */
  link(relation: Relation, first: number): DataLoader<string, readonly Row[]>
}

export function createLoaders(read: Read): Loaders {
  const loaders = new Map<string, unknown>()
  const kept = <Value>(key: string, make: () => DataLoader<string, Value>): DataLoader<string, Value> => {
    const found = loaders.get(key) as DataLoader<string, Value> | undefined
    const loader = found ?? make()
    if (found === undefined) loaders.set(key, loader)
    return loader
  }
  return {
    node: (kind) =>
      kept(kind, () =>
        batched(
          read,
          `UNWIND $ids AS id MATCH (n:${kind} { id: id }) RETURN [id, ${columnsOf(kind, 'n')}]`,
          {},
          null,
        ),
      ),
    link: (relation, first) => {
      const { from, to, type, direction } = relation
      const [left, right] = direction === 'out' ? ['-', '->'] : ['<-', '-']
      return kept<readonly Row[]>(`${from}.${relation.name} ${first}`, () =>
        batched(
          read,
          `UNWIND $ids AS id MATCH (n:${from} { id: id }) RETURN [id, COLLECT { ` +
            `MATCH (n)${left}[:${type}]${right}(m:${to}) WITH m ORDER BY m.id LIMIT $first RETURN ${columnsOf(to, 'm')} }]`,
          { first: BigInt(first) },
          [],
        ),
      )
    },
  }
}

/** A loader whose statement returns pairs of an id and what belongs to it. */
const batched = <Value>(
  read: Read,
  text: string,
  parameters: Row,
  missing: Value,
): DataLoader<string, Value> =>
  new DataLoader<string, Value>(async (ids) => {
    const found = new Map((await read(text, { ...parameters, ids })) as [string, Value][])
    return ids.map((id) => found.get(id) ?? missing)
  })
