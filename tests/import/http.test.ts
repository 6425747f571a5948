import { afterAll, beforeAll, expect, test } from 'vitest'
import { snapshot, startService } from '../support/app.ts'
import type { Service } from '../support/app.ts'

let service: Service
beforeAll(async () => {
  service = await startService()
})
afterAll(() => service.close())

interface Line {
  readonly progress?: { readonly phase: string; readonly done: number }
  readonly result?: {
    readonly done: boolean
    readonly changeSetId: string | null
    readonly nodes: { readonly created: number; readonly changed: number }
    readonly links: { readonly created: number }
    readonly problems: readonly { readonly line: number; readonly path: string }[]
  }
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[]
}

async function post(query: string, init: RequestInit): Promise<{ status: number; lines: Line[] }> {
  const response = await service.fetch(`/import${query}`, { method: 'POST', ...init })
  const lines = (await response.text()).split('\n').filter((line) => line !== '')
  return { status: response.status, lines: lines.map((line) => JSON.parse(line) as Line) }
}

const facts = (id: string) =>
  JSON.stringify({
    format: 'lesson-graph',
    version: 1,
    nodes: [{ kind: 'Lesson', id, fields: { title: { vi: `Bài ${id}` } } }],
    links: [{ type: 'CITES', from: id, to: 'directive-05' }],
  })

const json = (body: string): RequestInit => ({ body, headers: { 'content-type': 'application/json' } })

test('a file is posted, first to see what it would do, and is one change set that can be undone', async () => {
  const before = await snapshot(service.store)
  const dry = await post('?dryRun', json(facts('posted')))
  expect(dry.lines.at(-1)?.result).toMatchObject({
    done: false,
    nodes: { created: 1 },
    links: { created: 1 },
  })
  expect(await snapshot(service.store)).toEqual(before)
  const { status, lines } = await post('?reason=Theo+công+văn+7', json(facts('posted')))
  const result = lines.at(-1)?.result
  expect([status, lines[0]?.progress?.phase, result?.done]).toEqual([200, 'READING', true])
  expect(
    await service.data('{ changes(first: 1) { nodes { id actor origin reason changeCount } } }'),
  ).toEqual({
    changes: {
      nodes: [
        {
          id: result?.changeSetId,
          actor: 'anonymous',
          origin: 'IMPORT',
          reason: 'Theo công văn 7',
          changeCount: 2,
        },
      ],
    },
  })
})

test('several files of a form are imported together, tables by the mappings that come with them', async () => {
  const form = new FormData()
  form.append('file', new File([facts('formed')], 'facts.json'))
  form.append('file', new File(['Tên;Dẫn\nBài từ bảng;directive-05\n'], 'Bảng của tôi.csv'))
  const mappings = { 'Bảng của tôi.csv': { kind: 'Lesson', separator: ';', columns: ['title.vi', 'cites'] } }
  const query = `?mappings=${encodeURIComponent(JSON.stringify(mappings))}`
  const foreign = await post(query, { body: form })
  expect([foreign.status, foreign.lines[0]?.errors?.[0]?.message]).toEqual([
    400,
    expect.stringMatching(/^x-lesson-graph: must be/),
  ])
  const { lines } = await post(query, { body: form, headers: { 'x-lesson-graph': '1' } })
  expect(lines.at(-1)).toMatchObject({ result: { nodes: { created: 2 }, links: { created: 2 } } })
})

test('problems are told with their code, their lines and what would have been done', async () => {
  const { lines } = await post('?name=bad.csv', {
    body: 'Loại văn kiện,Số,Tên gọi\nThơ,1,Bài thơ\n',
    headers: { 'content-type': 'text/csv' },
  })
  expect(lines.at(-1)).toMatchObject({
    errors: [
      {
        message: expect.stringMatching(/^bad.csv:2: Loại văn kiện: must be one of/) as unknown,
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ],
    result: { done: false, problems: [{ line: 2, path: 'Loại văn kiện' }] },
  })
})

test.each([
  ['another method', '/import', { method: 'GET' }, 405],
  [
    'a form of no file',
    '/import',
    { method: 'POST', body: 'a=1', headers: { 'content-type': 'text/plain' } },
    400,
  ],
  ['a choice that is none', '/import?doubtful=GUESS', { method: 'POST', ...json('{}') }, 400],
  ['mappings that are none', '/import?mappings=1', { method: 'POST', ...json('{}') }, 400],
])('%s is refused before anything is read', async (_, path, init, status) => {
  const response = await service.fetch(path, init)
  expect(response.status).toBe(status)
  expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] })
})

test('a client that leaves in the middle, or a service that stops, leaves nothing behind', async () => {
  const before = await snapshot(service.store)
  const nodes = Array.from({ length: 3_000 }, (_, i) => ({
    kind: 'Body',
    id: `left-${i}`,
    fields: { title: { vi: `Tổ ${i}` } },
  }))
  const body = JSON.stringify({ format: 'lesson-graph', version: 1, nodes })
  const response = await service.fetch('/import', { method: 'POST', ...json(body) })
  const reader = (response.body as ReadableStream<Uint8Array>).getReader()
  await reader.read()
  await reader.cancel()
  const again = await service.fetch('/import', { method: 'POST', ...json(body) })
  service.endStreams()
  expect(await again.text()).toMatch(/nothing of it stays.*UNAVAILABLE/)
  expect(await snapshot(service.store)).toEqual(before)
})

const IMPORT = `mutation ($files: [ImportFileInput!]!, $dryRun: Boolean!) {
  importGraph(files: $files, dryRun: $dryRun) {
    done changeSetId nodes { created changed doubtful } links { created }
    created { subject kind id title line } doubtful { title twins { id title } } problems { file line path reason } problemCount
  }
}`

test('a moderate file goes through GraphQL', async () => {
  const files = [{ name: 'facts.json', content: facts('asked') }]
  const { importGraph } = await service.data<{ importGraph: object }>(IMPORT, { files, dryRun: true })
  expect(importGraph).toMatchObject({
    done: false,
    changeSetId: null,
    nodes: { created: 1 },
    created: [
      { subject: 'NODE', id: 'asked', title: 'Bài asked', line: 1 },
      { subject: 'LINK', kind: 'CITES' },
    ],
    problemCount: 0,
  })
  expect(await service.data(IMPORT, { files, dryRun: false })).toMatchObject({ importGraph: { done: true } })
  const wrong = [{ name: 'facts.json', content: facts('asked-2').replace('directive-05', 'nothing') }]
  expect(await service.data(IMPORT, { files: wrong, dryRun: true })).toMatchObject({
    importGraph: { problems: [{ file: 'facts.json', line: 1, path: 'to' }], problemCount: 1 },
  })
  const { errors } = await service.graphql(IMPORT, { files: wrong, dryRun: false })
  expect(errors?.[0]?.extensions).toMatchObject({
    code: 'BAD_USER_INPUT',
    fields: [{ path: 'facts.json:1: to', reason: 'no node has the id nothing' }],
  })
})

test('a table is looked at before it is imported', async () => {
  const query = `query ($kind: EntityKind) { importMapping(name: "x.csv", head: "Tên gọi,Cấp\\nA,Tỉnh\\n", kind: $kind) {
    header rows kind columns meanings alternatives isKept } }`
  expect(await service.data(query)).toMatchObject({
    importMapping: {
      header: ['Tên gọi', 'Cấp'],
      rows: [['A', 'Tỉnh']],
      kind: 'TERM',
      columns: ['title.vi', 'level'],
      alternatives: [],
      isKept: false,
    },
  })
  expect(await service.data(query, { kind: 'BODY' })).toMatchObject({
    importMapping: {
      kind: 'BODY',
      columns: ['title.vi', ''],
      meanings: expect.arrayContaining(['partOf', 'title.en']) as unknown,
    },
  })
})
