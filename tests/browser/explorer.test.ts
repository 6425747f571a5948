import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { pick, sees, startAdmin } from './support.ts'
import type { Admin, Screen } from './support.ts'

// An analyst's walk from one node to another; the tests build on each other.

const lesson = 'Quán triệt nghị quyết kịp thời, giáo dục tư tưởng và xử lý nghiêm vi phạm'
const directive = 'Chỉ thị 05 của Bộ Chính trị'

let admin: Admin
let screen: Screen
let page: Page

beforeAll(async () => {
  admin = await startAdmin()
  screen = await admin.open('/explorer')
  page = screen.page
})
afterAll(() => admin.close())

const nodes = () => page.getByRole('table', { name: 'Các mục trên sơ đồ' })
const titles = () => nodes().getByRole('rowheader').getByRole('button').allInnerTexts()
const panel = (title: string) => page.getByRole('region', { name: title, exact: true })

/** The canvas says how much it shows; the table shows the same nodes. */
const shows = (expected: readonly string[]) =>
  vi.waitFor(
    async () => {
      expect((await titles()).toSorted()).toEqual(expected.toSorted())
      const said = await page.getByRole('img', { name: /^Sơ đồ gồm/ }).getAttribute('aria-label')
      expect(said).toContain(`Sơ đồ gồm ${expected.length} mục`)
    },
    { timeout: 10_000, interval: 50 },
  )

/** The titles at the other end of a lesson's links of one type. */
async function cited(): Promise<string[]> {
  const { lesson: found } = await admin.service.data<{ lesson: { cites: { nodes: { title: string }[] } } }>(
    '{ lesson(id: "lesson-3") { cites { nodes { title } } } }',
  )
  return found.cites.nodes.map(({ title }) => title)
}

test('a node is found without accents and put on the canvas', async () => {
  await pick(page, 'Tìm mục để đưa vào sơ đồ', 'quan triet nghi quyet kip thoi', new RegExp(`^${lesson}`))
  await sees(panel(lesson), page.getByRole('img', { name: /^Sơ đồ gồm 1 mục/ }))
  await shows([lesson])
  expect(await page.locator('canvas').count()).toBeGreaterThan(0)
  await screen.isSound()
})

test('what is shown is saved', async () => {
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    (async () => {
      await page.getByRole('button', { name: 'Xuất phần đang hiển thị' }).click()
      await page.getByRole('menuitem', { name: /^JSON Đầy đủ nhất/ }).click()
    })(),
  ])
  const { nodes } = JSON.parse(readFileSync(await saved.path(), 'utf8')) as {
    nodes: { kind: string; id: string }[]
  }
  // With it comes what it rests on.
  const grounds = ['Passage', 'Source']
  expect(nodes.filter(({ kind }) => !grounds.includes(kind)).map(({ id }) => id)).toEqual(['lesson-3'])
})

test('it is expanded by one type of link, and by no other', async () => {
  const others = await cited()
  expect(others.length).toBeGreaterThan(1)
  await panel(lesson).getByRole('button', { name: 'Mở rộng: viện dẫn · Văn kiện', exact: true }).click()
  await sees(page.getByText(`Đã thêm ${others.length} mục liên quan đến “${lesson}”.`))
  await shows([lesson, ...others])
  await screen.isSound()
})

test('its links stand in a table as sentences', async () => {
  await page.getByRole('tab', { name: /liên kết$/ }).click()
  const links = page.getByRole('table', { name: 'Các liên kết trên sơ đồ' })
  const row = links.getByRole('row').filter({ hasText: directive }).filter({ hasText: 'viện dẫn' })
  await sees(row.getByRole('button', { name: lesson }))
  await page.getByRole('tab', { name: /mục$/ }).click()
  await sees(nodes())
})

test('the table works by keyboard: chosen, expanded and taken off', async () => {
  await nodes().getByRole('button', { name: directive, exact: true }).focus()
  await page.keyboard.press('Enter')
  await sees(panel(directive))
  expect(
    await nodes().getByRole('button', { name: directive, exact: true }).getAttribute('aria-pressed'),
  ).toBe('true')
  await page.keyboard.press('Tab')
  expect(await focused()).toBe(`Mở rộng mọi liên kết của ${directive}`)
  const before = (await titles()).length
  await page.keyboard.press('Enter')
  await sees(page.getByText(`mục liên quan đến “${directive}”`))
  await vi.waitFor(async () => expect((await titles()).length).toBeGreaterThan(before), { timeout: 10_000 })
  const now = await titles()
  const remove = nodes().getByRole('button', { name: `Bỏ ${directive} khỏi sơ đồ` })
  await remove.focus()
  await page.keyboard.press('Space')
  await shows(now.filter((title) => title !== directive))
  // Whoever works by keyboard keeps a place in the table.
  expect(await titles()).toContain(await page.evaluate(() => document.activeElement?.textContent))
  await screen.isSound()
})

const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '')

test('the path between two nodes is found, told step by step and drawn', async () => {
  await page.getByRole('button', { name: 'Xóa sơ đồ' }).click()
  await sees(page.getByRole('heading', { name: 'Bắt đầu từ đâu?' }))
  await pick(page, 'Điểm đầu', 'chi thi 05', new RegExp(`^${directive}`))
  await pick(page, 'Điểm cuối', 'cai cach hanh chinh va dan van', /^Cải cách hành chính và dân vận/)
  const paths = page.getByRole('region', { name: 'Mối liên hệ giữa hai mục' })
  await sees(paths.getByText(/^Tìm thấy \d+ đường liên hệ ngắn nhất:$/))
  const steps = await paths.getByRole('listitem').count()
  expect(steps).toBeGreaterThan(1)
  const onPath = await paths.getByRole('listitem').getByRole('button').allInnerTexts()
  expect(onPath[0]).toBe(directive)
  expect(onPath.at(-1)).toMatch(/^Cải cách hành chính và dân vận/)
  expect(onPath).toHaveLength(steps + 1)
  await shows(onPath)
  await screen.isSound()
})

test('the address keeps what is shown', async () => {
  const before = await titles()
  await page.reload()
  await shows(before)
  await sees(page.getByText(/^Tìm thấy \d+ đường liên hệ ngắn nhất:$/))
})

test('an address with a node that was merged away leads on to the one that it went into', async () => {
  const { made } = await admin.service.data<{ made: { id: string } }>(
    'mutation { made: createDirective(input: { form: REPORT, title: { vi: "Nhập trùng" } }) { id } }',
  )
  const old = made.id
  await admin.service.data('mutation ($old: ID!) { merge(into: "directive-05", from: [$old]) { done } }', {
    old,
  })
  await screen.go(`/explorer?ids=${old},lesson-3`)
  await shows([directive, lesson])
  await sees(page.getByText('1 mục trong địa chỉ này đã được gộp vào mục khác', { exact: false }))
  expect(page.url()).toContain('ids=directive-05,lesson-3')
  await screen.isSound()
})

test('a node on the canvas leads to its own page, and back', async () => {
  await nodes().getByRole('button', { name: directive, exact: true }).click()
  await panel(directive).getByRole('link', { name: 'Xem trang chi tiết' }).click()
  await sees(page.getByRole('heading', { level: 1, name: directive }))
  await page
    .getByRole('button', { name: 'Khám phá quan hệ' })
    .or(page.getByRole('link', { name: 'Khám phá quan hệ' }))
    .click()
  await sees(panel(directive))
  await shows([directive])
  await screen.isSound()
})
