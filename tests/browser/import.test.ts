import { afterAll, beforeAll, expect, test } from 'vitest'
import { choose, sees, startAdmin } from './support.ts'
import type { Admin, Screen } from './support.ts'

let admin: Admin
beforeAll(async () => {
  admin = await startAdmin()
})
afterAll(() => admin.close())

const file = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })

const put = ({ page }: Screen, ...files: ReturnType<typeof file>[]) =>
  page.getByLabel('Chọn tệp', { exact: true }).last().setInputFiles(files)

test('a table is chosen, understood, looked at, imported and taken back', async () => {
  const screen = await admin.open('/import')
  const { page } = screen
  await put(
    screen,
    file(
      'Danh mục văn kiện.csv',
      '\uFEFFMã ở hệ thống khác;Loại văn kiện;Số;Tên gọi;Cơ quan\r\nVK-1;Chỉ thị;77;Chỉ thị bảy mươi bảy;Nhân dân\r\nVK-2;Thơ;78;Bài thơ;\r\n',
    ),
  )
  await sees(page.getByRole('heading', { name: 'Bảng Danh mục văn kiện.csv' }))
  await choose(page, 'Cột Cơ quan được hiểu là', 'Liên kết: do tổ chức ban hành')
  await page.getByRole('button', { name: 'Xem trước' }).click()
  await sees(page.getByText('Có 1 chỗ chưa đúng.'))
  const wrong = page.getByRole('table', { name: 'Những chỗ chưa đúng' }).getByRole('row').last()
  expect(await wrong.getByRole('cell').allInnerTexts()).toEqual([
    'Danh mục văn kiện.csv',
    '3',
    'Loại văn kiện',
    'Giá trị này chưa hợp lệ. Bắt buộc điền, cần: một trong các giá trị cho sẵn.',
  ])
  await screen.isSound()

  await put(
    screen,
    file(
      'Danh mục văn kiện.csv',
      '\uFEFFMã ở hệ thống khác;Loại văn kiện;Số;Tên gọi;Cơ quan\r\nVK-1;Chỉ thị;77;Chỉ thị bảy mươi bảy;Nhân dân\r\n',
    ),
  )
  await choose(page, 'Cột Cơ quan được hiểu là', 'Liên kết: do tổ chức ban hành')
  await page.getByRole('button', { name: 'Xem trước' }).click()
  await page.getByLabel('Lý do thay đổi').fill('Danh mục gửi kèm công văn')
  await page.getByRole('button', { name: 'Nhập vào hệ thống' }).click()
  await sees(page.getByText('Đã nhập xong.'))
  await page.getByText('Thêm mới 2 mục và liên kết').click()
  await sees(page.getByRole('link', { name: 'Chỉ thị bảy mươi bảy' }))
  await screen.isSound()

  await page.getByRole('link', { name: 'Xem lần thay đổi này và hoàn tác' }).click()
  await sees(page.getByText('Lý do: Danh mục gửi kèm công văn'))
  await page.getByRole('button', { name: /^Hoàn tác/ }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Hoàn tác/ })
    .click()
  await screen.rest()
  const { directives } = await admin.service.data<{ directives: { totalCount: number } }>(
    '{ directives(filter: { number: { eq: "77" } }) { totalCount } }',
  )
  expect(directives.totalCount).toBe(0)
})

test('what may be there already is told with a way to it, and taken for it when somebody says so', async () => {
  const screen = await admin.open('/import', { width: 390 })
  const { page } = screen
  const facts = {
    format: 'lesson-graph',
    version: 1,
    nodes: [{ kind: 'Body', id: 'people', fields: { title: { vi: 'Nhân dân', en: 'The whole people' } } }],
  }
  await put(screen, file('facts.json', JSON.stringify(facts)))
  await page.getByRole('button', { name: 'Xem trước' }).click()
  const doubtful = page.getByRole('region', { name: 'Chưa rõ có phải là mục đã có' })
  await sees(doubtful.getByRole('link', { name: 'Nhân dân' }))
  const counts = page.getByRole('table').filter({ hasText: 'Giữ nguyên' })
  // On a phone the last count is in sight too, without pushing the table to and fro.
  expect(await counts.locator('..').evaluate((it) => it.scrollWidth - it.clientWidth)).toBe(0)
  await doubtful.getByLabel(/^Coi là chính mục đã có/).click()
  await page.getByText('Sửa 1 mục và liên kết').click()
  await sees(page.getByText('(Tên gọi)'))
  await screen.isSound()
  await page.getByRole('button', { name: 'Nhập vào hệ thống' }).click()
  await sees(page.getByText('Đã nhập xong.'))
})
