import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { choose, field, pick, refuses, sees, startAdmin } from './support.ts'
import type { Admin, Screen } from './support.ts'

// What an editor does in a day, in the order of the day: the tests build on each other.

const title = 'Chỉ thị thử nghiệm về kiểm tra'
const english = 'Trial directive on inspection'
const lesson = 'Quán triệt nghị quyết kịp thời, giáo dục tư tưởng và xử lý nghiêm vi phạm'
const mention = 'trách nhiệm nêu gương'

interface Directive {
  readonly version: number
  readonly form: string
  readonly number: string | null
  readonly vi: string
  readonly en: string
  readonly evidence: readonly { readonly mention: string; readonly passage: { readonly ordinal: number } }[]
  readonly citedBy: {
    readonly edges: readonly {
      readonly id: string
      readonly version: number
      readonly note: string | null
      readonly confidence: number | null
      readonly status: string
      readonly evidence: readonly { readonly mention: string }[]
      readonly node: { readonly id: string }
    }[]
  }
}

let admin: Admin
let screen: Screen
let page: Page
let id = ''

beforeAll(async () => {
  admin = await startAdmin()
  screen = await admin.open('/directives')
  page = screen.page
})
afterAll(() => admin.close())

/** The directive as the API has it. */
async function stored(): Promise<Directive> {
  const { directive } = await admin.service.data<{ directive: Directive | null }>(
    `query ($id: ID!) { directive(id: $id) {
      version form number vi: title(lang: VI) en: title(lang: EN) evidence { mention passage { ordinal } }
      citedBy { edges { id version note confidence status evidence { mention } node { id } } }
    } }`,
    { id },
  )
  if (directive === null) throw new Error(`There is no directive ${id}`)
  return directive
}
async function storedLink() {
  const [link] = (await stored()).citedBy.edges
  if (link === undefined) throw new Error('No lesson cites the directive')
  return link
}

const dialog = () => page.getByRole('dialog')
const button = (name: string) => page.getByRole('button', { name, exact: true })
const save = () => button('Lưu').first()
const row = (text: string) => page.getByRole('listitem').filter({ hasText: text })

/** Adds a piece of evidence in a form: paragraph 19 of the one source there is. */
async function addEvidence(within: ReturnType<typeof dialog> | Page, words: string) {
  await within.getByRole('button', { name: 'Thêm căn cứ' }).click()
  await pick(within, 'Đoạn', '19', /^Đoạn 19\b/)
  await field(within, 'Từ ngữ trích').fill(words)
}

describe('a new directive', () => {
  test('without a title is refused at its input, and nothing typed is lost', async () => {
    await page.getByRole('link', { name: 'Thêm mới' }).click()
    await field(page, 'Số').fill('99')
    await field(page, 'Tên gọi (tiếng Anh)').fill(english)
    await addEvidence(page, mention)
    await save().click()
    await refuses(field(page, 'Tên gọi (tiếng Việt)'), /Cần điền/)
    await refuses(field(page, 'Loại văn kiện'), /Cần điền/)
    expect(await field(page, 'Số').inputValue()).toBe('99')
    expect(await field(page, 'Tên gọi (tiếng Anh)').inputValue()).toBe(english)
    expect(await field(page, 'Từ ngữ trích').inputValue()).toBe(mention)
  })

  test('is saved with both languages and its evidence, and shown', async () => {
    await field(page, 'Tên gọi (tiếng Việt)').fill(title)
    await choose(page, 'Loại văn kiện', 'Chỉ thị')
    await field(page, 'Lý do thay đổi').fill('Thử cả chặng đường')
    await save().click()
    await sees(
      page.getByText(`Đã thêm Văn kiện «${title}»`),
      page.getByRole('heading', { level: 1, name: title }),
      page.getByRole('definition').getByText(english),
      row(`“${mention}”`).getByRole('link', { name: 'Đoạn 19' }),
    )
    id = /directives\/([^/]+)\/show/.exec(page.url())?.[1] ?? ''
    expect(await stored()).toMatchObject({
      ...{ version: 1, form: 'DIRECTIVE', number: '99', vi: title, en: english },
      evidence: [{ mention, passage: { ordinal: 19 } }],
    })
    await screen.isSound()
  })

  test('stands first among the newest changes, with its reason', async () => {
    await screen.go('/')
    await sees(page.getByRole('link', { name: title }), page.getByText('Lý do: Thử cả chặng đường'))
  })
})

describe('a link', () => {
  test('without its other end is refused at the input', async () => {
    await screen.go(`/directives/${id}/show`)
    await button('Được viện dẫn trong (Bài học kinh nghiệm)').click()
    await field(dialog(), 'Ghi chú').fill('Ghi chú đầu tiên')
    await dialog().getByRole('button', { name: 'Lưu' }).click()
    await refuses(dialog().getByRole('combobox', { name: 'Liên kết với' }), /Cần chọn mục/)
    expect(await field(dialog(), 'Ghi chú').inputValue()).toBe('Ghi chú đầu tiên')
  })

  test('is made in place, its lesson found without accents, with evidence of its own', async () => {
    await pick(dialog(), 'Liên kết với', 'quan triet nghi quyet', lesson)
    await field(dialog(), 'Độ tin cậy').fill('80')
    await choose(dialog(), 'Tình trạng', 'Đề xuất')
    await addEvidence(dialog(), mention)
    await dialog().getByRole('button', { name: 'Lưu' }).click()
    await sees(page.getByText(`Đã thêm liên kết với “${lesson}”`))
    expect(await dialog().count()).toBe(0)
    const link = row(lesson)
    await sees(link.getByText('Ghi chú đầu tiên'), link.getByText('Độ tin cậy 80'), link.getByText('Đề xuất'))
    await link.getByRole('button', { name: /1 căn cứ/ }).click()
    await sees(link.getByText(`“${mention}”`), link.getByRole('link', { name: 'Đoạn 19' }))
    expect(await storedLink()).toMatchObject({
      ...{ note: 'Ghi chú đầu tiên', confidence: 0.8, status: 'PROPOSED', evidence: [{ mention }] },
      node: { id: 'lesson-3' },
    })
    await screen.isSound()
  })

  test('is seen from the other end', async () => {
    await page.getByRole('link', { name: lesson, exact: true }).click()
    await sees(page.getByRole('heading', { level: 1, name: lesson }))
    const cites = page.getByRole('region', { name: /^Viện dẫn/ })
    const link = cites.getByRole('listitem').filter({ hasText: title })
    await sees(link.getByRole('link', { name: title }), link.getByText('Ghi chú đầu tiên'))
    await link.getByRole('button', { name: /1 căn cứ/ }).click()
    await sees(link.getByText(`“${mention}”`))
  })

  test('is not made twice: told at the input, nothing typed lost', async () => {
    await button('Thêm vào nhóm “Viện dẫn”').click()
    await pick(dialog(), 'Liên kết với', 'chi thi thu nghiem', title)
    await field(dialog(), 'Ghi chú').fill('Lần thứ hai')
    await dialog().getByRole('button', { name: 'Lưu' }).click()
    const other = dialog().getByRole('combobox', { name: 'Liên kết với' })
    await refuses(other, 'Hai mục đã có liên kết cùng loại')
    expect(await other.inputValue()).toBe(title)
    expect(await field(dialog(), 'Ghi chú').inputValue()).toBe('Lần thứ hai')
  })

  test('that is half written is thrown away only when the person says so', async () => {
    await dialog().getByRole('button', { name: 'Hủy' }).click()
    await button('Sửa tiếp').click()
    expect(await field(dialog(), 'Ghi chú').inputValue()).toBe('Lần thứ hai')
    await dialog().getByRole('button', { name: 'Hủy' }).click()
    await button('Bỏ thay đổi').click()
    await dialog().waitFor({ state: 'hidden' })
    expect((await stored()).citedBy.edges).toHaveLength(1)
  })

  test('is not offered a second time where there may be but one, and refused from the other end', async () => {
    const one = page.getByRole('region', { name: /^Rút ra trong nhiệm kỳ/ })
    await sees(one)
    expect(await one.getByRole('button', { name: /^Thêm vào nhóm/ }).count()).toBe(0)
    await screen.go('/terms/term-central-12/show')
    await button('Để lại bài học (Bài học kinh nghiệm)').click()
    await pick(dialog(), 'Liên kết với', 'quan triet', lesson)
    await dialog().getByRole('button', { name: 'Lưu' }).click()
    const other = dialog().getByRole('combobox', { name: 'Liên kết với' })
    await refuses(other, 'chỉ cho phép một liên kết từ mỗi mục')
    expect(await other.inputValue()).toBe(lesson)
    await screen.isSound()
  })

  test('that somebody else changed meanwhile shows both states, and keeps what was chosen', async () => {
    await screen.go('/lessons/lesson-3/show')
    await button(`Sửa liên kết với “${title}”`).click()
    await field(dialog(), 'Ghi chú').fill('Ghi chú của tôi')
    await choose(dialog(), 'Tình trạng', 'Còn tranh cãi')
    const link = await storedLink()
    await admin.service.data(
      `mutation ($id: ID!, $version: Int!) {
        updateLink(id: $id, expectedVersion: $version, input: { note: "Ghi chú của người khác", confidence: 0.3 }) { id }
      }`,
      { id: link.id, version: link.version },
    )
    await dialog().getByRole('button', { name: 'Lưu' }).click()
    const side = (name: string, one: string) =>
      dialog().getByRole('radiogroup', { name }).getByRole('radio', { name: one })
    await sees(
      dialog().getByText('Liên kết này vừa được người khác sửa'),
      dialog().getByText('Ghi chú của tôi', { exact: true }),
      dialog().getByText('Ghi chú của người khác', { exact: true }),
    )
    // Each side's own changes stand at first; both changed the note.
    expect(await side('Tình trạng', 'Của bạn').isChecked()).toBe(true)
    expect(await side('Độ tin cậy', 'Hiện tại').isChecked()).toBe(true)
    await button('Quay lại sửa tiếp').click()
    expect(await field(dialog(), 'Ghi chú').inputValue()).toBe('Ghi chú của tôi')
    await dialog().getByRole('button', { name: 'Lưu' }).click()
    await side('Ghi chú', 'Hiện tại').check()
    await button('Lưu lựa chọn').click()
    await sees(page.getByText(`Đã lưu liên kết với “${title}”`))
    expect(await storedLink()).toMatchObject({
      ...{ version: 3, note: 'Ghi chú của người khác', confidence: 0.3, status: 'DISPUTED' },
      evidence: [{ mention }],
    })
    await screen.isSound()
  })
})

describe('an edit', () => {
  test('that the service refuses says why at the input, and keeps what was typed', async () => {
    await screen.go(`/directives/${id}`)
    await field(page, 'Tên gọi (tiếng Anh)').fill('Amended')
    await field(page, 'Số').fill('9\u00019')
    await save().click()
    await refuses(field(page, 'Số'), /Giá trị này chưa hợp lệ/)
    expect(await field(page, 'Tên gọi (tiếng Anh)').inputValue()).toBe('Amended')
    expect((await stored()).version).toBe(1)
  })

  test('that is not saved is not left without asking', async () => {
    const asked = new Promise<string>((tell) =>
      page.once('dialog', (question) => {
        tell(question.message())
        void question.dismiss()
      }),
    )
    await page.getByRole('menuitem', { name: 'Nhiệm kỳ' }).click()
    expect(await asked).toContain('chưa được lưu')
    expect(await field(page, 'Tên gọi (tiếng Anh)').inputValue()).toBe('Amended')
  })

  test('is saved and shown', async () => {
    await field(page, 'Số').fill('100')
    await save().click()
    await sees(
      page.getByText(`Đã lưu Văn kiện «${title}»`),
      page.getByRole('heading', { level: 1, name: title }),
      page.getByRole('definition').getByText('100', { exact: true }),
    )
    expect(await stored()).toMatchObject({ version: 2, number: '100', en: 'Amended', vi: title })
  })
})

describe('a conflict', () => {
  const mine = `${title} của tôi`
  const theirs = `${title} của người khác`
  const side = (name: string, one: string) =>
    dialog()
      .getByRole('radiogroup', { name: new RegExp(`^${name}`) })
      .getByRole('radio', { name: one })

  test('shows both states, and what each side alone changed as it stands', async () => {
    await screen.go(`/directives/${id}`)
    await field(page, 'Tên gọi (tiếng Việt)').fill(mine)
    await field(page, 'Số').fill('101')
    await admin.service.data(
      `mutation ($id: ID!, $vi: String!) {
        updateDirective(id: $id, expectedVersion: 2, input: { title: { vi: $vi, en: "Theirs" }, form: SCHEME }) { id }
      }`,
      { id, vi: theirs },
    )
    await save().click()
    await sees(
      dialog().getByText('Mục này vừa được người khác sửa'),
      dialog().getByText('Cả hai bên cùng sửa'),
    )
    const shown = await dialog().getByRole('radiogroup').allInnerTexts()
    expect(shown.join('\n')).toContain(mine)
    expect(shown.join('\n')).toContain(theirs)
    const chosen = [side('Số', 'Bản của tôi'), side('Loại văn kiện', 'Bản mới lưu')]
    for (const one of chosen) expect(await one.isChecked()).toBe(true)
  })

  test('is left without a loss', async () => {
    await button('Quay lại sửa tiếp').click()
    expect(await field(page, 'Tên gọi (tiếng Việt)').inputValue()).toBe(mine)
    expect(await field(page, 'Số').inputValue()).toBe('101')
    expect(await stored()).toMatchObject({ version: 3, vi: theirs, number: '100' })
  })

  test('keeps of each value the side that was chosen', async () => {
    await save().click()
    await side('Tên gọi \\(tiếng Việt\\)', 'Bản mới lưu').check()
    await button('Lưu theo lựa chọn').click()
    await sees(
      page.getByText(`Đã lưu Văn kiện «${theirs}»`),
      page.getByRole('heading', { level: 1, name: theirs }),
    )
    expect(await stored()).toMatchObject({
      ...{ version: 4, vi: theirs, en: 'Theirs', number: '101', form: 'SCHEME', evidence: [{ mention }] },
    })
  })

  test('can be settled for one side as a whole', async () => {
    await screen.go(`/directives/${id}`)
    await field(page, 'Tên gọi (tiếng Việt)').fill(mine)
    await admin.service.data(
      'mutation ($id: ID!) { updateDirective(id: $id, expectedVersion: 4, input: { number: "1" }) { id } }',
      { id },
    )
    await save().click()
    await button('Giữ hết bản của tôi').click()
    await button('Lưu theo lựa chọn').click()
    await sees(page.getByRole('heading', { level: 1, name: mine }))
    expect(await stored()).toMatchObject({ version: 6, vi: mine, number: '101' })
    await screen.isSound()
  })
})

describe('deleting', () => {
  const last = `${title} của tôi`

  test('asks first, and names the links that would be lost', async () => {
    await button('Xóa').click()
    await sees(dialog().getByText('Sẽ mất 1 liên kết:'))
    const said = await dialog().innerText()
    expect(said).toContain(last)
    expect(said).toContain('Được viện dẫn trong — Bài học kinh nghiệm: 1')
    expect(said).toContain(lesson)
    await dialog().getByRole('button', { name: 'Hủy' }).click()
    expect((await stored()).version).toBe(6)
  })

  test('is refused, with the reason, while something belongs to it', async () => {
    await screen.go('/sources/tien-giang-2020/show')
    await button('Xóa').click()
    await sees(dialog().getByText('Chưa xóa được.', { exact: false }))
    expect(await dialog().getByRole('button', { name: 'Xóa' }).isDisabled()).toBe(true)
    await dialog().getByRole('button', { name: 'Hủy' }).click()
  })

  test('takes the node and its links away, at both ends', async () => {
    await screen.go(`/directives/${id}/show`)
    await button('Xóa').click()
    await sees(dialog().getByText('Sẽ mất 1 liên kết:'))
    await dialog().getByRole('button', { name: 'Xóa', exact: true }).click()
    await sees(page.getByText(`Đã xóa Văn kiện «${last}»`), page.getByRole('table'))
    await screen.rest()
    expect(await page.getByRole('table').getByText(last).count()).toBe(0)
    await screen.go('/lessons/lesson-3/show')
    await sees(page.getByRole('link', { name: 'Chỉ thị 05 của Bộ Chính trị' }))
    expect(await page.getByRole('main').getByText(last).count()).toBe(0)
    await screen.go(`/directives/${id}/show`)
    await sees(page.getByText('Mục này không còn nữa', { exact: false }))
    const { directive } = await admin.service.data('query ($id: ID!) { directive(id: $id) { id } }', { id })
    expect(directive).toBeNull()
    await screen.isSound()
  })

  test('of a link alone asks too, and leaves both its ends', async () => {
    await screen.go('/lessons/lesson-3/show')
    const other = 'Chỉ thị 05 của Bộ Chính trị'
    const cites = page.getByRole('region', { name: /^Viện dẫn/ })
    await cites.getByRole('button', { name: `Xóa liên kết với “${other}”` }).click()
    await sees(dialog().getByText(`Liên kết “viện dẫn” giữa “${lesson}” và “${other}” sẽ bị xóa.`))
    await dialog().getByRole('button', { name: 'Xóa' }).click()
    await sees(page.getByText(`Đã xóa liên kết với “${other}”`))
    expect(await cites.getByRole('link', { name: other }).count()).toBe(0)
    const { directive } = await admin.service.data<{ directive: { citedBy: { totalCount: number } } }>(
      '{ directive(id: "directive-05") { citedBy { totalCount } } }',
    )
    expect(directive.citedBy.totalCount).toBe(0)
  })
})
