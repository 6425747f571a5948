import { afterAll, beforeAll, expect, test } from 'vitest'
import { graphDigest } from '../../server/curate/digest.ts'
import { openExport } from '../../server/export/file.ts'
import { json } from '../../server/export/json.ts'
import type { ImportFile } from '../../server/import/sources.ts'
import { model } from '../../server/model/index.ts'
import { snapshot, startService } from '../support/app.ts'
import type { Service } from '../support/app.ts'
import { bring, fileOf, jsonFile } from './support.ts'

// Files that were written before a merge name what is no more: they mean what it was merged into.

const directive = (id: string, vi: string, more: object = {}) => ({
  kind: 'Directive',
  id,
  fields: { form: 'DIRECTIVE', title: { vi }, ...more },
})
const passage = (id: string, ordinal: number) => ({
  kind: 'Passage',
  id,
  fields: { source: 'source-old', ordinal, text: 'Chữ nghĩa như nhau' },
})
const quote = (id: string) => ({ passage: id, mention: 'nghĩa', start: null, note: null })

let service: Service
let old: string
beforeAll(async () => {
  service = await startService()
  await bring(
    service,
    jsonFile(
      [
        directive('old-1', 'Văn kiện cũ', { externalId: 'CU-1' }),
        directive('new-1', 'Văn kiện mới'),
        { kind: 'Source', id: 'source-old', fields: { title: { vi: 'Nguồn cũ' } } },
        { kind: 'Source', id: 'source-new', fields: { title: { vi: 'Nguồn mới' } } },
        passage('passage-old', 1),
        passage('passage-new', 2),
        {
          kind: 'Lesson',
          id: 'lesson-quoting',
          fields: { title: { vi: 'Có căn cứ' } },
          evidence: [quote('passage-old'), quote('passage-new')],
        },
      ],
      [
        { type: 'CITES', from: 'lesson-1', to: 'old-1', note: 'cũ' },
        { type: 'CITES', from: 'lesson-1', to: 'new-1', note: 'mới' },
        { type: 'CITES', from: 'lesson-2', to: 'old-1' },
        { type: 'IMPLEMENTS', from: 'old-1', to: 'new-1' },
      ],
    ),
  )
  old = await exported()
  for (const [into, from] of [
    ['new-1', 'old-1'],
    ['passage-new', 'passage-old'],
    ['source-new', 'source-old'],
  ])
    await service.data('mutation ($into: ID!, $from: [ID!]!) { merge(into: $into, from: $from) { done } }', {
      into,
      from: [from],
    })
})
afterAll(() => service.close())

async function exported(): Promise<string> {
  const { store } = service
  const selector = { ids: neverAsked, around: neverAsked }
  const asked = { scope: { of: 'graph' }, asOf: null, lang: null, format: json } as const
  const { bytes } = await openExport({ store, model, selector }, asked)
  const chunks: Uint8Array[] = []
  for await (const chunk of bytes) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

const neverAsked = (): never => {
  throw new Error('The whole graph needs no selection')
}

/** What an import says of merged ids, dry and done: the same. */
async function merged(files: ImportFile): Promise<string[]> {
  const before = await snapshot(service.store)
  const dry = await bring(service, files, { dryRun: true })
  expect(dry.outcome.problems.first).toEqual([])
  expect(await snapshot(service.store)).toEqual(before)
  const { outcome, changeSetId } = await bring(service, files)
  expect(outcome).toEqual(dry.outcome)
  expect([outcome.nodes.created, outcome.links.created]).toEqual([0, 0])
  if (changeSetId !== null)
    await service.data('mutation ($id: ID!) { undo(changeSetId: $id) { done } }', { id: changeSetId })
  return outcome.merged.first.map(
    ({ file, line, id, into, isSetAside }) => `${file}:${line} ${id} > ${into}${isSetAside ? ' aside' : ''}`,
  )
}

test('a whole export of before a merge changes nothing after it', async () => {
  const digest = await graphDigest(service.store, model)
  const told = await merged(fileOf('old.json', old))
  expect(told.map((line) => line.replace(/^\S+ /, ''))).toEqual([
    'source-old > source-new aside',
    'passage-old > passage-new aside',
    'old-1 > new-1 aside',
  ])
  expect(await graphDigest(service.store, model)).toBe(digest)
})

test('a node, the ends of links, what a passage belongs to and what evidence quotes lead on, once told each', async () => {
  const file = jsonFile(
    [
      directive('old-1', 'Văn kiện đổi tên'),
      { kind: 'Passage', id: 'passage-new', fields: { source: 'source-old', ordinal: 3 } },
      {
        kind: 'Lesson',
        id: 'lesson-quoting',
        fields: {},
        evidence: [{ passage: 'passage-old', mention: 'Chữ' }],
      },
    ],
    [{ type: 'CITES', from: 'lesson-2', to: 'old-1', note: 'đổi' }],
  )
  expect(await merged(file)).toEqual([
    'facts.json:2 old-1 > new-1',
    'facts.json:3 source-old > source-new',
    'facts.json:4 passage-old > passage-new',
  ])
  const { outcome, changeSetId } = await bring(service, file)
  expect(outcome.changed.first.map(({ id, fields }) => [id, ...fields].join(' ')).toSorted()).toEqual([
    'lesson-2.cites.old-1 note',
    'lesson-quoting evidence',
    'new-1 title',
    'passage-new ordinal',
  ])
  await service.data('mutation ($id: ID!) { undo(changeSetId: $id) { done } }', { id: changeSetId })
})

test('YAML and tables as well', async () => {
  const yaml = `directives:\n  old-1:\n    form: DIRECTIVE\n    title: { vi: Văn kiện đổi tên }\nlinks:\n  cites:\n    - from: lesson-1\n      to: old-1\n`
  expect(await merged(fileOf('facts.yaml', yaml, 'YAML'))).toEqual(['facts.yaml:2 old-1 > new-1'])
  const nodes = 'id,Loại văn kiện,Tên gọi,Được viện dẫn trong\nold-1,Chỉ thị,Văn kiện đổi tên,lesson-1\n'
  expect(await merged(fileOf('van-kien.csv', nodes, 'CSV'))).toEqual(['van-kien.csv:2 old-1 > new-1'])
  const links = 'from,type,to,note\nlesson-1,cites,old-1,đổi\n'
  expect(await merged(fileOf('lien-ket.csv', links, 'CSV'))).toEqual(['lien-ket.csv:2 old-1 > new-1'])
})

test('an id that was merged away is that of no other kind, and stands once', async () => {
  const body = { kind: 'Body', id: 'old-1', fields: { title: { vi: 'Một tổ chức' } } }
  await expect(bring(service, jsonFile([body]))).rejects.toThrow(
    'facts.json:2: id: old-1 was merged into new-1, which is a Directive',
  )
  const twice = jsonFile([directive('old-1', 'Một'), directive('old-1', 'Hai')])
  await expect(bring(service, twice)).rejects.toThrow('facts.json:3: id: old-1 stands in the files already')
})

test('a node does not take the id of a link, whose evidence and history would be its own then', async () => {
  const id = 'lesson-2.cites.old-1'
  const text = `lessons:\n  ${id}:\n    title: { vi: Bài học }\n`
  for (const file of [
    jsonFile([directive(id, 'Văn kiện')]),
    fileOf('facts.yaml', text, 'YAML'),
    fileOf('x.csv', `id,Loại văn kiện,Tên gọi\n${id},Chỉ thị,Văn kiện\n`, 'CSV'),
  ])
    await expect(bring(service, file)).rejects.toThrow(`:2: id: ${id} is the id of a link CITES already`)
})
