import { describe, expect, test } from 'vitest'
import type { Ground } from './ground.ts'

const lesson = (fields: string, more = ''): string =>
  `{"format":"lesson-graph","version":1,"nodes":[{"kind":"Lesson","id":"attack-1",${more}"fields":{${fields}}}]}`
const TITLE = '"ordinal":77,"title":{"vi":"Bài"}'
const nested = (times: number, opening: string, closing = ''): string =>
  opening.repeat(times) + closing.repeat(times)

interface Told {
  readonly result?: { readonly problems: readonly { readonly path: string; readonly reason: string }[] }
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[]
}

/** What is imported, and what is told of it. */
type Row = readonly [name: string, body: string | Uint8Array<ArrayBuffer>, told: RegExp]

const json: readonly Row[] = [
  [
    'a prototype of a node',
    `{"format":"lesson-graph","version":1,"nodes":[{"__proto__":{"kind":"Lesson","fields":{${TITLE}}}}]}`,
    /__proto__ is not part of a node/,
  ],
  ['a prototype of fields', lesson(`"__proto__":{${TITLE}}`), /__proto__ |title|fields/],
  ['a prototype of a title', lesson('"ordinal":77,"title":{"__proto__":{"vi":"Bài"}}'), /title/],
  [
    'fields that every object has',
    lesson(`${TITLE},"constructor":1,"toString":2,"hasOwnProperty":3`),
    /constructor/,
  ],
  [
    'a kind that every object has',
    '{"format":"lesson-graph","version":1,"nodes":[{"kind":"constructor"}]}',
    /kind must be one of/,
  ],
  [
    'a kind that is the prototype',
    '{"format":"lesson-graph","version":1,"nodes":[{"kind":"__proto__"}]}',
    /kind must be one of/,
  ],
  [
    'a link of a type that every object has',
    '{"format":"lesson-graph","version":1,"links":[{"type":"toString","from":"lesson-1","to":"directive-05"}]}',
    /type must be one of/,
  ],
  ['an id that every object has', lesson(TITLE).replace('attack-1', '__proto__'), /id must be of letters/],
  ['half of a surrogate pair', lesson('"ordinal":77,"title":{"vi":"\\ud800"}'), /surrogate/],
  ['a NUL', lesson('"ordinal":77,"title":{"vi":"a\\u0000b"}'), /control character/],
  ['nothing that can be seen', lesson('"ordinal":77,"title":{"vi":"\\u202e\\u200b\\ufeff"}'), /title/],
  [
    'an id that turns round what follows',
    lesson(TITLE).replace('attack-1', 'a\u202eb'),
    /id must be of letters/,
  ],
  ['a number beyond all', lesson('"ordinal":1e999,"title":{"vi":"Bài"}'), /number that is too large/],
  [
    'a number of 100,000 digits',
    lesson(`"ordinal":${'9'.repeat(100_000)},"title":{"vi":"Bài"}`),
    /number that is too large/,
  ],
  ['lists 50,000 deep in a field', lesson(`"title":${nested(50_000, '[', ']')}`), /deeper than 60 levels/],
  [
    'lists a million deep',
    `{"format":"lesson-graph","nodes":[${nested(1_000_000, '[')}`,
    /deeper than 60 levels/,
  ],
  ['objects a million deep', nested(1_000_000, '{"nodes":'), /deeper than 60 levels/],
  [
    '100,000 fields that there are not',
    lesson(Array.from({ length: 100_000 }, (_, n) => `"k${n}":1`).join(',')),
    /k0/,
  ],
  ['half of a file', lesson(TITLE).slice(0, -3), /ends in the middle/],
  ['no JSON', 'PK\u0003\u0004', /no valid JSON/],
  ['no UTF-8', Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), /UTF-8/],
]

const yaml: readonly Row[] = [
  [
    'aliases of aliases of aliases',
    `a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nlessons: [*c,*c]\n`,
    /aliases are not read/,
  ],
  ['20,000 aliases', `lessons:\n${'  - *a\n'.repeat(20_000)}`, /aliases are not read|Unresolved alias/],
  ['an alias of what it stands in', 'lessons: &a {x: *a}\n', /aliases are not read/],
  ['a merged key', 'a: &a {b: 1}\nlessons:\n  <<: *a\n', /aliases are not read/],
  ['keys of keys', '? '.repeat(20_000), /nests too deep/],
  ['keys of a few keys', `a: ${nested(50, '{', '}')}`, /text where it is a key/],
  ['lists of lists on one line', '- '.repeat(20_000), /nests too deep/],
  ['lists within brackets', `lessons: ${nested(20_000, '[')}`, /nests too deep/],
  ['mappings within braces', `lessons: ${nested(20_000, '{a: ', '}')}`, /nests too deep/],
  [
    'a stair of a thousand steps',
    Array.from({ length: 1_000 }, (_, n) => `${' '.repeat(n)}a:`).join('\n'),
    /./,
  ],
  ['the same key 20,000 times', 'lessons: {}\n'.repeat(20_000), /twice/],
  [
    '20,000 parts that there are not',
    Array.from({ length: 20_000 }, (_, n) => `k${n}: 1`).join('\n'),
    /must be a mapping/,
  ],
  ['a prototype', '__proto__:\n  ordinal: 77\n  title: {vi: Bài}\n', /id must be of letters/],
  ['a prototype of a part', 'attack-1:\n  __proto__:\n    ordinal: 77\n    title: {vi: Bài}\n', /__proto__/],
  ['a constructor', 'attack-1: {constructor: 1}\n', /constructor/],
  ['a function', 'lessons: !!js/function "() => process.exit()"\n', /./],
  ['a tag of somebody’s own', 'lessons: !<tag:elsewhere.example,2020:run> {}\n', /./],
  ['more than there are numbers for', 'attack-1: {ordinal: .inf, title: {vi: Bài}}\n', /too large|no number/],
  ['several documents', '---\nlessons: {}\n---\nlessons: {}\n', /./],
  ['directives without an end', '%YAML 9.9\n'.repeat(5_000), /./],
  ['21 MB', `# ${'x'.repeat(21_000_000)}`, /more than 20000000 bytes/],
  ['no UTF-8', Buffer.from([0x61, 0x3a, 0x20, 0xff]), /UTF-8/],
]

const csv: readonly Row[] = [
  ['a quote that is never closed', `id,tiêu đề\n"${'x'.repeat(4_500_000)}`, /is no table/],
  ['columns called as every object’s are', '__proto__,constructor\na,b\n', /may hold any of/],
  ['20,000 rows shorter than the first', `id,thứ tự,tiêu đề\n${'x\n'.repeat(20_000)}`, /./],
  ['20,000 empty rows', `id,thứ tự,tiêu đề\n${'\n'.repeat(20_000)}`, /^$/],
  [
    '100,000 columns',
    Array.from({ length: 100_000 }, (_, n) => `c${n}`).join(','),
    /may hold any of|mapping/,
  ],
  ['100,000 cells', `id,thứ tự,tiêu đề\n${'x,'.repeat(100_000)}\n`, /cells/],
  [
    'a cell of 100,000 links',
    `id,thứ tự,tiêu đề,cites\na-1,77,Bài,"${'x;'.repeat(100_000)}"\n`,
    /names more than 1000 nodes/,
  ],
  ['NULs', 'id,thứ tự,tiêu đề\n\0\0,77,\0\n', /id must be|control/],
  ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452ff', 'hex'), /./],
]

const forms: readonly (readonly [string, string, readonly Row[]])[] = [
  ['JSON', 'application/json', json],
  ['YAML', 'application/yaml', yaml],
  ['CSV', 'text/csv', csv],
]

export function importAttacks(on: () => Ground): void {
  const bring = async (type: string, body: string | Uint8Array<ArrayBuffer>) => {
    const path = `/import?dryRun&name=lessons${type === 'text/csv' ? '.csv' : ''}`
    const response = await on().editor.fetch(path, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    })
    const lines = (await response.text()).trimEnd().split('\n')
    return JSON.parse(lines.at(-1) ?? '') as Told
  }

  describe.each(forms)('%s to import', (_form, type, rows) => {
    test.each(rows)('%s', async (_name, body, told) => {
      const { result, errors } = await bring(type, body)
      expect(errors).toBeUndefined()
      expect(result?.problems.map(({ path, reason }) => `${path} ${reason}`).join('\n') ?? '').toMatch(told)
    })
  })

  describe('forms to import', () => {
    const send = async (body: string, headers: Record<string, string> = {}) => {
      const response = await on().editor.fetch('/import?dryRun', {
        method: 'POST',
        headers: { 'content-type': 'multipart/form-data; boundary=x', 'x-lesson-graph': '1', ...headers },
        body,
      })
      const told = JSON.parse((await response.text()).trimEnd().split('\n').at(-1) ?? '') as Told
      return told.errors?.[0]?.extensions.code ?? told.result?.problems.map(({ reason }) => reason).join()
    }
    const part = (disposition: string, content = '{}') =>
      `--x\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n${content}\r\n`

    test.each([
      ['that end in the middle', part('name="f"; filename="a.json"')],
      ['without a file', '--x--\r\n'],
      ['of 200 files', `${part('name="f"; filename="a.json"').repeat(200)}--x--\r\n`],
      ['whose file says no name', `${part('name="f"; filename=""')}--x--\r\n`],
      ['whose file is called by a way out', `${part('name="f"; filename="../../../etc/passwd"')}--x--\r\n`],
      ['whose file is no file of facts', `${part('name="f"; filename="a.zip"', 'PK\u0003\u0004')}--x--\r\n`],
      ['whose heads have no end', `--x\r\n${'a: b\r\n'.repeat(50_000)}`],
      ['of other parts alone', `${part('name="__proto__"', 'x').repeat(2_000)}--x--\r\n`],
      ['of nothing', ''],
    ])('%s', async (_name, body) => {
      expect(await send(body)).toMatch(/^BAD_USER_INPUT$|must say/)
    })
  })

  test.each(['JSON', 'YAML', 'CSV'])(
    '%s that is handed in by a mutation is read as carefully',
    async (format) => {
      const [, , rows] = forms.find(([form]) => form === format) ?? []
      const few = (rows ?? []).filter(([, body]) => typeof body === 'string' && body.length < 100_000)
      expect(few.length).toBeGreaterThan(3)
      for (const [name, text] of few) {
        const { errors = [], data } = await on().editor.graphql<{ importGraph: { done: boolean } } | null>(
          'mutation ($files: [ImportFileInput!]!) { importGraph(files: $files, dryRun: true) { done } }',
          { files: [{ name: 'lessons', format, content: text }] },
        )
        expect([name, errors.map(({ extensions }) => extensions.code)]).toEqual([name, []])
        expect(data?.importGraph.done).toBe(false)
      }
    },
  )
}
