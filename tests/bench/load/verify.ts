import { createLinks } from '../../../server/curate/links.ts'
import { createNodes } from '../../../server/curate/nodes.ts'
import { commit } from '../../../server/curate/change-set.ts'
import type { Draft } from '../../../server/curate/change-set.ts'
import type { Values } from '../../../server/curate/validate.ts'
import type { Kind } from '../../../server/model/index.ts'
import type { Store, Transaction } from '../../../server/store/store.ts'
import { pieceOf } from '../generate/evidence.ts'
import { generateNode } from '../generate/nodes.ts'
import { randomOf } from '../generate/random.ts'
import type { Shape } from '../generate/shape.ts'

/** The loaded graph is not what the service would have written. */
export class Outdated extends Error {}

/**
 * Lets the service itself write a node of every kind and a link of every declaration, each with evidence, compares which
 * properties they get with the loaded graph, and takes all of it back: a graph that is stored otherwise than the
 * service stores it would measure something else.
 * @throws Outdated naming what differs.
 */
export async function verify(store: Store, shape: Shape): Promise<void> {
  const problems: string[] = []
  const author = { actor: 'bench', reason: null, origin: 'EDIT' } as const
  const work = async (draft: Draft): Promise<void> => {
    await writeSample(draft, shape)
    problems.push(...(await differences(draft.transaction, shape)))
  }
  await commit(store, shape.model, author, work, { dryRun: true })
  if (problems.length > 0)
    throw new Outdated(`The generated graph is not stored as the service stores it:\n${problems.join('\n')}`)
}

const SAMPLE = 'bench-sample-'
const sampleId = (of: string): string => SAMPLE + of

async function writeSample(draft: Draft, shape: Shape): Promise<void> {
  const { model } = shape
  const evidence = [pieceOf(shape, randomOf(0))].map(({ passageId, mention, start, note }) => ({
    passageId,
    mention,
    start,
    note,
  }))
  await createNodes(
    draft,
    // Two of each, for links between nodes of one kind.
    model.kinds.flatMap((kind) =>
      ['from', 'to'].map((end) => ({
        kind,
        id: sampleId(`${kind.name}-${end}`),
        values: fullest(shape, kind),
        evidence,
        path: '',
      })),
    ),
  )
  await createLinks(
    draft,
    model.links.map(({ type, from, to, reads }) => ({
      id: sampleId(`${from}-${reads}`),
      type,
      from: sampleId(`${from}-from`),
      to: sampleId(`${to}-to`),
      properties: { note: 'a', confidence: 0.5, status: 'ACCEPTED' },
      evidence,
      path: '',
    })),
  )
}

/** Values of a kind with as little missing as its first nodes allow. */
function fullest(shape: Shape, kind: Kind): Values {
  const missing = (value: unknown): number => (JSON.stringify(value ?? null).match(/null/g) ?? []).length
  const values: Record<string, unknown> = {}
  for (let place = 0; place < Math.min(50, shape.count(kind.name)); place += 1)
    for (const [name, value] of Object.entries(generateNode(shape, kind, place).values))
      if (!(name in values) || missing(value) < missing(values[name])) values[name] = value
  return values
}

/** Which properties either way of writing has and the other has not, with the types of their values. */
async function differences(transaction: Transaction, { model }: Shape): Promise<string[]> {
  const compare = async (what: string, match: string, of: 'id' | 'targetId'): Promise<string[]> => {
    const own = await propertiesOf(transaction, match, `x.${of} STARTS WITH '${SAMPLE}'`)
    const loaded = await propertiesOf(transaction, match, `NOT x.${of} STARTS WITH '${SAMPLE}'`)
    return [
      ...own.filter((one) => !loaded.includes(one)).map((one) => `${what}: the service writes ${one}`),
      ...loaded
        .filter((one) => !own.includes(one))
        .map((one) => `${what}: the service does not write ${one}`),
    ]
  }
  const problems: string[] = []
  for (const { name } of model.kinds) problems.push(...(await compare(name, `(x:${name})`, 'id')))
  for (const { from, type, to } of model.links)
    problems.push(...(await compare(`${from} ${type} ${to}`, `(:${from})-[x:${type}]->(:${to})`, 'id')))
  problems.push(...(await compare('Evidence', '(x:Evidence)', 'targetId')))
  return problems
}

/** The properties that some of what a pattern finds has, with the types of their values. */
async function propertiesOf(transaction: Transaction, match: string, where: string): Promise<string[]> {
  const [row] = await transaction.run({
    text:
      `MATCH ${match} WHERE ${where} WITH x LIMIT 2000 UNWIND keys(x) AS key ` +
      `RETURN collect(DISTINCT key + ' ' + split(valueType(x[key]), ' NOT')[0]) AS properties`,
    parameters: {},
  })
  return row?.['properties'] as string[]
}
