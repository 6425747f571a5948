import { identifier, referenceType, referencesOf } from '../model/index.ts'
import type { Model } from '../model/index.ts'
import type { Store } from '../store/store.ts'
import { propertiesOf, storedProperties } from '../store/values.ts'
import type { Other, Tie } from './file.ts'
import { LOG, NOT_OTHERS, OF_THE_MODEL } from './labels.ts'

/** Longest that reading all nodes of one label may take, in milliseconds. */
const READ_TIMEOUT_MS = 3_600_000

/** Every node that is none of the model's, the change log up to a sequence number. */
export async function* othersUntil(store: Store, model: Model, seq: number): AsyncGenerator<Other> {
  const [labels] = await store.read({
    text: 'CALL db.labels() YIELD label RETURN collect(label) AS value',
    parameters: {},
  })
  const kinds = new Set(model.kinds.map(({ name }) => name))
  const rest = (labels as readonly string[]).filter(
    (label) => !kinds.has(label) && !NOT_OTHERS.includes(label) && label !== LOG.first && label !== LOG.last,
  )
  const done: string[] = []
  for (const label of [LOG.first, ...rest, LOG.last]) {
    // A node of several labels comes with the first of them.
    for await (const row of store.stream(statement(label, done, seq, model), READ_TIMEOUT_MS))
      yield otherOf(row)
    done.push(label)
  }
}

function statement(label: string, done: readonly string[], seq: number, model: Model) {
  const isInLog = (variable: string) =>
    `(NOT ${variable}:${LOG.first}|${LOG.last} OR ${variable}.seq <= $seq)`
  const known = [
    'QUOTES',
    ...model.linkTypes,
    ...model.kinds.flatMap((kind) => referencesOf(kind).map(([name]) => referenceType(name))),
  ]
  const tie =
    '[type(r), CASE WHEN o:Entity THEN "Entity" ELSE head(labels(o)) END, o.id, ' + `${propertiesOf('r')}]`
  const others = done.length === 0 ? '' : ` AND NOT n:${done.map(identifier).join('|')}`
  return {
    text:
      `MATCH (n:${identifier(label)}) WHERE ${isInLog('n')}${others} ` +
      `RETURN labels(n) AS labels, ${propertiesOf('n')} AS properties, ` +
      `COLLECT { MATCH (o)-[r]->(n) WHERE NOT type(r) IN $known AND ${isInLog('o')} RETURN ${tie} } AS in, ` +
      `COLLECT { MATCH (n)-[r]->(o:${OF_THE_MODEL.join('|')}) WHERE NOT type(r) IN $known RETURN ${tie} } AS out`,
    parameters: { seq: BigInt(seq), known },
  }
}

const otherOf = (row: Readonly<Record<string, unknown>>): Other => ({
  labels: row['labels'] as readonly string[],
  properties: storedProperties(row['properties']),
  in: tiesOf(row['in']),
  out: tiesOf(row['out']),
})

const tiesOf = (rows: unknown): Tie[] =>
  (rows as readonly (readonly [string, string, string, unknown])[]).map(([type, label, id, properties]) => [
    type,
    label,
    id,
    storedProperties(properties),
  ])
