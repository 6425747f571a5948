import { identifier } from '../model/index.ts'
import type { Transaction } from '../store/store.ts'
import { restoredProperties } from '../store/values.ts'
import type { Other, Tie } from './file.ts'
import { LOG } from './labels.ts'

/** Relationships of one statement. */
const TOGETHER = 1_000

/** A relationship of a node that was made here; the node by the id that Neo4j gave it. */
interface Pending {
  readonly own: string
  readonly direction: 'in' | 'out'
  readonly tie: Tie
}

/** Makes the nodes that are none of the model's, and how they hang together. */
export interface OthersWriter {
  write(transaction: Transaction, others: readonly Other[]): Promise<void>
  /** Once all of them are there. */
  end(transaction: Transaction): Promise<void>
}

export function createOthersWriter(): OthersWriter {
  /** Few: what the long part of the log hangs on comes before it. */
  const pending: Pending[] = []
  return {
    async write(transaction, others) {
      const now: Pending[] = []
      for (const [labels, some] of byLabels(others)) {
        const rows = await transaction.run({
          text: `UNWIND $rows AS row CREATE (n:${labels}) SET n = row RETURN elementId(n) AS own`,
          parameters: { rows: some.map(({ properties }) => restoredProperties(properties)) },
        })
        for (const [index, { labels: given, in: incoming, out }] of some.entries()) {
          const own = String(rows[index]?.['own'])
          const ties: Pending[] = [
            ...incoming.map((tie) => ({ own, direction: 'in', tie }) as const),
            ...out.map((tie) => ({ own, direction: 'out', tie }) as const),
          ]
          if (given.includes(LOG.last)) now.push(...ties)
          else pending.push(...ties)
        }
      }
      await tieAll(transaction, now)
    },
    end: (transaction) => tieAll(transaction, pending),
  }
}

function byLabels(others: readonly Other[]): Map<string, Other[]> {
  const groups = new Map<string, Other[]>()
  for (const other of others) {
    const labels = other.labels.map(identifier).join(':')
    const group = groups.get(labels)
    if (group === undefined) groups.set(labels, [other])
    else group.push(other)
  }
  return groups
}

async function tieAll(transaction: Transaction, ties: readonly Pending[]): Promise<void> {
  const groups = new Map<string, Pending[]>()
  for (const one of ties) {
    const [type, label] = one.tie
    const arrow =
      one.direction === 'in' ? `(o)-[r:${identifier(type)}]->(n)` : `(n)-[r:${identifier(type)}]->(o)`
    const text =
      `UNWIND $rows AS row MATCH (n) WHERE elementId(n) = row.own MATCH (o:${identifier(label)}) WHERE o.id = row.other ` +
      `CREATE ${arrow} SET r = row.properties`
    const group = groups.get(text)
    if (group === undefined) groups.set(text, [one])
    else group.push(one)
  }
  for (const [text, group] of groups)
    for (let from = 0; from < group.length; from += TOGETHER)
      await transaction.run({
        text,
        parameters: {
          rows: group.slice(from, from + TOGETHER).map(({ own, tie: [, , other, properties] }) => ({
            own,
            other,
            properties: restoredProperties(properties),
          })),
        },
      })
}
