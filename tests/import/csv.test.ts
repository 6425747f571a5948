import { afterAll, beforeAll, expect, test } from 'vitest'
import { ImportRefused } from '../../server/import/run.ts'
import type { ImportFile } from '../../server/import/sources.ts'
import { suggest } from '../../server/import/csv/mapping.ts'
import { model } from '../../server/model/index.ts'
import { startService } from '../support/app.ts'
import type { Service } from '../support/app.ts'
import { bring, fileOf, jsonFile } from './support.ts'

let service: Service
beforeAll(async () => {
  service = await startService()
})
afterAll(() => service.close())

const csv = (text: string | Uint8Array, more: Partial<ImportFile> = {}): ImportFile => ({
  ...fileOf('van-kien.csv', text, 'CSV'),
  ...more,
})

async function problems(file: ImportFile): Promise<string[]> {
  const error: unknown = await bring(service, file).catch((thrown: unknown) => thrown)
  if (!(error instanceof ImportRefused)) throw new Error(`It was not refused: ${String(error)}`)
  return error.outcome.problems.first.map(({ line, path, reason }) => `${line} ${path}: ${reason}`)
}

test.each([
  [
    [
      'Mã ở hệ thống khác',
      'Loại văn kiện',
      'Số',
      'Tên gọi',
      'Title (en)',
      'Do tổ chức ban hành',
      'Người lập',
    ],
    'van-kien.csv',
    'Directive',
    ['externalId', 'form', 'number', 'title.vi', 'title.en', 'issuedBy', ''],
    [],
  ],
  [
    ['id', 'ordinal', 'title.vi', 'title.en', 'version'],
    'lessons.csv',
    'Lesson',
    ['id', 'ordinal', 'title.vi', 'title.en', ''],
    [],
  ],
  [['Từ', 'Loại liên kết', 'Đến', 'Ghi chú'], 'x.csv', null, ['from', 'type', 'to', 'note'], []],
  [['Tên gọi'], 'bang.csv', 'Lesson', ['title.vi'], expect.arrayContaining(['Body', 'Measure']) as unknown],
  [['Tên gọi'], 'Kết quả.csv', 'Outcome', ['title.vi'], []],
])('the columns %j of %s are understood', (header, name, kind, columns, alternatives) => {
  expect(suggest(model, header, name)).toEqual({ mapping: { kind, separator: ';', columns }, alternatives })
})

test('a table as a spreadsheet here writes it: semicolons, a mark, CRLF, quotes, several links in a cell', async () => {
  const text =
    '\uFEFFMã ở hệ thống khác;Loại văn kiện;Số;Ngày ban hành;Tên gọi;Nội dung;Được viện dẫn trong\r\n' +
    'VK-1;Chỉ thị;42;05/03/2019;"Chỉ thị ""bốn mươi hai""";"Dòng một\r\nDòng hai";"lesson-1; lesson-2"\r\n' +
    '\r\n' +
    "VK-2;directive;'=43;;Chỉ thị bốn mươi ba;;\r\n"
  const { outcome } = await bring(service, csv(text))
  expect([outcome.nodes.created, outcome.links.created]).toEqual([2, 2])
  expect(outcome.created.first.map(({ line }) => line)).toEqual([2, 5, 2, 2])
  const { directives } = await service.data<{ directives: { nodes: { number: string }[] } }>(
    `{ directives(filter: { externalId: { in: ["VK-1", "VK-2"] } }, sort: [{ field: NUMBER }]) {
       nodes { number form issuedOn title statement citedBy { nodes { id } } } } }`,
  )
  expect(directives.nodes.toSorted((one, other) => (one.number < other.number ? -1 : 1))).toEqual([
    {
      number: '42',
      form: 'DIRECTIVE',
      issuedOn: '2019-03-05',
      title: 'Chỉ thị "bốn mươi hai"',
      statement: 'Dòng một\nDòng hai',
      citedBy: { nodes: [{ id: 'lesson-1' }, { id: 'lesson-2' }] },
    },
    expect.objectContaining({ number: '=43', form: 'DIRECTIVE', issuedOn: null, citedBy: { nodes: [] } }),
  ])
})

test('what is there is recognised by its external id, an empty cell says nothing, and links lead by titles', async () => {
  const people = await service.data<{ body: { title: string } }>('{ body(id: "body-people") { title } }')
  const text = `external id,form,number,issued by\nVK-1,,42a,${people.body.title}\n`
  const { outcome } = await bring(service, csv(text))
  expect([outcome.nodes, outcome.links.created]).toMatchObject([{ created: 0, changed: 1 }, 1])
  expect(
    await service.data(
      '{ directives(filter: { externalId: { eq: "VK-1" } }) { nodes { number form issuedOn issuedBy { nodes { id } } } } }',
    ),
  ).toEqual({
    directives: {
      nodes: [
        {
          number: '42a',
          form: 'DIRECTIVE',
          issuedOn: '2019-03-05',
          issuedBy: { nodes: [{ id: 'body-people' }] },
        },
      ],
    },
  })
})

test('a mapping that was used is kept for tables of the same header', async () => {
  const table = (title: string) => `Nhãn\tTên của nó\n-\t${title}\n`
  expect(await problems(csv(table('Một việc')))).toEqual([
    expect.stringMatching(/^1 : may hold any of Lesson, .*mapping/),
  ])
  const mapping = { kind: 'Measure', separator: '|', columns: ['', 'title.vi'] }
  await bring(service, csv(table('Một việc lạ'), { mapping }))
  const { outcome } = await bring(service, csv(table('Một việc lạ nữa')))
  expect(outcome.created.first).toMatchObject([{ kind: 'Measure', title: { vi: 'Một việc lạ nữa' } }])
  expect(await problems(csv(table('x'), { mapping: { ...mapping, columns: ['colour', ''] } }))).toEqual([
    expect.stringMatching(/^1 : no column can be colour/),
  ])
})

test('a table of links, and what is wrong in one', async () => {
  const { outcome } = await bring(
    service,
    csv('from,type,to,confidence,status\nlesson-1,cites,directive-05,"0,8",disputed\n'),
  )
  expect(outcome.created.first).toMatchObject([{ subject: 'LINK', kind: 'CITES' }])
  expect(
    await problems(
      csv(
        'from,type,to,confidence\nlesson-1,cites,nothing,1\nlesson-1,likes,directive-05,\nlesson-2,cites,directive-05,much\n',
      ),
    ),
  ).toEqual([
    expect.stringMatching(/^3 type: must be one of/),
    expect.stringMatching(/^2 to: no Directive has the id, the external id or the title nothing/),
    expect.stringMatching(/^4 confidence: must be from 0 to 1/),
  ])
})

test.each([
  ['quotes that never end', 'id,title\na,"b\n', /is no table/],
  ['another encoding', Buffer.from('id,Tên gọi\n\xe9,b', 'latin1'), /must be UTF-8/],
  ['nothing', '', /is empty/],
  ['more cells than columns', 'Loại văn kiện,Tên gọi\n1,a,b\n', /^2 : has 3 cells/],
  [
    'a day that is none',
    'Loại văn kiện,Ngày ban hành,Tên gọi\nChỉ thị,31/02/2020,x\n',
    /^2 Ngày ban hành: must be a day/,
  ],
])('%s is refused', async (_, text, reason) => {
  expect((await problems(csv(text))).join('\n')).toMatch(reason)
})

test('a long table that breaks off, or goes on as something else, is refused, and ends nothing but itself', async () => {
  const rows = 'id,Tên gọi\n' + Array.from({ length: 8_000 }, (_, n) => `row-${n},Một dòng dài`).join('\n')
  const broken = Buffer.concat([Buffer.from(rows), Buffer.from('\n\xe9,b', 'latin1')])
  expect((await problems(csv(broken, { mapping: { kind: 'Lesson' } }))).join()).toMatch(/must be UTF-8/)
  const leaving = { ...csv(rows), bytes: () => leave(rows) }
  await expect(bring(service, leaving)).rejects.toThrow('The client has left')
})

async function* leave(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
  await Promise.resolve()
  throw new Error('The client has left')
}

test('UTF-16, as spreadsheets write “Unicode text”', async () => {
  const bytes = Buffer.from('\uFEFFCâu\tTên gọi\tcites\n1\tBài học chữ lớn\tdirective-05\n', 'utf16le')
  const { outcome } = await bring(service, csv(bytes, { mapping: { kind: 'Lesson' } }))
  expect(outcome.created.first[0]?.title.vi).toBe('Bài học chữ lớn')
})

test('a link does not take the id of something else, whose evidence would then go with it', async () => {
  const link = (id: string) => ({ type: 'CITES', id, from: 'lesson-2', to: 'directive-07' })
  const node = { kind: 'Principle', id: 'principle-made-here', fields: { title: { vi: 'Mới đặt' } } }
  for (const [id, what] of [
    ['lesson-1', 'a node'],
    ['principle-made-here', 'a node'],
    ['resolution-congress-10.issued-by.body-provincial-congress-10', 'a link ISSUED_BY'],
  ] as const)
    await expect(bring(service, jsonFile([node], [link(id)]))).rejects.toThrow(
      `${id} is the id of ${what} already`,
    )
})
