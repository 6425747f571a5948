import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { commit } from '../../server/curate/change-set.ts'
import type { Draft } from '../../server/curate/change-set.ts'
import { graphDigest } from '../../server/curate/digest.ts'
import { undo } from '../../server/curate/undo.ts'
import { model } from '../../server/model/index.ts'
import { startService } from '../support/app.ts'
import type { Service } from '../support/app.ts'
import { actions, poolOf } from './actions.ts'
import { otherEndsOf } from './other-ends.ts'
import type { LoggedStates } from './other-ends.ts'
import { randomOf } from './random.ts'
import type { Random } from './random.ts'

// PROPERTY_SEED=7 repeats one series, PROPERTY_RUNS=50 does so many with seeds of chance. The title says the seed.

const seeds =
  process.env['PROPERTY_SEED'] !== undefined
    ? [Number(process.env['PROPERTY_SEED'])]
    : process.env['PROPERTY_RUNS'] !== undefined
      ? Array.from({ length: Number(process.env['PROPERTY_RUNS']) }, () =>
          Math.floor(Math.random() * 2 ** 31),
        )
      : [1]

/** After how many steps all is undone for trial and the past is read: after each where the environment asks for series. */
const LOOK_EVERY =
  process.env['PROPERTY_SEED'] === undefined && process.env['PROPERTY_RUNS'] === undefined ? 3 : 1

/** How often an action is tried anew with other picks before it is left for this time. */
const TRIES = 6

let service: Service
beforeAll(async () => {
  service = await startService()
})
afterAll(() => service.close())

const everything = `query ($asOf: MomentInput) {
  directives(first: 100, sort: [{ field: TITLE }], asOf: $asOf) {
    totalCount
    nodes {
      id version title title_en: title(lang: EN) number form externalId evidence { mention start passage { id } }
      citedBy(first: 50) { edges { id note status confidence version node { id title } } }
      implements(first: 50) { nodes { id } }
      implementedBy(first: 50) { nodes { id } }
    }
  }
  sources(first: 50, asOf: $asOf) { nodes { id version title passages(first: 50) { nodes { id ordinal text } } } }
  neighbourhood(ids: ["lesson-1"], depth: 2, limit: 500, asOf: $asOf) { nodes { id title version } links { id from { id } to { id } } }
  lesson(id: "lesson-1", asOf: $asOf) { title statement version evidence { mention } cites(first: 50) { nodes { id title } } }
}`

interface Moment {
  readonly seq: number
  readonly digest: string
  readonly seen: unknown
}

test.each(seeds)(
  'what is done can be undone, and the past is read as it was (seed %i)',
  async (seed) => {
    const random = randomOf(seed)
    const start = await seqNow()
    const first = await momentNow()
    const moments = [first]
    const done = new Map<string, number>()
    // Each is tried once at least; what has nothing to work on yet comes again at the end.
    const names = Object.keys(actions)
    const deck = random.shuffled(names)
    for (let step = 0; step < deck.length; step += 1) {
      const name = deck[step] ?? ''
      if (await tried(name, random, `${seed}-${step}`, start)) done.set(name, (done.get(name) ?? 0) + 1)
      else if (step < names.length) deck.push(name)
      const now = await momentNow()
      if (now.seq === moments.at(-1)?.seq) continue
      moments.push(now)
      if (moments.length % LOOK_EVERY > 0) continue
      await takenBack(start, first.digest)
      const past = random.pick(moments)
      expect([past.seq, await graphDigest(service.store, model, past.seq)]).toEqual([past.seq, past.digest])
    }
    expect(names.filter((name) => !done.has(name))).toEqual([])

    for (const { seq, seen } of moments.filter((_, index) => index % LOOK_EVERY === 0))
      expect([seq, await service.data(everything, { asOf: { seq } })]).toEqual([seq, seen])
    await undoAll(start)
    expect(await graphDigest(service.store, model)).toBe(first.digest)
    await allAreFound(start)
  },
  300_000,
)

async function tried(name: string, random: Random, unique: string, start: number): Promise<boolean> {
  const action = actions[name]
  if (action === undefined) throw new Error(`There is no ${name}`)
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const pool = await poolOf(service, start)
    if (name.startsWith('undo') && pool.sets.length === 0) return false
    if (await action({ service, random, name: `${unique}-${attempt}`, pool })) return true
  }
  return false
}

const seqNow = async (): Promise<number> => (await service.data<{ seq: number }>('{ seq }')).seq

async function momentNow(): Promise<Moment> {
  const seq = await seqNow()
  return {
    seq,
    digest: await graphDigest(service.store, model),
    seen: await service.data(everything, { asOf: null }),
  }
}

/** The change sets since the beginning, the newest first. */
async function setsSince(start: number): Promise<{ id: string; seq: number }[]> {
  const { changes } = await service.data<{ changes: { nodes: { id: string; seq: number }[] } }>(
    '{ changes(first: 200) { nodes { id seq } } }',
  )
  return changes.nodes.filter(({ seq }) => seq > start)
}

/** Undoes all change sets, the newest first, in one transaction that is taken back: nothing stands in the way of any. */
async function takenBack(start: number, first: string): Promise<void> {
  const sets = await setsSince(start)
  const author = { actor: 'test', reason: null, origin: 'UNDO' } as const
  const work = async ({ transaction, at, seq }: Draft) => {
    for (const [index, { id, seq: of }] of sets.entries()) {
      const draft = {
        transaction,
        model,
        author,
        id: uuidv7(),
        seq: seq + index,
        at,
        changes: [],
        recorded: 0,
      }
      const { blockedBy, kept } = await undo(draft, id, 'REFUSE')
      expect([of, blockedBy, kept]).toEqual([of, [], []])
    }
    const inside = {
      ...service.store,
      trial: <T>(read: (of: Draft['transaction']) => Promise<T>) => read(transaction),
    }
    expect(await graphDigest(inside, model)).toBe(first)
  }
  await commit(service.store, model, author, work, { dryRun: true })
}

/** The same for good, through the API. */
async function undoAll(start: number): Promise<void> {
  for (const { id, seq } of await setsSince(start)) {
    const { undo: undone } = await service.data<{ undo: { blockedBy: unknown[]; kept: unknown[] } }>(
      'mutation ($id: ID!) { undo(changeSetId: $id) { done blockedBy { id } kept { targetId reason } } }',
      { id },
    )
    expect([seq, undone.blockedBy, undone.kept]).toEqual([seq, [], []])
  }
}

/** Each change is found from all that it concerns, whichever way it was written. */
async function allAreFound(start: number): Promise<void> {
  const rows = await service.store.read({
    text:
      'MATCH (c:Change) WHERE c.seq > $start WITH c ORDER BY c.seq, c.ordinal ' +
      'RETURN { where: [c.seq, c.ordinal, c.action, c.targetId], before: c.before, after: c.after, into: c.into, ' +
      'touched: COLLECT { MATCH (s)-[t:TOUCHES]->(c) WHERE t.seq = c.seq AND s.id IS NOT NULL RETURN t.id ORDER BY t.id } } AS value',
    parameters: { start: BigInt(start) },
  })
  const changes = rows as (LoggedStates & { where: unknown; touched: string[] })[]
  expect(changes.filter(({ touched }) => touched.length > 0).length).toBeGreaterThan(10)
  for (const { where, touched, ...change } of changes)
    expect([where, touched]).toEqual([where, otherEndsOf(change)])
}
