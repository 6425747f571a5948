import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { field, sees, startAdmin } from './support.ts'
import type { Admin, Screen } from './support.ts'

// Two people at two pages, and programs that write beside them. The tests build on each other.

let admin: Admin
let mine: Screen
let theirs: Screen
beforeAll(async () => {
  admin = await startAdmin()
  mine = await admin.open('/directives/directive-07/show')
  theirs = await admin.open('/directives/directive-07')
})
afterAll(() => admin.close())

const notice = (page: Page) => page.getByRole('status').filter({ hasText: 'vừa' })
const see = (page: Page) => notice(page).getByRole('button', { name: 'Xem bản mới' })
const save = (page: Page) => page.getByRole('button', { name: 'Lưu', exact: true }).first()
const statement = (page: Page) => field(page, 'Tên gọi (tiếng Anh)')

async function version(): Promise<number> {
  const { directive } = await admin.service.data<{ directive: { version: number } }>(
    '{ directive(id: "directive-07") { version } }',
  )
  return directive.version
}

const pause = (milliseconds: number) => new Promise((fulfil) => setTimeout(fulfil, milliseconds))

describe('a node that two people have open', () => {
  test('says at a Show page who changed it, and shows the new state on a button', async () => {
    await statement(theirs.page).fill('Directive 07, as they have it')
    await save(theirs.page).click()
    await sees(notice(mine.page).getByText(/^Người chưa đăng nhập vừa sửa mục này lúc /))
    expect(await mine.page.getByText('Directive 07, as they have it').count()).toBe(0)
    await see(mine.page).click()
    await sees(mine.page.getByText('Directive 07, as they have it'))
    await notice(mine.page).waitFor({ state: 'hidden' })
    await mine.isSound()
  })

  test('says nothing to who changed it', async () => {
    await sees(theirs.page.getByRole('heading', { level: 1 }))
    await pause(1_500)
    expect(await notice(theirs.page).count()).toBe(0)
    await theirs.isSound()
  })

  test('at a form in which nothing is typed is loaded on the button', async () => {
    await mine.go('/directives/directive-07')
    await theirs.go('/directives/directive-07')
    await statement(theirs.page).fill('Directive 07, once more')
    await save(theirs.page).click()
    await sees(notice(mine.page).getByText(/vừa sửa mục này/))
    await see(mine.page).click()
    await notice(mine.page).waitFor({ state: 'hidden' })
    expect(await statement(mine.page).inputValue()).toBe('Directive 07, once more')
  })

  test('at a form that is being typed in keeps what is typed, and compares it on the button', async () => {
    const { page } = mine
    await field(page, 'Lý do thay đổi').fill('Lý do đang gõ')
    await statement(page).fill('What I am typing')
    await theirs.go('/directives/directive-07')
    await statement(theirs.page).fill('What they saved')
    await save(theirs.page).click()
    await sees(notice(page).getByText(/vừa sửa mục này.*Nội dung đang nhập vẫn còn nguyên/))
    expect(await statement(page).inputValue()).toBe('What I am typing')
    await see(page).click()
    const dialog = page.getByRole('dialog', { name: 'Mục này vừa được người khác sửa' })
    await sees(dialog.getByText('What they saved'), dialog.getByText('What I am typing'))
    await dialog.getByRole('button', { name: 'Quay lại sửa tiếp' }).click()
    await dialog.waitFor({ state: 'hidden' })
    expect(await statement(page).inputValue()).toBe('What I am typing')
    expect(await field(page, 'Lý do thay đổi').inputValue()).toBe('Lý do đang gõ')
    const before = await version()
    await see(page).click()
    await dialog.getByRole('button', { name: 'Lưu theo lựa chọn' }).click()
    await sees(page.getByRole('heading', { level: 1 }), page.getByText('What I am typing'))
    expect(await version()).toBe(before + 1)
    await sees(notice(theirs.page).getByText(/vừa sửa mục này/))
    await pause(1_000)
    expect(await notice(page).count()).toBe(0)
    await mine.isSound()
  })
})

test('links that others make or take away are told at the links', async () => {
  const { createLink } = await admin.service.data<{ createLink: { id: string } }>(
    'mutation { createLink(input: { type: IMPLEMENTS, from: "directive-07", to: "directive-05", note: "Ghi chú mới" }) { id } }',
  )
  const { page } = mine
  await sees(notice(page).getByText(/vừa thay đổi liên kết của mục này/))
  await see(page).click()
  await sees(page.getByText('Ghi chú mới'))
  await notice(page).waitFor({ state: 'hidden' })
  await admin.service.data(
    'mutation ($id: ID!) { deleteLink(id: $id, expectedVersion: 1) { id } }',
    createLink,
  )
  await see(page).click()
  await page.getByText('Ghi chú mới').waitFor({ state: 'hidden' })
  await mine.isSound()
})

test('evidence that others give or take is told at the passage that it quotes, and passages at their source', async () => {
  const id = 'tien-giang-2020-p2'
  const { page } = mine
  await mine.go(`/passages/${id}/show`)
  await theirs.go('/sources/tien-giang-2020/show')
  await admin.service.data('mutation ($input: PrincipleInput!) { createPrinciple(input: $input) { id } }', {
    input: { title: { vi: 'Dựa vào đoạn này' }, evidence: [{ passageId: id, mention: 'lời trích thử' }] },
  })
  await sees(notice(page).getByText(/vừa thay đổi căn cứ trích từ đoạn này/))
  await notice(page).getByRole('button', { name: 'Xem lịch sử' }).click()
  await sees(page.getByRole('article').first().getByText('“lời trích thử”'))
  expect(await notice(theirs.page).count()).toBe(0)
  await admin.service.data('mutation ($input: PassageInput!) { createPassage(input: $input) { id } }', {
    input: { source: 'tien-giang-2020', ordinal: 1_000, text: 'Đoạn mới của người khác' },
  })
  await sees(notice(theirs.page).getByText(/vừa thay đổi nội dung thuộc mục này/))
  await see(theirs.page).click()
  await notice(theirs.page).waitFor({ state: 'hidden' })
  await mine.isSound()
  await theirs.isSound()
})

test('a list tells of its rows and of new ones, and the overview of everything', async () => {
  await mine.go('/directives')
  await theirs.go('/')
  await admin.service.data(
    'mutation { createDirective(input: { form: REPORT, title: { vi: "A văn kiện mới của người khác" } }) { id } }',
  )
  await sees(
    notice(mine.page).getByText(/vừa thay đổi dữ liệu trong danh sách này/),
    notice(theirs.page).getByText(/vừa thay đổi dữ liệu lúc/),
  )
  await see(theirs.page).click()
  await sees(theirs.page.getByRole('link', { name: 'A văn kiện mới của người khác' }))
  await see(mine.page).click()
  await notice(mine.page).waitFor({ state: 'hidden' })
  await theirs.isSound()
  await mine.isSound()
})

test('a list is told of a change set that is too large to come with all it did', async () => {
  await mine.go('/directives')
  const node = (kind: string, id: string, fields: object) => ({ kind, id, fields })
  const nodes = [
    ...Array.from({ length: 120 }, (_, index) =>
      node('Measure', `large-${index}`, { title: { vi: `Việc số ${index}` } }),
    ),
    node('Directive', 'large-last', { form: 'REPORT', title: { vi: 'A văn kiện cuối của tệp lớn' } }),
  ]
  const body = new FormData()
  body.append('file', new Blob([JSON.stringify({ format: 'lesson-graph', version: 1, nodes })]), 'large.json')
  await admin.service.fetch('/import', { method: 'POST', headers: { 'x-lesson-graph': 'test' }, body })
  await sees(notice(mine.page).getByText(/vừa thay đổi dữ liệu trong danh sách này/))
  await see(mine.page).click()
  await sees(mine.page.getByRole('link', { name: 'A văn kiện cuối của tệp lớn' }))
  await notice(mine.page).waitFor({ state: 'hidden' })
})

test('a history, the change log and the explorer are told of what is new in them, and show it on the button', async () => {
  const rename = async (title: string) =>
    admin.service.data(
      `mutation ($version: Int!, $title: String!) {
        updateDirective(id: "directive-07", expectedVersion: $version, input: { title: { en: $title } }) { id }
      }`,
      { version: await version(), title },
    )
  const { page } = mine
  await mine.go('/directives/directive-07/show/history')
  await theirs.go('/changes?linkTypes=CITES')
  await rename('Directive 07, seen in its history')
  await sees(notice(page).getByText(/vừa có thay đổi mới/))
  await see(page).click()
  await sees(page.getByRole('article').first().getByText('seen in its history'))
  await notice(page).waitFor({ state: 'hidden' })
  // The log shows links alone, and none was touched.
  expect(await notice(theirs.page).count()).toBe(0)

  await mine.go('/explorer?ids=directive-07,directive-05')
  await sees(page.getByRole('tab', { name: '2 mục', exact: true }))
  await admin.service.data(
    `mutation { createLink(input: { type: IMPLEMENTS, from: "directive-07", to: "directive-05" }) { id } }`,
  )
  await sees(notice(page).getByText(/vừa thay đổi nội dung trên sơ đồ này/))
  await see(page).click()
  await sees(page.getByRole('tab', { name: '1 liên kết', exact: true }))
  await notice(page).waitFor({ state: 'hidden' })
  await mine.isSound()
  await theirs.isSound()
})

test('a deletion is told where the node is still shown, and in English where the page is', async () => {
  const { createDirective } = await admin.service.data<{ createDirective: { id: string } }>(
    'mutation { createDirective(input: { form: REPORT, title: { vi: "Sắp bị xóa" } }) { id } }',
  )
  const phone = await admin.open(`/directives/${createDirective.id}/show`, { width: 390, theme: 'dark' })
  await phone.page.getByRole('button', { name: 'English' }).click()
  // In another language the page asks anew, and what is gone by then is not shown.
  await phone.rest()
  await admin.service.data(
    'mutation ($id: ID!) { deleteDirective(id: $id, expectedVersion: 1) { id } }',
    createDirective,
  )
  const told = phone.page.getByRole('status').filter({ hasText: 'has just deleted this' })
  await sees(told)
  expect(await told.getByRole('button').count()).toBe(0)
  expect(await phone.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(
    true,
  )
  await phone.isSound()
})

test('a page goes on to be told after the service was away', async () => {
  await mine.go('/directives/directive-05/show')
  await admin.restart(async () => {
    await admin.service.data(
      'mutation { updateDirective(id: "directive-05", expectedVersion: 1, input: { title: { en: "Changed while away" } }) { id } }',
    )
  })
  await sees(notice(mine.page).getByText(/vừa sửa mục này/))
  await see(mine.page).click()
  await sees(mine.page.getByText('Changed while away'))
})
