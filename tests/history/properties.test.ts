import { afterAll, beforeAll, expect, test } from 'vitest'
import { importFacts } from '../../server/import/facts.ts'
import { graphDigest } from '../../server/curate/digest.ts'
import { model } from '../../server/model/index.ts'
import { startService } from '../support/app.ts'
import type { Service } from '../support/app.ts'

let service: Service
beforeAll(async () => {
  service = await startService()
})
afterAll(() => service.close())

/** A generator of numbers from 0 up to but not including a bound, the same ones each time (mulberry32). */
function randomness(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below)
  }
}

const STEPS = 20
const everything = `query ($asOf: MomentInput) {
  directives(first: 200, sort: [{ field: TITLE }], asOf: $asOf) {
    totalCount
    nodes {
      id version title title_en: title(lang: EN) number form evidence { mention passage { id } }
      citedBy(first: 50) { edges { id note status version node { id title } } }
      implements(first: 50) { nodes { id } }
      implementedBy(first: 50) { nodes { id } }
    }
  }
  neighbourhood(ids: ["lesson-1"], depth: 2, limit: 500, asOf: $asOf) { nodes { id title version } links { id from { id } to { id } } }
  lesson(id: "lesson-1", asOf: $asOf) { title version cites(first: 50) { nodes { id title } } }
}`

test.each([1, 2])(
  'what is done can be undone, and the past is read as it was (series %i)',
  async (series) => {
    const random = randomness(series)
    const { store } = service
    const first = await graphDigest(store, model)
    const { seq: start } = await service.data<{ seq: number }>('{ seq }')
    const moments: { seq: number; digest: string; seen: unknown }[] = []
    const note = async () => {
      const { seq } = await service.data<{ seq: number }>('{ seq }')
      if (moments.at(-1)?.seq === seq) return
      const lesson = await service.data(everything, { asOf: null })
      moments.push({ seq, digest: await graphDigest(store, model), seen: lesson })
    }
    await note()
    for (let step = 0; step < STEPS; step += 1) {
      await randomEdit(random, `${series}-${step}`)
      await note()
    }
    expect(moments.length).toBeGreaterThan(STEPS / 3)

    for (const { seq, digest, seen } of moments) {
      expect(await graphDigest(store, model, seq)).toBe(digest)
      if (random(3) === 0) expect(await service.data(everything, { asOf: { seq } })).toEqual(seen)
    }

    // Newest first, nothing stands in the way of anything.
    const digests = new Map(moments.map(({ seq, digest }) => [seq, digest]))
    const sets = await setsSince(start)
    for (const { id, seq } of sets) {
      const { undo } = await service.data<{ undo: Undo }>(
        'mutation ($id: ID!) { undo(changeSetId: $id) { done blockedBy { id } kept { targetId reason } } }',
        { id },
      )
      expect([seq, undo.blockedBy, undo.kept]).toEqual([seq, [], []])
      const before = digests.get(seq - 1)
      if (before !== undefined) expect([seq, await graphDigest(store, model)]).toEqual([seq, before])
    }
    expect(await graphDigest(store, model)).toBe(first)
  },
  300_000,
)

interface Undo {
  readonly done: boolean
  readonly blockedBy: readonly unknown[]
  readonly kept: readonly unknown[]
}

async function setsSince(start: number): Promise<{ id: string; seq: number }[]> {
  const { changes } = await service.data<{ changes: { nodes: { id: string; seq: number }[] } }>(
    '{ changes(first: 200) { nodes { id seq } } }',
  )
  return changes.nodes.filter(({ seq }) => seq > start)
}

/** One edit, merge, import or undo that may be refused; the kinds are those that hang together most. */
async function randomEdit(random: (below: number) => number, name: string): Promise<void> {
  const pick = <T>(all: readonly T[]): T => {
    const found = all[random(all.length)]
    if (found === undefined) throw new Error('There is nothing to pick from')
    return found
  }
  const { directives, lessons, links, changes } = await service.data<Pool>(
    `{ directives(first: 200) { nodes { id version } } lessons(first: 200) { nodes { id version } }
       links: lessons(first: 200) { nodes { cites(first: 50) { edges { id version } } } }
       changes(first: 30) { nodes { id } } }`,
  )
  const edges = links.nodes.flatMap(({ cites }) => cites.edges)
  const evidence = [
    { passageId: 'tien-giang-2020-p17', mention: pick(['Chỉ thị', 'Đảng', 'năm']), start: random(20) },
  ]
  switch (random(9)) {
    case 0:
      await service.graphql('mutation ($input: DirectiveInput!) { createDirective(input: $input) { id } }', {
        input: { form: 'DIRECTIVE', number: name, title: { vi: `Chỉ thị ${name}` }, evidence },
      })
      break
    case 1:
    case 2: {
      const { id, version } = pick(directives.nodes)
      await service.graphql(
        'mutation ($id: ID!, $v: Int!, $input: DirectivePatch!) { updateDirective(id: $id, expectedVersion: $v, input: $input) { id } }',
        {
          id,
          v: version,
          input: pick([
            { title: { vi: `Đổi ${name}` } },
            { statement: { vi: name, en: name } },
            { number: name },
            { evidence },
          ]),
        },
      )
      break
    }
    case 3: {
      const { id, version } = pick(directives.nodes)
      await service.graphql(
        'mutation ($id: ID!, $v: Int!) { deleteDirective(id: $id, expectedVersion: $v) { id } }',
        { id, v: version },
      )
      break
    }
    case 4:
      await service.graphql('mutation ($input: LinkInput!) { createLink(input: $input) { id } }', {
        input: {
          type: 'CITES',
          from: pick(lessons.nodes).id,
          to: pick(directives.nodes).id,
          note: name,
          evidence,
        },
      })
      break
    case 5: {
      if (edges.length === 0) break
      const { id, version } = pick(edges)
      await service.graphql(
        pick([
          'mutation ($id: ID!, $v: Int!, $n: String) { updateLink(id: $id, expectedVersion: $v, input: { note: $n, status: DISPUTED }) { id } }',
          'mutation ($id: ID!, $v: Int!) { deleteLink(id: $id, expectedVersion: $v) { id } }',
        ]),
        { id, v: version, n: name },
      )
      break
    }
    case 6:
      await service.graphql(
        'mutation ($into: ID!, $from: [ID!]!) { merge(into: $into, from: $from) { done } }',
        {
          into: pick(directives.nodes).id,
          from: [pick(directives.nodes).id],
        },
      )
      break
    case 7:
      await importFacts(
        service.store,
        model,
        {
          nodes: [0, 1, 2].map((n) => ({
            kind: 'Directive',
            id: `imported-${name}-${n}`,
            fields: {
              form: 'REPORT',
              number: null,
              issuedOn: '2020-10-11',
              title: { vi: `Nạp ${name} ${n}`, en: null },
              statement: null,
            },
            evidence: [],
          })),
          links: [
            {
              type: 'CITES',
              from: 'lesson-2',
              to: `imported-${name}-0`,
              note: null,
              confidence: 0.25,
              status: 'PROPOSED',
              evidence: [],
            },
          ],
        },
        { actor: 'test', reason: null, origin: 'IMPORT' },
      )
      break
    default:
      await service.graphql(
        'mutation ($id: ID!, $mode: UndoMode!) { undo(changeSetId: $id, mode: $mode) { done } }',
        { id: pick(changes.nodes).id, mode: pick(['REFUSE', 'WITH_LATER', 'ONLY_FREE']) },
      )
  }
}

interface Pool {
  readonly directives: { readonly nodes: readonly { id: string; version: number }[] }
  readonly lessons: { readonly nodes: readonly { id: string; version: number }[] }
  readonly links: {
    readonly nodes: readonly {
      readonly cites: { readonly edges: readonly { id: string; version: number }[] }
    }[]
  }
  readonly changes: { readonly nodes: readonly { id: string }[] }
}
