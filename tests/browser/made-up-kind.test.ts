import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { extended } from '../support/model.ts'
import { runNode } from '../support/process.ts'
import { choose, field, pick, sees, startAdmin, titlesIn } from './support.ts'
import type { Admin, Screen } from './support.ts'

// A kind and a link that are declared in the model and nowhere else, in the whole admin. The tests build on each other.

const title = 'Nước lũ sắp về'
const body = 'Bộ Chính trị'
const source = 'Bài báo về bốn kinh nghiệm của Tiền Giang qua nhiệm kỳ thực hiện Nghị quyết Đại hội X'
const adminDir = mkdtempSync(join(tmpdir(), 'lesson-graph-made-up-'))

let admin: Admin
let screen: Screen
let page: Page

beforeAll(async () => {
  const script = fileURLToPath(new URL('./build-made-up.mjs', import.meta.url))
  const build = runNode([script, adminDir], { NODE_ENV: 'production' })
  expect(await build.ended, build.printed()).toBe(0)
  admin = await startAdmin({ model: extended, adminDir })
  screen = await admin.open('/')
  page = screen.page
})
afterAll(async () => {
  await admin.close()
  rmSync(adminDir, { recursive: true, force: true })
})

const button = (name: string) => page.getByRole('button', { name, exact: true })

test('stands in the menu and the overview, and invites to a first one', async () => {
  await sees(page.getByRole('main').getByRole('link', { name: '0 Lời đồn', exact: true }))
  await page.getByRole('menuitem', { name: 'Lời đồn' }).click()
  await sees(page.getByText('Lời đồn: chưa có mục nào'))
  await screen.isSound()
})

test('is made with an input for every type of field', async () => {
  await page.getByRole('link', { name: 'Thêm mới' }).click()
  await field(page, 'Tên gọi (tiếng Việt)').fill(title)
  await field(page, 'Tên gọi (tiếng Anh)').fill('The flood is coming')
  await field(page, 'Độ ồn').fill('0.25')
  await field(page, 'Số người kể').fill('12')
  await page.getByRole('switch', { name: 'Đã bác bỏ' }).check()
  await choose(page, 'Sắc thái', 'U ám')
  await pick(page, 'Nghe từ', 'bai bao', source)
  await button('Lưu').click()
  await sees(
    page.getByText(`Đã thêm Lời đồn «${title}»`),
    page.getByRole('heading', { level: 1, name: title }),
  )
  expect(await page.getByRole('term').allInnerTexts()).toEqual([
    ...[
      'Tên gọi (tiếng Việt)',
      'Tên gọi (tiếng Anh)',
      'Độ ồn',
      'Số người kể',
      'Đã bác bỏ',
      'Sắc thái',
      'Nghe từ',
    ],
  ])
  await screen.rest()
  expect(await page.getByRole('definition').allInnerTexts()).toEqual([
    ...[title, 'The flood is coming', '0,25', '12', 'Có', 'U ám', source],
  ])
  await screen.isSound()
})

test('is linked by its made-up link, and seen from the other end', async () => {
  await button('Nói về (Tổ chức, lực lượng)').click()
  const dialog = page.getByRole('dialog')
  await pick(dialog, 'Liên kết với', 'bo chinh tri', new RegExp(`^${body}`))
  await dialog.getByRole('button', { name: 'Lưu' }).click()
  await sees(page.getByText(`Đã thêm liên kết với “${body}”`))
  await page
    .getByRole('region', { name: /^Nói về/ })
    .getByRole('link', { name: body, exact: true })
    .click()
  await sees(
    page.getByRole('heading', { level: 1, name: body }),
    page.getByRole('region', { name: /^Bị đồn · Lời đồn \(1\)/ }).getByRole('link', { name: title }),
  )
  await screen.isSound()
})

test('stands with what it belongs to', async () => {
  await screen.go('/sources/tien-giang-2020/show')
  await sees(
    page.getByRole('heading', { level: 2, name: 'Có lời đồn' }),
    page.getByRole('cell', { name: title }),
  )
  await screen.isSound()
})

test('has a list with its columns, searched without accents', async () => {
  await screen.go('/rumours')
  await sees(page.getByRole('table').getByText(title))
  const heads = await page.getByRole('columnheader').allInnerTexts()
  expect(heads.filter((head) => head.trim() !== '')).toEqual([
    ...['Tên gọi', 'Độ ồn', 'Số người kể', 'Đã bác bỏ', 'Sắc thái', 'Nghe từ', 'Căn cứ', 'Cập nhật'],
  ])
  await page.getByPlaceholder('Tìm theo tên').fill('nuoc lu')
  await sees(page.getByText('1–1 trong 1'))
  expect(await titlesIn(page.getByRole('table'))).toEqual([title])
  await button('Cột').click()
  const column = page.getByLabel('Nói về (Tổ chức, lực lượng)')
  await sees(column)
  await page.keyboard.press('Escape')
  await column.waitFor({ state: 'hidden' })
  await screen.isSound()
})

test('is found and expanded in the explorer', async () => {
  await screen.go('/explorer')
  await pick(page, 'Tìm mục để đưa vào sơ đồ', 'nuoc lu', new RegExp(`^${title}`))
  await button('Mở rộng: nói về · Tổ chức, lực lượng').click()
  await sees(page.getByRole('table').getByRole('button', { name: body, exact: true }))
  await screen.isSound()
})
