import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { field, pick, sees, startAdmin } from './support.ts'
import type { Admin, Screen } from './support.ts'

// What was done is seen in words and taken back: the tests build on each other, as a day's work does.

const title = 'Chỉ thị 05 của Bộ Chính trị'
const better = 'Chỉ thị 05 của Bộ Chính trị khóa XII'
const reason = 'Ghi rõ khóa'

let admin: Admin
let screen: Screen
let page: Page

beforeAll(async () => {
  admin = await startAdmin()
  screen = await admin.open('/directives/directive-05')
  page = screen.page
})
afterAll(() => admin.close())

interface Directive {
  readonly version: number
  readonly vi: string
  readonly number: string | null
  readonly citedBy: { readonly totalCount: number }
}

async function stored(id = 'directive-05'): Promise<Directive> {
  const { directive } = await admin.service.data<{ directive: Directive | null }>(
    'query ($id: ID!) { directive(id: $id) { version vi: title(lang: VI) number citedBy { totalCount } } }',
    { id },
  )
  if (directive === null) throw new Error(`There is no directive ${id}`)
  return directive
}

/** Somebody else's change. @returns the graph's sequence number after it. */
async function change(input: object, why: string | null = null): Promise<number> {
  const { version } = await stored()
  await admin.service.data(
    `mutation ($version: Int!, $input: DirectivePatch!, $why: String) {
      updateDirective(id: "directive-05", expectedVersion: $version, input: $input, reason: $why) { id }
    }`,
    { version, input, why },
  )
  return sequence()
}

async function sequence(): Promise<number> {
  const { seq } = await admin.service.data<{ seq: number }>('{ seq }')
  return seq
}

const dialog = () => page.getByRole('dialog')
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
const set = (seq: number) => page.getByRole('article', { name: `Số ${seq}`, exact: true })
const main = () => page.getByRole('main')

/** No brace, no quoted key, no code of an enumeration: what stands there is for people. */
async function isInWords() {
  const said = await main().innerText()
  expect(said).not.toMatch(/[{}]|"\w+":|\b(?:CREATED|UPDATED|DELETED|ACCEPTED|DIRECTIVE|REPORT)\b/)
}

describe('an edit', () => {
  test('is seen in the history of what was edited, in words, before and after', async () => {
    await field(page, 'Tên gọi (tiếng Việt)').fill(better)
    await field(page, 'Lý do thay đổi').fill(reason)
    await button('Lưu').first().click()
    await sees(page.getByRole('heading', { level: 1, name: better }))
    await page.getByRole('tab', { name: 'Lịch sử' }).click()
    expect(page.url()).toContain('/directives/directive-05/show/history')
    const newest = set(2)
    await sees(
      newest.getByText('Người chưa đăng nhập'),
      newest.getByText(`Lý do: ${reason}`),
      newest.getByText('Tên gọi (tiếng Việt)'),
      newest.getByText('Trước', { exact: true }),
      newest.locator('ins').getByText('khóa XII'),
    )
    expect(await newest.getByText('Tên gọi (tiếng Anh)').count()).toBe(0)
    await isInWords()
    await screen.isSound()
  })

  test('stands there beside what was done to its links from their other ends', async () => {
    await sees(set(1).getByText('Thêm liên kết: được viện dẫn trong', { exact: false }))
    const lesson = 'Quán triệt nghị quyết kịp thời, giáo dục tư tưởng và xử lý nghiêm vi phạm'
    await set(1).getByRole('link', { name: lesson }).click()
    await sees(page.getByRole('heading', { level: 1, name: lesson }))
  })

  test('can be looked at as of a moment, where nothing can be changed', async () => {
    await screen.go('/directives/directive-05/show/history')
    await set(1).getByRole('link', { name: 'Xem mục này như sau lần thay đổi số 1' }).click()
    await sees(
      page.getByText('Đang xem nội dung như sau lần thay đổi số 1.', { exact: false }),
      page.getByRole('heading', { level: 1, name: title, exact: true }),
      page.getByRole('heading', { level: 2, name: 'Liên kết' }),
    )
    await screen.rest()
    expect(await page.getByRole('link', { name: 'Sửa', exact: true }).count()).toBe(0)
    expect(await button(/^(?:Xóa|Thêm liên kết|Sửa liên kết|Thêm vào nhóm)/).count()).toBe(0)
    await screen.isSound()
    await page.getByRole('link', { name: 'Xem nội dung hiện nay' }).click()
    await sees(page.getByRole('heading', { level: 1, name: better, exact: true }))
  })

  test('is taken back, once it is told what that means', async () => {
    await page.getByRole('tab', { name: 'Lịch sử' }).click()
    await button('Hoàn tác lần thay đổi số 2').click()
    await sees(
      dialog().getByText('Đưa về như trước Văn kiện:', { exact: false }),
      dialog().getByText('Sẽ đưa 1 mục và liên kết trở về như trước.'),
    )
    expect((await stored()).vi).toBe(better)
    await field(dialog(), 'Lý do thay đổi').fill('Chưa có căn cứ')
    await dialog().getByRole('button', { name: 'Hoàn tác', exact: true }).click()
    await sees(dialog().getByText('Đã hoàn tác: 1 mục', { exact: false }))
    expect((await stored()).vi).toBe(title)
    await dialog().getByRole('link', { name: 'Xem lần thay đổi mới' }).click()
    await sees(
      page.getByRole('heading', { level: 1, name: 'Lần thay đổi số 3' }),
      page.getByText('Lý do: Chưa có căn cứ'),
      page.getByRole('link', { name: /^Lần thay đổi số 2 / }),
    )
    await screen.isSound()
    await page.getByRole('link', { name: /^Lần thay đổi số 2 / }).click()
    await sees(page.getByText('Đã được hoàn tác'), page.getByRole('link', { name: /^Lần thay đổi số 3 / }))
  })
})

describe('an undo that later changes stand in the way of', () => {
  let first = 0
  test('names them, and is not done before somebody has decided', async () => {
    first = await change({ title: { vi: 'Tên thứ nhất' }, number: '5' }, 'Lần thứ nhất')
    await change({ title: { vi: 'Tên thứ hai' } }, 'Lần thứ hai')
    await screen.go('/changes')
    await button(`Hoàn tác lần thay đổi số ${first}`).click()
    await sees(
      dialog().getByText('Sau đó đã có thay đổi khác trên cùng nội dung:'),
      dialog().getByText('Lý do: Lần thứ hai', { exact: false }),
      dialog().getByText('Văn kiện “Tên thứ nhất” (Tên gọi (tiếng Việt)): đã có người sửa sau đó'),
    )
    expect(await dialog().getByRole('button', { name: 'Hoàn tác', exact: true }).isDisabled()).toBe(true)
    await screen.isSound()
  })

  test('can take back only what is free', async () => {
    await dialog().getByRole('radio', { name: 'Chỉ hoàn tác phần không vướng' }).check()
    await sees(
      dialog().getByText('Những gì giữ nguyên:'),
      dialog().getByText('Sẽ đưa 1 mục', { exact: false }),
    )
    await dialog().getByRole('button', { name: 'Hoàn tác', exact: true }).click()
    await sees(dialog().getByText('Đã hoàn tác: 1 mục', { exact: false }))
    expect(await stored()).toMatchObject({ vi: 'Tên thứ hai', number: '05' })
    await dialog().getByRole('button', { name: 'Đóng' }).click()
  })

  test('can take back the later ones too', async () => {
    const seq = await change({ title: { vi: 'Tên thứ ba' } })
    await change({ title: { vi: 'Tên thứ tư' } })
    await page.reload()
    await screen.rest()
    await button(`Hoàn tác lần thay đổi số ${seq}`).click()
    await dialog().getByRole('radio', { name: 'Hoàn tác cả các thay đổi sau đó' }).check()
    await sees(dialog().getByText('Sẽ đưa 1 mục', { exact: false }))
    await dialog().getByRole('button', { name: 'Hoàn tác', exact: true }).click()
    await sees(dialog().getByText('Đã hoàn tác: 1 mục', { exact: false }))
    expect((await stored()).vi).toBe('Tên thứ hai')
    await dialog().getByRole('button', { name: 'Đóng' }).click()
    await screen.isSound()
  })
})

describe('what was deleted', () => {
  test('has a page that tells its history, and is restored from there', async () => {
    const id = 'outcome-cadre-corps'
    await admin.service.data('mutation ($id: ID!) { deleteOutcome(id: $id, expectedVersion: 1) { id } }', {
      id,
    })
    await screen.go(`/outcomes/${id}/show`)
    await sees(page.getByText('Mục này không còn nữa', { exact: false }))
    await button(/^Khôi phục lần thay đổi số/).click()
    await sees(dialog().getByText('Khôi phục Kết quả:', { exact: false }))
    await dialog().getByRole('button', { name: 'Khôi phục', exact: true }).click()
    await sees(dialog().getByText('Đã hoàn tác', { exact: false }))
    await dialog().getByRole('button', { name: 'Đóng' }).click()
    await sees(page.getByRole('heading', { level: 1, name: /^Đội ngũ cán bộ/ }))
    await screen.isSound()
  })
})

describe('the change log', () => {
  test('is narrowed by words, accents or not, and keeps them in its address', async () => {
    await screen.go('/changes')
    await field(page, 'Từ ngữ trong lý do hoặc tên mục').fill('lan thu hai')
    await vi.waitFor(() => expect(page.url()).toContain('text=lan+thu+hai'), { timeout: 10_000 })
    await vi.waitFor(
      async () =>
        expect(await page.getByText(/^Lý do: Lần thứ/).allInnerTexts()).toEqual(['Lý do: Lần thứ hai']),
      { timeout: 10_000 },
    )
    await page.reload()
    await sees(page.getByText('Lý do: Lần thứ hai'))
    expect(await field(page, 'Từ ngữ trong lý do hoặc tên mục').inputValue()).toBe('lan thu hai')
    await field(page, 'Từ ngữ trong lý do hoặc tên mục').fill('khong co dau')
    await sees(page.getByText('Không có thay đổi nào khớp với điều kiện lọc.'))
    await button('Bỏ các bộ lọc').click()
    await sees(page.getByText('Lý do: Lần thứ nhất'))
  })

  test('is narrowed to a type of link, and to one link from where it stands', async () => {
    const cites = 'lesson-3.cites.directive-05'
    const { link } = await admin.service.data<{ link: { version: number } }>(
      'query ($id: ID!) { link(id: $id) { version } }',
      { id: cites },
    )
    await admin.service.data(
      'mutation ($id: ID!, $version: Int!) { updateLink(id: $id, expectedVersion: $version, input: { note: "Dẫn ở mở bài" }) { id } }',
      { id: cites, ...link },
    )
    await screen.go('/changes')
    await pick(page, 'Loại liên kết', 'viện dẫn', 'viện dẫn')
    await vi.waitFor(async () => expect(await page.getByRole('article').count()).toBe(2), { timeout: 10_000 })
    expect(page.url()).toContain('linkTypes=CITES')
    await screen.go('/lessons/lesson-3/show')
    await page.getByRole('link', { name: `Lịch sử của liên kết với “${(await stored()).vi}”` }).click()
    await sees(
      page.getByText('Chỉ lịch sử của một liên kết'),
      page.getByRole('article').first().getByText('Dẫn ở mở bài'),
    )
    expect(await page.getByRole('article').last().getByRole('listitem').count()).toBe(1)
    await screen.isSound()
  })

  test('shows the first changes of a large set, and more when asked', async () => {
    await screen.go('/changes')
    const seed = set(1)
    expect(await seed.getByRole('listitem').count()).toBe(5)
    await seed.getByRole('button', { name: /^Xem thêm \d+ thay đổi$/ }).click()
    await vi.waitFor(async () => expect(await seed.getByRole('listitem').count()).toBe(100), {
      timeout: 20_000,
    })
    await screen.rest()
    await isInWords()
    await seed.getByRole('link', { name: /^Xem toàn bộ \d+ thay đổi của lần này$/ }).click()
    await sees(
      page.getByRole('heading', { level: 2, name: /^Từ sau lần thay đổi số 0 đến sau lần số 1: thêm \d+/ }),
    )
    await screen.isSound()
  })
})

describe('two moments', () => {
  test('are compared by what was added and changed between them', async () => {
    const seq = await sequence()
    const { version } = await stored()
    await change({ title: { vi: 'Tên để so sánh' } })
    await admin.service.data('mutation { createMeasure(input: { title: { vi: "Việc mới" } }) { id } }')
    expect((await stored()).version).toBe(version + 1)
    await screen.go('/compare')
    await page.getByRole('radiogroup', { name: 'Thời điểm đầu' }).getByLabel('Số của lần thay đổi').check()
    await field(page, 'Thời điểm đầu: số').fill(String(seq))
    await button('So sánh').click()
    await sees(
      page.getByRole('heading', { level: 2, name: /: thêm 1, bớt 0, sửa 1$/ }),
      page.getByRole('link', { name: 'Việc mới' }),
      page.locator('ins').getByText('để so sánh'),
    )
    expect(page.url()).toContain(`from=${seq}`)
    await isInWords()
    await screen.isSound()
  })

  test('of which one is still to come say so', async () => {
    await field(page, 'Thời điểm đầu: số').fill('99999')
    await button('So sánh').click()
    await sees(page.getByText('Thời điểm này chưa đến', { exact: false }))
  })
})

describe('a merge', () => {
  const twice = 'Chỉ thị số 05-CT/TW'
  let id = ''
  test('is prepared from the page of what is to go', async () => {
    const { made } = await admin.service.data<{ made: { id: string } }>(
      `mutation ($vi: String!) { made: createDirective(input: { form: DIRECTIVE, number: "5", title: { vi: $vi } }) { id } }`,
      { vi: twice },
    )
    ;({ id } = made)
    for (const lesson of ['lesson-2', 'lesson-3'])
      await admin.service.data(
        'mutation ($lesson: ID!, $id: ID!) { createLink(input: { type: CITES, from: $lesson, to: $id }) { id } }',
        { lesson, id },
      )
    await screen.go(`/directives/${id}/show`)
    await button('Gộp vào…').click()
    await pick(dialog(), 'Mục giữ lại', 'Tên để so sánh', 'Tên để so sánh')
    await button('Xem trước').click()
    await sees(
      page.getByRole('heading', { level: 1, name: 'Gộp: Văn kiện' }),
      page.getByText('1 liên kết chuyển sang mục giữ lại:'),
      page.getByText('1 liên kết trùng với liên kết đã có', { exact: false }),
    )
    const number = page.getByRole('radiogroup', { name: 'Số', exact: true })
    expect(await number.getByRole('radio', { name: 'Tên để so sánh' }).isChecked()).toBe(true)
    await number.getByRole('radio', { name: twice }).check()
    await screen.isSound()
  })

  test('leads to the merged node, which says what went into it', async () => {
    await field(page, 'Lý do thay đổi').fill('Trùng nhau')
    await button('Gộp 2 mục').click()
    await sees(
      page.getByRole('heading', { level: 1, name: 'Tên để so sánh' }),
      page.getByText(`“${twice}” đã được gộp vào mục này`, { exact: false }),
    )
    expect(await stored()).toMatchObject({ vi: 'Tên để so sánh', number: '5', citedBy: { totalCount: 2 } })
    await screen.isSound()
  })

  test('is found by the old address, and taken apart from there', async () => {
    await screen.go(`/directives/${id}/show`)
    await sees(
      page.getByRole('heading', { level: 1, name: 'Tên để so sánh' }),
      page.getByText(`“${twice}” đã được gộp vào mục này`, { exact: false }),
    )
    expect(page.url()).toContain('/directives/directive-05/show')
    await button(/^Tách lại lần thay đổi số/).click()
    await sees(
      dialog().getByText('Tách các mục đã gộp?'),
      dialog().getByText('Khôi phục Văn kiện:', { exact: false }),
    )
    await dialog().getByRole('button', { name: 'Tách lại', exact: true }).click()
    await sees(dialog().getByText('Đã hoàn tác', { exact: false }))
    await dialog().getByRole('button', { name: 'Đóng' }).click()
    expect(await stored()).toMatchObject({ number: '05', citedBy: { totalCount: 1 } })
    expect(await stored(id)).toMatchObject({ vi: twice, number: '5', citedBy: { totalCount: 2 } })
    await screen.isSound()
  })

  test('is begun from a list, once two are ticked', async () => {
    await screen.go('/directives')
    const boxes = page
      .getByRole('row')
      .filter({ hasText: /Chỉ thị số 05-CT|Tên để so sánh/ })
      .getByRole('checkbox')
    await boxes.nth(0).check()
    expect(await button('Gộp').isDisabled()).toBe(true)
    await boxes.nth(1).check()
    await button('Gộp').click()
    await sees(page.getByRole('heading', { level: 2, name: 'Giữ lại mục nào?' }), page.getByLabel(twice))
    expect(await page.getByRole('radiogroup', { name: 'Giữ lại mục nào?' }).getByRole('radio').count()).toBe(
      2,
    )
    await screen.isSound()
  })
})

test('as of a moment what a node belongs to is called by the name that it had', async () => {
  const { source } = await admin.service.data<{ source: { id: string; title: string; version: number } }>(
    '{ source(id: "tien-giang-2020") { id title version } }',
  )
  await admin.service.data(
    `mutation ($version: Int!, $vi: String!) {
      updateSource(id: "tien-giang-2020", expectedVersion: $version, input: { title: { vi: $vi } }) { version }
    }`,
    { version: source.version, vi: 'Nguồn đã đổi tên' },
  )
  const { passages } = await admin.service.data<{ passages: { nodes: { id: string }[] } }>(
    '{ passages(first: 1) { nodes { id } } }',
  )
  await screen.go(`/passages/${passages.nodes[0]?.id ?? ''}/show?asOf=1`)
  await sees(page.getByRole('definition').getByRole('link', { name: source.title, exact: true }))
  await screen.go(`/passages/${passages.nodes[0]?.id ?? ''}/show`)
  await sees(page.getByRole('definition').getByRole('link', { name: 'Nguồn đã đổi tên', exact: true }))
  // In its history too, where it is told what it belonged to then.
  await screen.go(`/passages/${passages.nodes[0]?.id ?? ''}/show/history`)
  const first = page.getByRole('article').last()
  await first
    .getByRole('button', { name: /^Xem chi tiết: Đoạn/ })
    .first()
    .click()
  await sees(first.getByRole('definition').getByText(source.title, { exact: true }))
  await screen.isSound()
})

test('the log is walked through and acted on by keyboard, and the focus comes back', async () => {
  await screen.go('/changes')
  const undo = button(`Hoàn tác lần thay đổi số 2`)
  await undo.focus()
  await page.keyboard.press('Enter')
  await sees(dialog())
  await screen.rest()
  // The way out that changes nothing is where the keyboard stands at first.
  expect(
    await dialog()
      .getByRole('button', { name: 'Hủy' })
      .evaluate((it) => it === document.activeElement),
  ).toBe(true)
  await page.keyboard.press('Escape')
  await dialog().waitFor({ state: 'hidden' })
  expect(await undo.evaluate((it) => it === document.activeElement)).toBe(true)
  const details = set(1)
    .getByRole('button', { name: /^Xem chi tiết: / })
    .first()
  await details.focus()
  await page.keyboard.press('Enter')
  expect(await details.getAttribute('aria-expanded')).toBe('true')
})

test('evidence stands in the history of the passage that is quoted, with the words', async () => {
  const quoted = { passageId: 'tien-giang-2020-p2', mention: 'lời trích thử' }
  const { createPrinciple: made } = await admin.service.data<{ createPrinciple: { id: string } }>(
    'mutation ($input: PrincipleInput!) { createPrinciple(input: $input) { id } }',
    { input: { title: { vi: 'Nguyên tắc có căn cứ' }, evidence: [quoted] } },
  )
  const link = {
    type: 'UPHOLDS',
    from: 'lesson-1',
    to: made.id,
    evidence: [{ ...quoted, mention: 'lời khác' }],
  }
  await admin.service.data('mutation ($input: LinkInput!) { createLink(input: $input) { id } }', {
    input: link,
  })
  await admin.service.data(
    'mutation ($id: ID!) { deletePrinciple(id: $id, expectedVersion: 1) { id } }',
    made,
  )
  await screen.go(`/passages/${quoted.passageId}/show/history`)
  const articles = page.getByRole('article')
  const gone = articles.first().getByRole('listitem').filter({ hasText: 'Bỏ căn cứ trích từ đoạn này cho' })
  await sees(
    gone
      .filter({ hasText: 'cho Nguyên tắc, phương châm: Nguyên tắc có căn cứ' })
      .getByText('“lời trích thử”'),
    gone.filter({ hasText: /cho liên kết: .+ — đề cao → Nguyên tắc có căn cứ/ }).getByText('“lời khác”'),
    articles.nth(1).getByText('Thêm căn cứ trích từ đoạn này cho liên kết:'),
    articles.nth(2).getByText('Thêm căn cứ trích từ đoạn này cho Nguyên tắc, phương châm:'),
  )
  await isInWords()
  await screen.isSound()
})

test('a passage that is gone is told by the name that it had, where it was quoted', async () => {
  const create = async (kind: string, input: object) => {
    const made = await admin.service.data<Record<string, { id: string }>>(
      `mutation ($input: ${kind}Input!) { create${kind}(input: $input) { id } }`,
      { input },
    )
    return made[`create${kind}`]?.id ?? ''
  }
  const passageId = await create('Passage', { source: 'tien-giang-2020', ordinal: 900, text: 'Lời trích' })
  const id = await create('Principle', {
    title: { vi: 'Mất căn cứ' },
    evidence: [{ passageId, mention: 'Lời' }],
  })
  await admin.service.data(
    `mutation ($id: ID!, $passage: ID!) {
      updatePrinciple(id: $id, expectedVersion: 1, input: { evidence: [] }) { id }
      deletePassage(id: $passage, expectedVersion: 1) { id }
    }`,
    { id, passage: passageId },
  )
  await screen.go(`/principles/${id}/show/history`)
  await sees(page.getByRole('article').first().getByText('Đoạn 900 · Đoạn được trích không còn nữa.'))
  await screen.isSound()
})

test('a service that does not answer is said so, and asked once more', async () => {
  const away = await admin.open('/')
  await away.page.route('**/graphql', (route) => route.abort())
  await away.page.getByRole('menuitem', { name: 'Nhật ký thay đổi' }).click()
  await sees(away.page.getByText('Không kết nối được với máy chủ', { exact: false }))
  await away.page.unroute('**/graphql')
  await away.page.getByRole('button', { name: 'Thử lại' }).click()
  await sees(away.page.getByRole('article').first())
})

test('on a phone, in English and in the dark, every page of history fits and is in words', async () => {
  const phone = await admin.open('/changes', { width: 390, theme: 'dark' })
  await phone.page.getByRole('button', { name: 'English' }).click()
  for (const [path, heading] of [
    ['/changes', 'Changes'],
    ['/directives/directive-05/show/history', 'Directive 05 of the Politburo'],
    ['/compare?from=1', 'Compare moments'],
    ['/merge/directives?ids=directive-05,directive-07', 'Merge: Directive'],
  ] as const) {
    await phone.go(path)
    await sees(phone.page.getByRole('heading', { level: 1, name: heading }))
    await phone.isSound()
    const beyond = await phone.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect({ path, beyond }).toEqual({ path, beyond: 0 })
  }
})
