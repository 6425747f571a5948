import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { model } from '../../server/model/index.ts'
import type { Field, Kind } from '../../server/model/index.ts'
import { field as input, sees, startAdmin, titlesIn } from './support.ts'
import type { Admin, Screen } from './support.ts'

// Every page of every kind, seen once: it says what it is, it shows what is there, and nothing complains.

const PHONE = 390
const PER_PAGE = 25
const languages = { vi: { vi: 'tiếng Việt', en: 'tiếng Anh' }, en: { vi: 'Vietnamese', en: 'English' } }
type Lang = keyof typeof languages

interface Listed {
  readonly totalCount: number
  readonly nodes: readonly { readonly id: string; readonly vi: string; readonly en: string }[]
}

let admin: Admin
let screen: Screen
let listed: Record<string, Listed>

beforeAll(async () => {
  admin = await startAdmin()
  screen = await admin.open('/')
  const lists = model.kinds.map(
    ({ plural }) =>
      `${plural}(first: 100) { totalCount nodes { id vi: title(lang: VI) en: title(lang: EN) } }`,
  )
  listed = await admin.service.data<Record<string, Listed>>(`{ ${lists.join(' ')} }`)
})
afterAll(() => admin.close())

const listOf = ({ plural }: Kind): Listed => {
  const list = listed[plural]
  if (list === undefined) throw new Error(`The service lists no ${plural}`)
  return list
}
const firstOf = (kind: Kind) => {
  const [first] = listOf(kind).nodes
  if (first === undefined) throw new Error(`The seed has no ${kind.plural}`)
  return first
}

/** What a field is called on the screens: once, or in each language of its text. */
const labelsOf = ({ type, words }: Field, lang: Lang): string[] =>
  type === 'localized'
    ? [`${words[lang]} (${languages[lang].vi})`, `${words[lang]} (${languages[lang].en})`]
    : [words[lang]]
const allLabels = (kind: Kind, lang: Lang): string[] =>
  Object.values(kind.fields).flatMap((field) => labelsOf(field, lang))

/** The bar above says what page this is. */
const titled = ({ page }: Screen, title: string) =>
  sees(page.getByRole('banner').getByText(title, { exact: true }))

async function list({ page }: Screen, kind: Kind, lang: Lang) {
  const { totalCount, nodes } = listOf(kind)
  const shown = Math.min(PER_PAGE, totalCount)
  const range = lang === 'vi' ? `1–${shown} trong ${totalCount}` : `1-${shown} of ${totalCount}`
  await sees(page.getByRole('table'), page.getByText(range))
  const titles = await titlesIn(page.getByRole('table'))
  expect(titles).toHaveLength(shown)
  const known = nodes.map((node) => node[lang])
  expect(titles.filter((title) => !known.includes(title))).toEqual([])
  expect(new Set(titles).size).toBe(shown)
}

async function show({ page }: Screen, kind: Kind, lang: Lang) {
  await sees(page.getByRole('heading', { level: 1, name: firstOf(kind)[lang], exact: true }))
  const terms = await page.getByRole('term').allInnerTexts()
  expect(terms).toEqual(allLabels(kind, lang))
  await sees(page.getByRole('heading', { level: 2, name: lang === 'vi' ? 'Căn cứ' : 'Evidence' }))
  const links = page.getByRole('heading', { level: 2, name: lang === 'vi' ? 'Liên kết' : 'Links' })
  const linked = model.relations(kind.name).some(({ link }) => link !== undefined)
  if (linked) await sees(links)
  else expect(await links.count()).toBe(0)
}

const asksForAll = ({ page }: Screen, kind: Kind, lang: Lang) =>
  sees(
    ...allLabels(kind, lang).map((label) => input(page, label)),
    page.getByRole('button', { name: lang === 'vi' ? 'Lưu' : 'Save', exact: true }),
  )

async function edit(screen: Screen, kind: Kind, lang: Lang) {
  await asksForAll(screen, kind, lang)
  if (!('field' in kind.titledBy)) return
  const field = kind.fields[kind.titledBy.field]
  if (field === undefined) throw new Error(`${kind.name} is called by a field that it has not`)
  const [label = ''] = labelsOf(field, lang)
  expect(await input(screen.page, label).inputValue()).toBe(firstOf(kind).vi)
}

async function create(screen: Screen, kind: Kind, lang: Lang) {
  await asksForAll(screen, kind, lang)
  const written = Object.values(kind.fields).filter(({ type }) => type === 'localized' || type === 'text')
  for (const label of written.flatMap((field) => labelsOf(field, lang)))
    expect(await input(screen.page, label).inputValue()).toBe('')
}

const pagesOf = (kind: Kind, lang: Lang) => {
  const { id, [lang]: title } = firstOf(kind)
  const word = kind.words[lang]
  const at = `/${kind.plural}`
  return [
    { path: at, title: kind.pluralWords[lang], holds: list },
    { path: `${at}/${id}/show`, title: `${word}: ${title}`, holds: show },
    { path: `${at}/${id}`, title: `${lang === 'vi' ? 'Sửa' : 'Edit'} ${word}: ${title}`, holds: edit },
    { path: `${at}/create`, title: `${lang === 'vi' ? 'Thêm' : 'New'} ${word}`, holds: create },
  ]
}

/** Nothing stands out at the side, so that nobody has to push the page to and fro. */
async function fitsAPhone({ page, rest }: Screen) {
  const size = page.viewportSize() ?? { width: 1440, height: 900 }
  await page.setViewportSize({ ...size, width: PHONE })
  try {
    await rest()
    await vi.waitFor(
      async () => {
        const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
        expect({ at: page.url(), beyond }).toEqual({ at: page.url(), beyond: 0 })
      },
      { timeout: 5000 },
    )
  } finally {
    await page.setViewportSize(size)
  }
}

async function passes(screen: Screen, kind: Kind, lang: Lang) {
  for (const { path, title, holds } of pagesOf(kind, lang)) {
    await screen.go(path)
    await titled(screen, title)
    await holds(screen, kind, lang)
    await screen.isSound()
    await fitsAPhone(screen)
    await screen.isSound()
  }
}

describe('in Vietnamese', () => {
  test('the overview counts every kind and tells the newest change', async () => {
    const { page } = screen
    await titled(screen, 'Tổng quan')
    await sees(page.getByRole('heading', { name: 'Dữ liệu đang có' }), page.getByText('Hệ thống · '))
    for (const kind of model.kinds)
      await sees(
        page
          .getByRole('main')
          .getByRole('link', { name: `${listOf(kind).totalCount} ${kind.pluralWords.vi}`, exact: true }),
      )
    await screen.isSound()
    await fitsAPhone(screen)
  })

  test('the explorer offers where to begin', async () => {
    await screen.go('/explorer')
    await titled(screen, 'Khám phá')
    await sees(
      input(screen.page, 'Tìm mục để đưa vào sơ đồ'),
      screen.page.getByRole('heading', { name: 'Bắt đầu từ đâu?' }),
      screen.page.getByRole('heading', { name: 'Mối liên hệ giữa hai mục' }),
    )
    await screen.isSound()
    await fitsAPhone(screen)
    await screen.isSound()
  })

  test.each(model.kinds.map(({ name }) => name))('%s: list, show, edit and create', (name) =>
    passes(screen, model.kind(name), 'vi'),
  )
})

describe('in English and in the dark', () => {
  let dark: Screen
  beforeAll(async () => {
    dark = await admin.open('/', { theme: 'dark' })
    await dark.page.getByRole('button', { name: 'English' }).click()
    await titled(dark, 'Dashboard')
  })

  test('the overview and the explorer', async () => {
    const { page } = dark
    await sees(
      page.getByRole('link', { name: `${listOf(model.kind('Lesson')).totalCount} Lessons`, exact: true }),
    )
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    await dark.isSound()
    await dark.go('/explorer')
    await titled(dark, 'Explore')
    await sees(page.getByRole('heading', { name: 'How two items are connected' }))
    await dark.isSound()
    await fitsAPhone(dark)
  })

  test.each(['Lesson', 'Directive', 'Term', 'Passage'])('%s: list, show, edit and create', async (name) => {
    await passes(dark, model.kind(name), 'en')
    expect(await lightnessOf(dark)).toBeLessThan(0.3)
  })

  test('the light theme is light', async () => {
    expect(await lightnessOf(screen)).toBeGreaterThan(0.9)
  })
})

/** How light the page's ground is, from 0 to 1. */
async function lightnessOf({ page }: Screen): Promise<number> {
  const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  const [red = NaN, green = NaN, blue = NaN] = (ground.match(/\d+/g) ?? []).map(Number)
  return (red + green + blue) / 3 / 255
}

test('a page of the admin that is not there says so in words', async () => {
  await screen.go('/nowhere')
  await sees(screen.page.getByText('Không tìm thấy'))
  await screen.isSound()
})

test('a node that is not there says so, with a way on', async () => {
  await screen.go('/lessons/no-such-lesson/show')
  await sees(screen.page.getByText('Mục này không còn nữa', { exact: false }))
})
