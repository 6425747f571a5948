import { readFileSync } from 'node:fs'
import { uuidv7 } from 'uuidv7'
import { stamps } from '../../server/curate/nodes.ts'
import { identifier, linkKeys, model, referenceType, referencesOf } from '../../server/model/index.ts'
import { foldedTwins, toProperties } from '../../server/store/properties.ts'
import { linkSearchTexts, nodeSearchTexts } from '../../server/store/search-text.ts'
import type { Store } from '../../server/store/store.ts'

interface Piece {
  readonly passage: string
  readonly mention: string
  readonly start: number
  readonly note: null
}

interface File {
  readonly nodes: readonly { kind: string; id: string; fields: Record<string, unknown>; evidence: Piece[] }[]
  readonly links: readonly {
    type: string
    id: string
    from: string
    to: string
    note: string | null
    confidence: number | null
    status: string
    evidence: Piece[]
  }[]
}

/** Statements with all their rows, made before the clock runs. */
export interface BareRows {
  readonly text: string
  readonly rows: readonly unknown[]
}

const BATCH = 5_000

/** The nodes, links and evidence of a file as the properties that an import writes of them. */
export function bareRows(path: string): BareRows[] {
  const { nodes, links } = JSON.parse(readFileSync(path, 'utf8')) as File
  const at = new Date().toISOString()
  const kinds = new Map(nodes.map(({ id, kind }) => [id, kind]))
  const evidence: unknown[] = []
  const ground = (targetId: string, pieces: readonly Piece[]) => {
    for (const { passage, mention, start, note } of pieces)
      evidence.push({
        passage,
        properties: {
          id: uuidv7(),
          targetId,
          mention,
          start: BigInt(start),
          end: BigInt(start + mention.length),
          ...foldedTwins({ mention, note }),
        },
      })
  }
  const statements: BareRows[] = model.kinds.map((kind) => ({
    text: `UNWIND $rows AS row CREATE (n:Entity:${kind.name}) SET n = row`,
    rows: nodes
      .filter((node) => node.kind === kind.name)
      .map((node) => {
        ground(node.id, node.evidence)
        return {
          ...toProperties(kind, node.fields),
          ...nodeSearchTexts(kind, node.fields, node.evidence),
          ...stamps(node.id, at),
        }
      }),
  }))
  for (const kind of model.kinds)
    for (const [name, { to }] of referencesOf(kind))
      statements.push({
        text:
          `UNWIND $rows AS row MATCH (a:${kind.name}) WHERE a.id = row.id MATCH (b:${to}) WHERE b.id = row.to ` +
          `CREATE (a)-[:${identifier(referenceType(name))}]->(b)`,
        rows: nodes
          .filter((node) => node.kind === kind.name)
          .map(({ id, fields }) => ({ id, to: fields[name] })),
      })
  for (const link of model.links)
    statements.push({
      text:
        `UNWIND $rows AS row MATCH (a:${link.from}) WHERE a.id = row.from MATCH (b:${link.to}) WHERE b.id = row.to ` +
        `CREATE (a)-[r:${link.type}]->(b) SET r = row.properties`,
      rows: links
        .filter(
          ({ type, from, to }) =>
            type === link.type && kinds.get(from) === link.from && kinds.get(to) === link.to,
        )
        .map(({ id, from, to, note, confidence, status, evidence: pieces }) => {
          ground(id, pieces)
          return {
            from,
            to,
            properties: {
              note,
              confidence,
              status,
              ...foldedTwins({ note }),
              ...linkSearchTexts(note, pieces),
              ...stamps(id, at),
              ...linkKeys(link, from, to),
            },
          }
        }),
    })
  return [
    ...statements,
    {
      text: 'UNWIND $rows AS row MATCH (p:Passage) WHERE p.id = row.passage CREATE (e:Evidence)-[:QUOTES]->(p) SET e = row.properties',
      rows: evidence,
    },
  ]
}

/** Writes them in batches, a transaction each. */
export async function loadBare(store: Store, statements: readonly BareRows[]): Promise<void> {
  for (const { text, rows } of statements)
    for (let from = 0; from < rows.length; from += BATCH)
      await store.write(
        (transaction) => transaction.run({ text, parameters: { rows: rows.slice(from, from + BATCH) } }),
        120_000,
      )
}
