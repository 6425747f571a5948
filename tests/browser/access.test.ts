import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makePerson } from '../support/client.ts'
import type { Somebody } from '../support/client.ts'
import { choose, field, sees, startAdmin } from './support.ts'
import type { Admin, Screen } from './support.ts'

// Who may do what: reading without an account, signing in, and managing people and keys.

let admin: Admin
let ada: Somebody
let edith: Somebody

beforeAll(async () => {
  admin = await startAdmin({ anonymousRole: 'READER' })
  ada = await makePerson(admin.service, 'Ada', 'ADMIN')
  edith = await makePerson(admin.service, 'Edith', 'EDITOR')
})
afterAll(() => admin.close())

async function signIn(page: Page, { email, password }: Pick<Somebody, 'email' | 'password'>): Promise<void> {
  await page.getByLabel('Thư điện tử').fill(email)
  await page.getByLabel('Mật khẩu', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
}

async function signedInAs(somebody: Somebody, path: string): Promise<Screen> {
  const screen = await admin.open('/login')
  await signIn(screen.page, somebody)
  await screen.page.getByRole('textbox', { name: 'Thư điện tử' }).waitFor({ state: 'detached' })
  await screen.go(path)
  return screen
}

test('whoever has not signed in reads, and is offered no change', async () => {
  const { page, isSound } = await admin.open('/directives')
  await sees(page.getByRole('table'))
  expect(await page.getByRole('link', { name: 'Tạo mới' }).count()).toBe(0)
  expect(await page.getByText('Quản lý truy cập').count()).toBe(0)
  await sees(
    page.getByRole('link', { name: 'Đăng nhập' }).or(page.getByRole('button', { name: 'Đăng nhập' })),
  )
  await isSound()
})

test('a wrong password is said in words, and the right one leads in', async () => {
  const { page, go } = await admin.open('/login')
  await signIn(page, { email: edith.email, password: 'not the password at all' })
  await sees(page.getByText('Thư điện tử hoặc mật khẩu không đúng.'))
  await signIn(page, edith)
  await page.getByRole('textbox', { name: 'Thư điện tử' }).waitFor({ state: 'detached' })
  await go('/directives')
  await sees(page.getByRole('link', { name: /Tạo|Thêm/ }).first())
})

test('an administrator makes a key, whose secret is shown once', async () => {
  const { page, isSound, rest } = await signedInAs(ada, '/access')
  await sees(page.getByText(edith.email))
  await isSound()
  await page.getByRole('tab', { name: 'Khóa API' }).click()
  await rest()
  await page.getByRole('button', { name: 'Tạo khóa API' }).click()
  await page.getByLabel('Tên khóa').fill('Báo cáo hằng đêm')
  await page.getByRole('button', { name: 'Tạo khóa', exact: true }).click()
  await sees(page.getByText('Khóa chỉ hiện một lần này', { exact: false }))
  await page.getByRole('button', { name: 'Đã cất giữ khóa' }).click()
  await sees(page.getByText('Báo cáo hằng đêm'))
  await isSound()
})

test('an administrator finds in the audit record what was refused, and saves it', async () => {
  const { page, isSound, rest } = await signedInAs(ada, '/access/audit')
  await choose(page, 'Kết quả', 'Bị từ chối')
  await field(page, 'Đối tượng').fill(edith.email)
  const found = page.getByRole('tabpanel').getByRole('listitem')
  await sees(found.filter({ hasText: 'sai thư điện tử hoặc mật khẩu' }))
  // What is typed counts once the typing rests.
  await expect.poll(() => page.url()).toContain(`outcome=REFUSED&target=${encodeURIComponent(edith.email)}`)
  await rest()
  expect(await found.count()).toBe(1)
  await isSound()
  await page.getByRole('button', { name: 'Xuất tệp' }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'CSV' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^Nhật ký truy cập-\d{4}-\d\d-\d\d\.csv$/)
  expect(readFileSync(await download.path(), 'utf8')).toContain(
    `,Đăng nhập,Bị từ chối,anonymous,${edith.email},`,
  )
})

test.each([
  ['vi', 390, 'dark'],
  ['en', 390, 'light'],
  ['en', 1440, 'dark'],
] as const)('the pages fit in %s at %i in the %s', async (lang, width, theme) => {
  const { page, go, isSound } = await admin.open('/login', { width, theme })
  await signIn(page, ada)
  await page.getByRole('textbox', { name: 'Thư điện tử' }).waitFor({ state: 'detached' })
  if (lang === 'en') await page.getByRole('button', { name: 'English' }).click()
  for (const path of ['/access', '/access/audit', '/account']) {
    await go(path)
    await isSound()
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(overflow).toBeLessThanOrEqual(0)
  }
})
