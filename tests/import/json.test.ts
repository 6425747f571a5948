import { afterAll, beforeAll, expect, test } from 'vitest'
import { graphDigest } from '../../server/curate/digest.ts'
import { openSnapshot } from '../../server/curate/snapshot.ts'
import { ImportRefused } from '../../server/import/run.ts'
import type { ImportFile } from '../../server/import/sources.ts'
import { model } from '../../server/model/index.ts'
import { snapshot, startService } from '../support/app.ts'
import type { Service } from '../support/app.ts'
import { bring, fileOf, jsonFile } from './support.ts'

let service: Service
beforeAll(async () => {
  service = await startService()
})
afterAll(() => service.close())

/** What was refused, as `file:line path: reason`. */
async function refusal(files: ImportFile | readonly ImportFile[]): Promise<string[]> {
  const before = await snapshot(service.store)
  const error: unknown = await bring(service, files).catch((thrown: unknown) => thrown)
  if (!(error instanceof ImportRefused)) throw new Error(`It was not refused: ${String(error)}`)
  expect(error.code).toBe('BAD_USER_INPUT')
  expect(await snapshot(service.store)).toEqual(before)
  return error.outcome.problems.first.map(
    ({ file, line, path, reason }) => `${file}:${line} ${path}: ${reason}`,
  )
}

const undo = (changeSetId: string | null) =>
  service.data<{ undo: { done: boolean; kept: unknown[] } }>(
    'mutation ($id: ID!) { undo(changeSetId: $id) { done kept { targetId } } }',
    { id: changeSetId },
  )

const node = (kind: string, id: string, fields: object, more: object = {}) => ({ kind, id, fields, ...more })

test('of a node that is there only what the file states is changed, and a stated null empties', async () => {
  const file = jsonFile(
    [
      node('Directive', 'directive-07', {
        statement: { en: 'Mass work.' },
        issuedOn: null,
        externalId: ' QĐ-07 ',
      }),
    ],
    [{ type: 'CITES', from: 'lesson-1', to: 'resolution-congress-10', note: 'Nêu rõ' }],
  )
  const before = await service.data<{ directive: object }>(
    '{ directive(id: "directive-07") { title form evidenceCount version } }',
  )
  const { outcome, changeSetId } = await bring(service, file)
  expect([outcome.nodes.changed, outcome.links.changed]).toEqual([1, 1])
  expect(outcome.changed.first).toMatchObject([
    { subject: 'NODE', id: 'directive-07', file: 'facts.json', line: 2 },
    { subject: 'LINK', kind: 'CITES', fields: ['note'], line: 4 },
  ])
  expect(
    await service.data(
      '{ directive(id: "directive-07") { title form evidenceCount externalId issuedOn version } }',
    ),
  ).toMatchObject({ directive: { ...before.directive, externalId: 'QĐ-07', issuedOn: null, version: 2 } })
  expect(await service.data('{ changes(first: 1) { nodes { origin changeCount actor } } }')).toEqual({
    changes: { nodes: [{ origin: 'IMPORT', changeCount: 2, actor: 'tester' }] },
  })
  await undo(changeSetId)
})

test('what another system knows is recognised by that, whatever the file calls it, and links follow', async () => {
  const named = await bring(service, jsonFile([node('Body', 'body-people', { externalId: 'X-1' })]))
  const { outcome, changeSetId } = await bring(
    service,
    jsonFile(
      [
        node('Body', 'foreign-7', { externalId: 'X-1', title: { en: 'The whole people' } }),
        node('Lesson', 'lesson-new', { title: { vi: 'Bài học mới', en: null } }),
      ],
      [{ type: 'INVOLVES', from: 'lesson-new', to: 'foreign-7' }],
    ),
  )
  expect(outcome.nodes).toMatchObject({ created: 1, changed: 1 })
  expect(
    await service.data('{ lesson(id: "lesson-new") { involves { nodes { id title(lang: EN) } } } }'),
  ).toEqual({ lesson: { involves: { nodes: [{ id: 'body-people', title: 'The whole people' }] } } })
  await undo(changeSetId)
  await undo(named.changeSetId)
})

test('what may be one of the graph is left out with its links and told, unless it is said what it is', async () => {
  const title = await service.data<{ body: { title: string } }>('{ body(id: "body-people") { title } }')
  const file = jsonFile(
    [
      node('Body', 'people-2', { title: { vi: title.body.title.toUpperCase() } }),
      node('Lesson', 'lesson-new', { title: { vi: 'Bài học mới' } }),
    ],
    [{ type: 'INVOLVES', from: 'lesson-new', to: 'people-2' }],
  )
  const { outcome } = await bring(service, file, { dryRun: true })
  expect(outcome.problems.first).toEqual([])
  expect([outcome.nodes.doubtful, outcome.links.doubtful, outcome.nodes.created]).toEqual([1, 1, 1])
  expect(outcome.doubtful.first).toMatchObject([
    {
      id: 'people-2',
      kind: 'Body',
      line: 2,
      twins: [{ id: 'body-people', title: { vi: title.body.title } }],
    },
  ])
  const anew = await bring(service, file, { dryRun: true, doubtful: 'CREATE' })
  expect([anew.outcome.nodes.created, anew.outcome.links.created]).toEqual([2, 1])
  const matched = await bring(service, file, { dryRun: true, doubtful: 'MATCH' })
  expect([
    matched.outcome.nodes.created,
    matched.outcome.nodes.changed,
    matched.outcome.links.created,
  ]).toEqual([1, 1, 1])
})

test('every problem is told with its line, and nothing is changed', async () => {
  const evidence = [{ passage: 'nowhere', mention: 'a' }]
  const found = await refusal(
    jsonFile(
      [
        node('Lesson', 'a-1', { title: { vi: '' }, ordinal: 0 }),
        node('Lesson', 'a-2', { title: { vi: 'Có tên' }, weight: 3 }),
        node('Ghost', 'a-3', {}),
        node('Body', 'lesson-1', { title: { vi: 'Không phải bài học' } }),
        node('Lesson', 'a-4', { title: { vi: 'Có căn cứ' } }, { evidence }),
        node('Passage', 'a-5', { source: 'no-source', ordinal: 1, text: 'Chữ' }),
        node('Lesson', 'a-6', { title: { vi: 'Một' }, externalId: 'E1' }),
        node('Lesson', 'a-6', { title: { vi: 'Hai' } }),
        node('Lesson', 'a-7', { title: { vi: 'Ba' }, externalId: 'E1' }),
        node('Lesson', 'bad id', { title: { vi: 'Bốn' } }),
        node('Body', 'a-8', { title: { vi: 'Tổ A' } }),
        node('Body', 'a-9', { title: { vi: 'Tổ B' } }),
      ],
      [
        { type: 'CITES', from: 'lesson-2', to: 'body-people' },
        { type: 'CITES', from: 'lesson-1', to: 'nothing' },
        { type: 'CITES', from: 'a-1', to: 'directive-05' },
        { type: 'PART_OF', from: 'a-8', to: 'a-9', confidence: 2 },
        { type: 'PART_OF', from: 'a-9', to: 'a-8' },
        { type: 'PART_OF', from: 'a-8', to: 'a-8' },
        { type: 'LIKES', from: 'a-8', to: 'a-9' },
      ],
    ),
  )
  expect(found.map((line) => line.slice(0, 60)).sort()).toEqual(
    [
      'facts.json:10 externalId: E1 is that of another node, at fac',
      'facts.json:11 id: must be of letters, digits, hyphens, dots,',
      'facts.json:15 type: goes from Lesson to Directive, not from ',
      'facts.json:16 to: no node has the id nothing',
      'facts.json:18 confidence: must be from 0 to 1',
      'facts.json:20 to: must be another node: nothing is linked to',
      'facts.json:21 type: must be one of CITES, SET_OUT_IN, UPHOLD',
      'facts.json:2 ordinal: must be from 1 to 2147483647',
      'facts.json:2 title.vi: is required and must not be empty: Vi',
      'facts.json:3 weight: is no field of Lesson; its fields are o',
      'facts.json:4 kind: must be one of Lesson, Directive, Body, P',
      'facts.json:5 id: lesson-1 is the id of a Lesson, not of a Bo',
      'facts.json:6 evidence.0.passage: no Passage has the id nowhe',
      'facts.json:7 source: no Source has the id no-source',
      'facts.json:9 id: a-6 stands for a node already, at facts.jso',
    ].sort(),
  )
})

test('circles are found over the file and the graph together', async () => {
  const grown = await bring(
    service,
    jsonFile(
      [
        node('Body', 'ring-1', { title: { vi: 'Vòng một' } }),
        node('Body', 'ring-2', { title: { vi: 'Vòng hai' } }),
      ],
      [{ type: 'PART_OF', from: 'ring-1', to: 'ring-2' }],
    ),
  )
  const file = jsonFile(
    [node('Body', 'ring-3', { title: { vi: 'Vòng ba' } })],
    [
      { type: 'PART_OF', from: 'ring-2', to: 'ring-3' },
      { type: 'PART_OF', from: 'ring-3', to: 'ring-1' },
    ],
  )
  expect(await refusal(file)).toEqual([
    expect.stringMatching(/^facts.json:4 to: .*circle/),
    expect.stringMatching(/^facts.json:5 to: .*circle/),
  ])
  await undo(grown.changeSetId)
})

test.each([
  ['nothing', '', /must say "format"/],
  ['another form', '{"format":"other","version":2,"extra":1}', /format: must be "lesson-graph"/],
  ['a file cut short', '{"format":"lesson-graph","version":1,"nodes":[{"kind":"Les', /ends in the middle/],
  ['no JSON', '{"format":"lesson-graph",\n\n "nodes":[}]}', /bad.json:3 : is no valid JSON/],
  ['another encoding', Buffer.from([0x7b, 0x22, 0xff, 0x22]), /must be UTF-8/],
  ['nodes that are none', '{"format":"lesson-graph","nodes":[1,null,[]],"links":{"a":1}}', /must be a node/],
])('%s is refused', async (_, text, reason) => {
  expect((await refusal(fileOf('bad.json', text))).join('\n')).toMatch(reason)
})

test('a stopped import leaves nothing behind', async () => {
  const before = await snapshot(service.store)
  const stop = new AbortController()
  const nodes = Array.from({ length: 2_500 }, (_, i) =>
    node('Body', `many-${i}`, { title: { vi: `Tổ ${i}` } }),
  )
  const stopped = bring(service, jsonFile(nodes), {
    signal: stop.signal,
    onProgress: ({ phase, done }: { phase: string; done?: number }) => {
      if (phase === 'WRITING' && (done ?? 0) > 0) stop.abort(new Error('stopped'))
    },
  })
  await expect(stopped).rejects.toThrow('stopped')
  expect(await snapshot(service.store)).toEqual(before)
})

test('a whole graph comes back equal, in whatever order its parts stand, and undoing takes all of it away', async () => {
  const nodes: object[] = []
  const links: object[] = []
  const graph = await openSnapshot(service.store, model)
  for await (const states of graph.nodes())
    for (const { kind, id, fields, evidence } of states)
      nodes.push({ kind, id, fields, evidence: evidence.map(pieceOf) })
  for (const type of model.linkTypes)
    for await (const states of graph.links(type))
      for (const { id, from, to, note, confidence, status, evidence } of states)
        links.push({ type, id, from, to, note, confidence, status, evidence: evidence.map(pieceOf) })
  const digest = await graphDigest(service.store, model)
  await service.close()
  service = await startService({ seeded: false })
  const empty = await graphDigest(service.store, model)
  const text = JSON.stringify({ links, format: 'lesson-graph', nodes: nodes.reverse(), version: 1 }, null, 1)

  const dry = await bring(service, fileOf('graph.json', text), { dryRun: true })
  expect(await graphDigest(service.store, model)).toBe(empty)
  const { outcome, changeSetId, seq } = await bring(service, fileOf('graph.json', text))
  expect(seq).toBe(1)
  expect([dry.outcome.nodes, dry.outcome.links]).toEqual([outcome.nodes, outcome.links])
  expect(outcome.nodes).toEqual({ created: nodes.length, changed: 0, unchanged: 0, doubtful: 0 })
  expect(outcome.links).toEqual({ created: links.length, changed: 0, unchanged: 0, doubtful: 0 })
  expect(await graphDigest(service.store, model)).toBe(digest)
  expect(
    await service.data('{ search(text: "chi thi 05", first: 1) { nodes { entity { id } } } }'),
  ).toMatchObject({ search: { nodes: [{ entity: { id: 'directive-05' } }] } })

  const again = await bring(service, fileOf('graph.json', text), { dryRun: true })
  expect(again.outcome.nodes).toEqual({ created: 0, changed: 0, unchanged: nodes.length, doubtful: 0 })
  expect(again.outcome.links.unchanged).toBe(links.length)

  expect(await undo(changeSetId)).toEqual({ undo: { done: true, kept: [] } })
  expect(await graphDigest(service.store, model)).toBe(empty)
})

const pieceOf = (piece: {
  passageId: string
  mention: string
  start: number | null
  note: string | null
}) => ({
  passage: piece.passageId,
  mention: piece.mention,
  start: piece.start,
  note: piece.note,
})
