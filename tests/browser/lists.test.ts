import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { sees, startAdmin, titlesIn } from './support.ts'
import type { Admin, Screen } from './support.ts'

// Finding one's way: searching and paging through lists, and reading them in the other language.

const MANY = 28
const nth = (number: number) => `Trang thử ${String(number).padStart(2, '0')}`

let admin: Admin
let screen: Screen
let page: Page

beforeAll(async () => {
  admin = await startAdmin()
  const made = Array.from(
    { length: MANY },
    (_, index) => `m${index}: createOutcome(input: { title: { vi: "${nth(index + 1)}" } }) { id }`,
  )
  await admin.service.data(`mutation { ${made.join(' ')} }`)
  screen = await admin.open('/directives')
  page = screen.page
})
afterAll(() => admin.close())

const titles = () => titlesIn(page.getByRole('table'))
/** The pages' numbers change at once, the rows when they have come. */
const listed = (expected: readonly string[]) =>
  vi.waitFor(async () => expect(await titles()).toEqual(expected), { timeout: 10_000, interval: 50 })
const search = () => page.getByPlaceholder('Tìm theo tên, có dấu hoặc không dấu')
const pageOf = (shown: string) => sees(page.getByText(shown, { exact: true }))

test('a list is searched with and without accents, and finds the same', async () => {
  await pageOf('1–13 trong 13')
  await search().fill('Chỉ thị 05')
  await pageOf('1–1 trong 1')
  await listed(['Chỉ thị 05 của Bộ Chính trị'])
  await search().fill('')
  await pageOf('1–13 trong 13')
  await search().fill('chi thi 05')
  await pageOf('1–1 trong 1')
  await listed(['Chỉ thị 05 của Bộ Chính trị'])
})

test('a search that finds nothing says so, and leads back', async () => {
  await search().fill('khong co van kien nao nhu the')
  await sees(page.getByText('Không có mục nào khớp với điều kiện tìm.'))
  await page.getByRole('button', { name: 'Bỏ các bộ lọc' }).click()
  await pageOf('1–13 trong 13')
  expect(await search().inputValue()).toBe('')
  await screen.isSound()
})

test('a list is narrowed by a link’s other end', async () => {
  const label = 'Được viện dẫn trong: Bài học kinh nghiệm'
  await page.getByRole('button', { name: 'Thêm bộ lọc' }).click()
  await page
    .getByRole('menuitemcheckbox', { name: label })
    .or(page.getByRole('menuitem', { name: label }))
    .click()
  await page.getByRole('combobox', { name: label }).fill('cai cach hanh chinh')
  await page.getByRole('option', { name: /^Cải cách hành chính và dân vận/ }).click()
  await pageOf('1–1 trong 1')
  await listed(['Quy chế dân chủ ở cơ sở'])
  await screen.isSound()
})

test('a long list is read page by page, forwards and back', async () => {
  await screen.go('/outcomes')
  await search().fill('trang thu')
  await pageOf(`1–25 trong ${MANY}`)
  const first = Array.from({ length: 25 }, (_, index) => nth(index + 1))
  await listed(first)
  await page.getByRole('button', { name: 'Đến trang sau' }).click()
  await pageOf(`26–${MANY} trong ${MANY}`)
  await listed(['Trang thử 26', 'Trang thử 27', 'Trang thử 28'])
  expect(await page.getByRole('button', { name: 'Đến trang sau' }).isDisabled()).toBe(true)
  await page.getByRole('button', { name: 'Đến trang trước' }).click()
  await pageOf(`1–25 trong ${MANY}`)
  await listed(first)
})

test('a column sorts the whole list, not the page', async () => {
  await page.getByRole('columnheader', { name: 'Tên gọi' }).getByRole('button').click()
  await vi.waitFor(async () => expect((await titles())[0]).toBe(`Trang thử ${MANY}`), { timeout: 10_000 })
  expect(await titles()).toHaveLength(25)
  await screen.isSound()
})

test('a list is saved whole as a table, under its filters and in its words', async () => {
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    (async () => {
      await page.getByRole('button', { name: 'Xuất tệp' }).click()
      await page.getByRole('menuitem', { name: /^Bảng \(CSV\)/ }).click()
    })(),
  ])
  expect(saved.suggestedFilename()).toMatch(/^Kết quả-\d+\.csv$/)
  const text = readFileSync(await saved.path(), 'utf8')
  expect(text).toMatch(/^\uFEFFid,Số liệu,Tên gọi \(vi\),/)
  expect(text.trimEnd().split('\r\n')).toHaveLength(MANY + 1)
  await sees(page.getByText(/^Đã lưu tệp Kết quả-/))
  await screen.isSound()
})

test('a row leads to its node', async () => {
  await page.getByRole('table').getByText('Trang thử 27').click()
  await sees(page.getByRole('heading', { level: 1, name: 'Trang thử 27' }))
})

test('the language is switched in place, and stays', async () => {
  await screen.go('/lessons/lesson-1/show')
  const vietnamese = 'Đoàn kết, dân chủ, trách nhiệm và quyết tâm đổi mới'
  const english = 'Solidarity, democracy, responsibility and the resolve to renew'
  const heading = (name: string) => page.getByRole('heading', { level: 1, name })
  const html = page.locator('html')
  await sees(heading(vietnamese), page.getByRole('heading', { level: 3, name: /^Viện dẫn/ }))
  await page.getByRole('button', { name: 'English' }).click()
  await sees(
    heading(english),
    page.getByRole('heading', { level: 3, name: /^Cites/ }),
    page.getByRole('link', { name: 'Resolution of the Tenth Provincial Party Congress' }),
    page.getByRole('menuitem', { name: 'Lessons' }),
  )
  expect(await html.getAttribute('lang')).toBe('en')
  await screen.isSound()
  await page.reload()
  await sees(heading(english))
  await page.getByRole('button', { name: 'Tiếng Việt' }).click()
  await sees(heading(vietnamese), page.getByRole('menuitem', { name: 'Bài học kinh nghiệm' }))
  expect(await html.getAttribute('lang')).toBe('vi')
  await screen.isSound()
})

test('what has no English title is called by its Vietnamese one', async () => {
  await page.getByRole('button', { name: 'English' }).click()
  await screen.go('/outcomes')
  await page.getByPlaceholder('Search by name, with or without accents').fill('trang thu 07')
  await pageOf('1-1 of 1')
  await listed(['Trang thử 07'])
})
