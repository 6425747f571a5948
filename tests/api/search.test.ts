import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { model, upperSnake } from '../../server/model/index.ts'
import { prepare } from '../../server/store/constraints.ts'
import { startService } from '../support/app.ts'
import type { Answer, Service } from '../support/app.ts'
import { extended } from '../support/model.ts'

interface Part {
  readonly text: string
  readonly marked: boolean
}

interface Hit {
  readonly entity: { readonly id: string; readonly title: string }
  readonly link: { readonly id: string } | null
  readonly field: string
  readonly lang: string | null
  readonly snippet: readonly Part[]
}

interface Found {
  readonly search: {
    readonly edges: readonly { readonly cursor: string; readonly node: Hit }[]
    readonly pageInfo: Readonly<Record<string, unknown>> & {
      readonly hasNextPage: boolean
      readonly endCursor: string | null
    }
  }
}

const document = `query ($text: String!, $kinds: [EntityKind!], $first: Int, $after: String) {
  search(text: $text, kinds: $kinds, first: $first, after: $after) {
    edges { cursor node { entity { id title } link { id } field lang snippet { text marked } } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`

let service: Service
beforeAll(async () => {
  service = await startService({ cacheBytes: 0 })
})
afterAll(() => service.close())

interface Options {
  readonly kinds?: readonly string[]
  readonly first?: number
  readonly after?: string | null
}

const ask = (text: string, options: Options = {}): Promise<Answer<Found>> =>
  service.graphql<Found>(document, { text, first: 50, ...options })

const hitsOf = async (text: string, options: Options = {}): Promise<Hit[]> => {
  const { data, errors } = await ask(text, options)
  expect(errors, text).toBeUndefined()
  return data.search.edges.map(({ node }) => node)
}

/** The ids of the nodes that are found themselves, the best first. */
const found = async (text: string, options: Options = {}): Promise<string[]> =>
  (await hitsOf(text, options)).filter(({ link }) => link === null).map(({ entity }) => entity.id)

const shown = ({ snippet }: Hit): string =>
  snippet.map(({ text, marked }) => (marked ? `[${text}]` : text)).join('')

const create = async (kind: string, input: Record<string, unknown>): Promise<string> => {
  const data = await service.data<Record<string, { id: string }>>(
    `mutation ($input: ${kind}Input!) { create${kind}(input: $input) { id } }`,
    { input },
  )
  return data[`create${kind}`]?.id ?? ''
}

const principle = (vi: string, statement?: string) =>
  create('Principle', { title: { vi }, ...(statement !== undefined && { statement: { vi: statement } }) })

describe('Vietnamese as it is typed', () => {
  test.each([
    ['with its accents', 'Chỉ thị 05', 'directive-05'],
    ['without accents', 'chi thi 05', 'directive-05'],
    ['in capitals', 'CHI THI 05', 'directive-05'],
    ['with some of its accents', 'chi thị 05', 'directive-05'],
    ['in form D', 'Chỉ thị 05'.normalize('NFD'), 'directive-05'],
    ['đ as d', 'dong thuan', 'principle-consensus'],
    ['đ as đ', 'đồng thuận', 'principle-consensus'],
    ['a number without its nought', 'chi thi 5', 'directive-05'],
    ['the beginning of its last word', 'tien gi', 'body-province'],
    ['one letter of its last word', 'doan k', 'principle-solidarity'],
    ['words in another order', 'giang tien', 'body-province'],
    ['English', 'solidarity', 'principle-solidarity'],
    ['words parted by signs', 'đoàn-kết', 'principle-solidarity'],
  ])('%s', async (_how, text, id) => {
    expect(await found(text)).toContain(id)
  })

  test('hoà is hòa, typed or written, to its end or not', async () => {
    const [before, after] = [await principle('Hoà giải ở Thuỷ Sơn'), await principle('Hòa giải ở Thủy Sơn')]
    for (const text of [
      'hoà giải thuỷ sơn',
      'hòa giải thủy sơn',
      'hoa giai thuy son',
      'giải sơn hoà',
      'giai son hòa',
    ])
      expect((await found(text)).slice(0, 2).toSorted(), text).toEqual([before, after].toSorted())
    const later = await principle('Việc chung phải hoàn tất sớm')
    expect(await found('việc chung phải hoà')).toEqual([later])
  })

  test('all words must be there, in whichever of its texts', async () => {
    expect(await found('chi thi 05 noi theo')).toContain('directive-05')
    expect(await found('chi thi 05 khongcotu')).toEqual([])
  })

  test('a typo is forgiven in a longer word, and what has none comes first', async () => {
    const misspelt = await principle('Trachnhoem cua moi nguoi')
    const right = await principle('Trachnhiem cua moi nguoi')
    expect(await found('trachnhiem cua')).toEqual([right, misspelt])
    expect(await found('trach nhiam')).toContain('principle-responsibility')
    expect(await found('trcah nhiem')).toContain('principle-responsibility')
    // A short word with another letter is another word.
    expect(await found('hen man')).not.toContain('challenge-drought-and-salinity')
    expect(await found('han man')).toContain('challenge-drought-and-salinity')
  })

  test('words in quotation marks stand together', async () => {
    const together = await principle('Ngọc lan tím')
    const apart = await principle('Lan rừng và ngọc trai tím')
    expect((await found('ngọc lan tím')).toSorted()).toEqual([together, apart].toSorted())
    for (const text of ['"ngọc lan" tím', '“ngoc lan” tim', 'tim "NGOC LAN"', '«ngọc lan»'])
      expect(await found(text), text).toEqual([together])
    expect(await found('"lan ngọc"')).toEqual([])
    // One mark alone is one that is still to be closed, or none at all.
    expect((await found('"ngọc lan tím')).length).toBe(2)
  })

  test('a phrase never runs from one text into the next', async () => {
    const id = await principle('Cuối câu là sen', 'Hồng mở đầu câu sau.')
    expect(await found('sen hồng mở')).toContain(id)
    expect(await found('"sen hồng mở"')).toEqual([])
  })
})

describe('what is found first', () => {
  test('what has the accents that were typed, then what only folds to it', async () => {
    const [folded, right] = [await principle('Ma trận cờ vua'), await principle('Mà trận cờ vua')]
    const bare = await principle('ma tran co vua')
    expect((await found('mà trận cờ vua'))[0]).toBe(right)
    expect((await found('ma trận cờ vua'))[0]).toBe(folded)
    expect((await found('ma tran co vua'))[0]).toBe(bare)
    expect((await found('ma tran co vua')).toSorted()).toEqual([folded, right, bare].toSorted())
  })

  test('a title before a statement, a whole word before a beginning, a beginning before a typo', async () => {
    const typo = await principle('Kimlox')
    const begun = await principle('Kimloan')
    const inText = await principle('Thứ khác', 'Ở đây có chữ kimloa.')
    const whole = await principle('Kimloa')
    expect(await found('kimloa')).toEqual([whole, begun, inText, typo])
  })

  test('a title before a statement, also while a word with accents is being typed', async () => {
    const inText = () => principle('Chuyện khác nữa', 'Có chữ hoằngvũng ở đây.')
    const inTitle = () => principle('Về chữ hoằngvũng')
    const [first, second, third, fourth] = [await inText(), await inTitle(), await inTitle(), await inText()]
    for (const text of ['hoằngv', 'hoằngvũn', 'chữ hoằngvũ']) {
      const ids = await found(text)
      expect(ids.slice(0, 2).toSorted(), text).toEqual([second, third].toSorted())
      expect(ids.slice(2).toSorted(), text).toEqual([first, fourth].toSorted())
    }
  })

  test('accents that were typed count more than where the words stand', async () => {
    const title = await principle('Dạn dày vũng lầy')
    const text = await principle('Chuyện khác', 'Đàn dày vũng lầy.')
    expect(await found('đàn dày vũng lầy')).toEqual([text, title])
    expect(await found('dan day vung lay')).toEqual([title, text])
  })

  test('the same each time', async () => {
    expect(await found('dan')).toEqual(await found('dan'))
  })
})

describe('a hit says where it matches', () => {
  const first = async (text: string) => {
    const [hit] = await hitsOf(text)
    if (hit === undefined) throw new Error(`Nothing is found for ${text}`)
    return hit
  }

  test('in a title, with the original text and its accents', async () => {
    const hit = await first('chi thi 05')
    expect(hit).toMatchObject({ entity: { id: 'directive-05' }, link: null, field: 'TITLE', lang: 'VI' })
    expect(shown(hit)).toBe('[Chỉ thị 05] của Bộ Chính trị')
    expect(shown(await first('solidarity'))).toBe('[Solidarity]')
    expect((await first('solidarity')).lang).toBe('EN')
  })

  test('in a number, which has no language', async () => {
    const id = await create('Directive', { form: 'REPORT', number: '987XY', title: { vi: 'Một văn kiện' } })
    expect(await first('987xy')).toMatchObject({ entity: { id }, field: 'NUMBER', lang: null })
  })

  test('in what a numbered node is called', async () => {
    for (const [typed, lang] of [
      ['đoạn 17', 'VI'],
      ['doan 17', 'VI'],
      ['paragraph 17', 'EN'],
    ] as const) {
      const [hit] = await hitsOf(typed, { kinds: ['PASSAGE'] })
      expect(hit).toMatchObject({ entity: { id: 'tien-giang-2020-p17' }, link: null, field: 'TITLE', lang })
    }
    expect(shown(await first('đoạn 17'))).toBe('[Đoạn 17]')
  })

  test('in the words quoted and the notes of its evidence', async () => {
    const id = await create('Principle', {
      title: { vi: 'Có dẫn chứng' },
      evidence: [{ passageId: 'tien-giang-2020-p5', mention: 'lưu ly', note: 'ghi về thược dược' }],
    })
    const mention = await first('lưu ly')
    expect(mention).toMatchObject({ entity: { id }, link: null, field: 'MENTION', lang: null })
    expect(shown(mention)).toBe('[lưu ly]')
    expect(await first('thược dược')).toMatchObject({ entity: { id }, field: 'NOTE' })
  })

  test('in what a link says, which leads to the link and the node that it leaves from', async () => {
    const data = await service.data<{ createLink: { id: string } }>(
      `mutation { createLink(input: { type: EXPRESSES, from: "directive-05", to: "principle-democracy", note: "Nói tới hải đường" }) { id } }`,
    )
    const hit = await first('hai duong')
    expect(hit).toMatchObject({
      entity: { id: 'directive-05' },
      link: { id: data.createLink.id },
      field: 'NOTE',
    })
    expect(shown(hit)).toBe('Nói tới [hải đường]')
    expect((await hitsOf('hai duong', { kinds: ['DIRECTIVE'] })).filter(({ link }) => link !== null)).toEqual(
      [],
    )
  })

  test('in a part of a long text, cut between words', async () => {
    const filler = 'và nhiều điều khác nữa '.repeat(60)
    const id = await principle('Bài dài', `${filler}có cây đinh lăng ở đây ${filler}`)
    const hit = await first('đinh lăng')
    expect(hit).toMatchObject({ entity: { id }, field: 'STATEMENT' })
    const text = hit.snippet.map((part) => part.text).join('')
    expect(text.length).toBeLessThan(300)
    expect(text).toMatch(/^….*đinh lăng.*…$/)
    expect(hit.snippet.filter((part) => part.marked).map((part) => part.text)).toEqual(['đinh lăng'])
  })

  test('and hands on what looks like markup as the text that it is', async () => {
    await principle('<b>Tulip</b> & <script>alert(1)</script>')
    expect((await first('tulip')).snippet).toEqual([
      { text: '<b>', marked: false },
      { text: 'Tulip', marked: true },
      { text: '</b> & <script>alert(1)</script>', marked: false },
    ])
  })

  test('marking the best of what fits: no beginning where the word itself stands', async () => {
    await principle('Cúcx và Cúcxanh')
    expect(shown(await first('cucx'))).toBe('[Cúcx] và Cúcxanh')
    expect(shown(await first('cucxa'))).toBe('Cúcx và [Cúcxanh]')
  })
})

describe('abbreviations', () => {
  test.each([
    ['CT05', 'directive-05'],
    ['ct 05', 'directive-05'],
    ['CT5', 'directive-05'],
    ['CT07', 'directive-07'],
    ['NQ4', 'resolution-4-term-12'],
    ['NQ TW 4', 'resolution-4-term-12'],
    ['BTV', 'body-provincial-standing-committee'],
    ['btv tinh uy', 'body-provincial-standing-committee'],
    ['CT05 BCT', 'directive-05'],
  ])('%s finds %s', async (text, id) => {
    expect((await found(text))[0]).toBe(id)
  })

  test('mark what they stand for', async () => {
    const [hit] = await hitsOf('CT05')
    expect(hit && shown(hit)).toBe('[Chỉ thị 05] của Bộ Chính trị')
  })

  test('are found themselves', async () => {
    expect(await found('UBND')).toEqual(['abbreviation-ubnd'])
    const id = await create('Body', { title: { vi: 'Ủy ban nhân dân tỉnh' } })
    expect(await found('ubnd')).toEqual([id, 'abbreviation-ubnd'])
  })

  test('that an editor adds, changes or deletes count at once', async () => {
    expect(await found('QQT')).toEqual([])
    const title = { vi: 'Trách nhiệm' }
    const id = await create('Abbreviation', { short: 'Q.Q.T', title })
    expect(await found('qqt')).toContain('principle-responsibility')
    await service.data(
      `mutation ($id: ID!) { updateAbbreviation(id: $id, expectedVersion: 1, input: { title: { vi: "Dân chủ" } }) { id } }`,
      { id },
    )
    expect(await found('qqt')).toContain('principle-democracy')
    expect(await found('qqt')).not.toContain('principle-responsibility')
    await service.data(`mutation ($id: ID!) { deleteAbbreviation(id: $id, expectedVersion: 2) { id } }`, {
      id,
    })
    expect(await found('qqt')).toEqual([])
  })

  test('are known wherever they stand in a search', async () => {
    const id = await principle('Kế hoạch hằng năm của Chủ tịch Ủy ban nhân dân xã thử')
    expect(await found('Kế hoạch của Chủ tịch UBND')).toEqual([id])
    expect(await found('ke hoach hang nam cua chu tich ubnd xa thu')).toEqual([id])
  })

  test('may end with a number of their own', async () => {
    await create('Abbreviation', { short: 'PZ06', title: { vi: 'Phòng thử nghiệm hoa lan' } })
    const id = await principle('Việc của phòng thử nghiệm hoa lan')
    expect(await found('PZ06')).toContain(id)
    const hit = (await hitsOf('pz06')).find(({ entity }) => entity.id === id)
    expect(hit && shown(hit)).toBe('Việc của [phòng thử nghiệm hoa lan]')
  })

  test.each(['TX.HCX', 'tx.hcx', 'TXHCX', 'T.X/H-C&X'])(
    'may be typed as they are written: %s',
    async (text) => {
      await create('Abbreviation', { short: 'TX.HCX', title: { vi: 'Thị xã Hoa Cúc Xanh' } })
      const id = await principle('Trồng hoa ở thị xã Hoa Cúc Xanh')
      expect(await found(text)).toContain(id)
      expect(await found(`trồng ${text}`)).toContain(id)
    },
  )

  test('mean all that the graph says they do', async () => {
    const meanings = ['hồng bạch', 'hồng nhung', 'hồng tím', 'hồng vàng', 'hồng xanh']
    const ids: string[] = []
    for (const meaning of meanings) {
      await create('Abbreviation', { short: 'HXB', title: { vi: `Giống ${meaning}` } })
      ids.push(await principle(`Nói về giống ${meaning}`))
    }
    expect(await found('hxb')).toEqual(expect.arrayContaining(ids))
  })

  test('with accents are no words with others', async () => {
    await create('Abbreviation', { short: 'ĐV', title: { vi: 'Đảng viên thử' } })
    const member = await principle('Đảng viên thử nghiệm')
    expect(await found('ĐV')).toContain(member)
    expect(await found('dv')).toContain(member)
    expect(await found('ðv')).not.toContain(member)
  })

  test('whose meaning looks like query syntax are text as well', async () => {
    const id = await create('Abbreviation', { short: 'ZZQ', title: { vi: 'a" OR *:* +(\\' } })
    expect(await found('zzq')).toEqual([id])
  })
})

describe('kinds', () => {
  test('leave all others out, also when they are many', async () => {
    const kinds = new Set(
      (
        await service.data<{ search: { nodes: { entity: { kind: string } }[] } }>(
          '{ search(text: "dan", kinds: [PRINCIPLE, BODY], first: 50) { nodes { entity { kind } } } }',
        )
      ).search.nodes.map(({ entity }) => entity.kind),
    )
    expect(kinds).toEqual(new Set(['PRINCIPLE', 'BODY']))
  })
})

test('links are found where no kinds are named, and not even where all of them are', async () => {
  const links = (hits: readonly Hit[]) => hits.filter(({ link }) => link !== null)
  const text = 'tinh than doan ket'
  const kinds = model.kinds.map(({ name }) => upperSnake(name))
  const [all, named] = [await hitsOf(text), await hitsOf(text, { kinds })]
  expect(links(all).length).toBeGreaterThan(0)
  expect(links(named)).toEqual([])
})

describe('what is written is found at once', () => {
  test('a change by its new words alone, and nothing that was deleted', async () => {
    const id = await principle('Thiên lý')
    expect((await found('thien ly'))[0]).toBe(id)
    await service.data(
      `mutation ($id: ID!) { updatePrinciple(id: $id, expectedVersion: 1, input: { title: { vi: "Dâm bụt" } }) { id } }`,
      { id },
    )
    expect(await found('thien ly')).not.toContain(id)
    expect((await found('dam but'))[0]).toBe(id)
    await service.data(`mutation ($id: ID!) { deletePrinciple(id: $id, expectedVersion: 2) { id } }`, { id })
    expect(await found('dam but')).not.toContain(id)
  })

  test('the words of evidence that is replaced, of nodes and of links', async () => {
    const evidence = (mention: string) => [{ passageId: 'tien-giang-2020-p5', mention }]
    const id = await create('Principle', { title: { vi: 'Đổi chứng' }, evidence: evidence('tường vi') })
    await service.data(
      `mutation ($id: ID!, $input: PrinciplePatch!) { updatePrinciple(id: $id, expectedVersion: 1, input: $input) { id } }`,
      { id, input: { evidence: evidence('mimosa') } },
    )
    expect(await found('tường vi')).not.toContain(id)
    expect(await found('mimosa')).toEqual([id])
    // A patch of something else leaves the words of evidence where they are.
    await service.data(
      `mutation ($id: ID!) { updatePrinciple(id: $id, expectedVersion: 2, input: { title: { vi: "Đổi tên" } }) { id } }`,
      { id },
    )
    expect(await found('mimosa')).toEqual([id])
  })
})

describe('pages', () => {
  test('of any size together are the whole, without repeating', async () => {
    for (const text of ['dan', 'nghi quyet', 'trach nhiem', 'Đảng']) {
      const whole = await hitsOf(text, { first: 50 })
      const keys = whole.map(({ entity, link }) => link?.id ?? entity.id)
      expect(new Set(keys).size).toBe(keys.length)
      for (const first of [1, 3, 7]) {
        const paged: string[] = []
        let after: string | null = null
        while (paged.length < keys.length) {
          const { data } = await ask(text, { first, after })
          expect(data.search.pageInfo['hasPreviousPage']).toBe(after !== null)
          expect(data.search.pageInfo.endCursor).toBe(data.search.edges.at(-1)?.cursor)
          paged.push(...data.search.edges.map(({ node }) => node.link?.id ?? node.entity.id))
          after = data.search.pageInfo.endCursor
          if (!data.search.pageInfo.hasNextPage) break
        }
        expect(paged.slice(0, keys.length), `${text} by ${first}`).toEqual(keys)
      }
    }
  })

  test('end where nothing follows', async () => {
    const { data } = await ask('doan ket', { first: 50 })
    expect(data.search.pageInfo.hasNextPage).toBe(false)
    const after = data.search.pageInfo.endCursor
    const next = await ask('doan ket', { first: 50, after })
    expect(next.data.search).toEqual({
      edges: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: true, startCursor: null, endCursor: null },
    })
  })

  test('begin only where this search has said', async () => {
    const cursorOf = async (text: string, kinds?: string[]) =>
      (await ask(text, { first: 1, ...(kinds && { kinds }) })).data.search.pageInfo.endCursor ?? ''
    const own = await cursorOf('dan')
    const edited = Buffer.from(
      Buffer.from(own, 'base64url')
        .toString()
        .replace(/\.\d+\./, '.7.'),
    ).toString('base64url')
    const wrong = [
      'x',
      '',
      '"',
      'a'.repeat(10_000),
      edited,
      own.slice(1),
      await cursorOf('nghi quyet'),
      await cursorOf('dan', ['PRINCIPLE']),
      Buffer.from('9.0.x').toString('base64url'),
      Buffer.from('["Lesson id+","lesson-1"]').toString('base64url'),
    ]
    for (const after of wrong) {
      const { errors, status } = await ask('dan', { after })
      expect(status, after).toBe(200)
      expect(errors?.[0]?.extensions.code, after).toBe('BAD_USER_INPUT')
      expect(errors?.[0]?.extensions.fields?.[0]?.path, after).toBe('after')
    }
  })
})

describe('text is data', () => {
  const nothing = [
    '*:*',
    '*',
    '?',
    '-',
    '+',
    '!',
    '~',
    '^',
    '\\',
    '/',
    '/.*/',
    '"',
    '""',
    '" "',
    "'",
    '()',
    ':',
    '&&',
    '||',
    '',
    ' ',
    '\u0000',
    '\u0301\u0323',
    '?!…',
    '😀',
    '👨‍👩‍👧',
    '\ud800',
    '\udc00',
    '\u200b',
    '\uffff',
    '\u3000',
  ]
  test.each(nothing)('%j finds nothing', async (text) => {
    expect(await hitsOf(text)).toEqual([])
  })

  test.each([
    'AND',
    'OR',
    'NOT',
    'TO',
    'chi AND thi',
    'a OR b',
    'NOT dan',
    '[* TO *]',
    '{a TO',
    '"unbalanced',
    'dan"',
    '"dan" "',
    'title:dan',
    'id:*',
    'search_kind:lesson',
    '_c',
    '_',
    'dan~2',
    'dan^5',
    'da*n',
    'd?n',
    '[a TO b]',
    '(dan',
    'dan)',
    'dan\\',
    '/dan/',
    'dan\u0000',
    'dan\ud800',
    '\ud83d dan',
    'ﬁ',
    'ĳ',
    '٠١',
    '中文',
    'हिन्दी',
    'Ａ',
    '𝐝𝐚𝐧',
    'a'.repeat(500),
    '1'.repeat(500),
    'ẩ'.repeat(400),
    `"${'dan '.repeat(30)}"`,
    '05'.repeat(200),
  ])('%j is looked for and breaks nothing', async (text) => {
    expect(Array.isArray(await hitsOf(text))).toBe(true)
  })

  test('the widest search that there is', async () => {
    const words = Array.from(
      { length: 32 },
      (_, index) => `${'trung'.slice(0, 4)}${'abcdefghijklmnopqrstuvwxyz123456'.charAt(index)}hê`,
    )
    expect(await hitsOf(words.join(' '))).toEqual([])
    const short = Array.from({ length: 32 }, (_, index) => `ct${index + 100}`)
    expect(await hitsOf(short.join(' '))).toEqual([])
    for (let meaning = 0; meaning < 10; meaning += 1)
      await create('Abbreviation', { short: 'zx', title: { vi: `Nghĩa dài của từ số ${meaning}` } })
    const manifold = Array.from({ length: 32 }, (_, index) => `zx${index}`)
    expect(await hitsOf(manifold.join(' '))).toEqual([])
    expect(await hitsOf(`${words.slice(0, 16).join(' ')} ${manifold.slice(0, 16).join('.')}`)).toEqual([])
  })

  test.each([
    ['100,000 characters', 'a'.repeat(100_000)],
    ['501 characters', 'a '.repeat(250) + 'a'],
    ['33 words', Array.from({ length: 33 }, (_, index) => `w${index}`).join(' ')],
  ])('%s are refused, naming the text', async (_what, text) => {
    const { errors, status } = await ask(text)
    expect(status).toBe(200)
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'text' }] })
  })

  test.each([[0], [-1], [51], [100_000]])('a page of %i is refused', async (first) => {
    const { errors } = await ask('dan', { first })
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'first' }] })
  })

  test('no text gets into the statement, and none is logged as a failure', async () => {
    service.statements.length = 0
    service.logged.length = 0
    await ask('chuyện bí mật" OR *:*')
    expect(service.statements.map(({ text }) => text).join()).not.toContain('mật')
    expect(service.logged.join()).not.toContain('INTERNAL')
  })
})

describe('one search is one statement', () => {
  const texts = ['dan', 'Chỉ thị', 'CT05', 'khongcogi', '"dân chủ"', 'trach nhiam', '']
  test.each(texts)('%j', async (text) => {
    service.statements.length = 0
    await ask(text)
    expect(service.statements).toHaveLength(1)
  })

  test('whose text is the same for every keystroke', async () => {
    service.statements.length = 0
    for (const text of texts) await ask(text)
    expect(new Set(service.statements.map((statement) => statement.text)).size).toBe(1)
  })

  test('whatever variables are used below its hits', async () => {
    service.statements.length = 0
    const { search } = await service.data<{ search: { nodes: { entity: unknown }[] } }>(
      `query ($text: String!, $number: String!, $id: ID!) {
        search(text: $text, kinds: [LESSON], first: 1) {
          nodes {
            entity {
              ... on Lesson {
                id
                cites(filter: { number: { eq: $number } }) { totalCount }
                other: cites(filter: { id: { eq: $id } }) { nodes { id } }
              }
            }
            link { to { ... on Directive { citedBy(filter: { id: { eq: $id } }) { totalCount } } } }
          }
        }
      }`,
      { text: 'Đảng', number: '05', id: 'directive-05' },
    )
    expect(service.statements).toHaveLength(1)
    expect(search.nodes[0]?.entity).toMatchObject({ other: { nodes: expect.any(Array) as unknown } })
  })

  test('whatever is read of the hits, and under whichever names', async () => {
    service.statements.length = 0
    const { search } = await service.data<{ search: Record<string, unknown> }>(`{
      search(text: "chi thi 05", first: 1) {
        __typename
        a: nodes { __typename x: entity { id __typename ... on Directive { number citedBy(first: 1) { totalCount } } } }
        b: edges { __typename c: cursor n: node { f: field s: snippet { __typename t: text } link { note } } }
        p: pageInfo { __typename more: hasNextPage }
      }
    }`)
    expect(service.statements).toHaveLength(1)
    expect(search).toEqual({
      __typename: 'SearchConnection',
      a: [
        {
          __typename: 'SearchHit',
          x: {
            id: 'directive-05',
            __typename: 'Directive',
            number: '05',
            citedBy: { totalCount: expect.any(Number) as unknown },
          },
        },
      ],
      b: [
        {
          __typename: 'SearchEdge',
          c: expect.any(String) as unknown,
          n: {
            f: 'TITLE',
            s: expect.arrayContaining([{ __typename: 'SnippetPart', t: 'Chỉ thị 05' }]) as unknown,
            link: null,
          },
        },
      ],
      p: { __typename: 'PageInfo', more: true },
    })
  })
})

describe('the words that are searched follow from the model', () => {
  test('those of a kind that was made up', async () => {
    await service.close()
    service = await startService({ model: extended, cacheBytes: 0 })
    const id = await create('Rumour', { title: { vi: 'Tin đồn cá chép' }, heardFrom: 'tien-giang-2020' })
    expect(await found('ca chep')).toEqual([id])
    expect(await found('ca chep', { kinds: ['RUMOUR'] })).toEqual([id])
  })

  test('those of a graph that was written for another model, from the next start on', async () => {
    await service.store.write((transaction) =>
      transaction.run({
        text: 'MATCH (n:Entity) SET n.search_text_folded = null, n.search_title_folded = null',
        parameters: {},
      }),
    )
    await service.store.write((transaction) =>
      transaction.run({ text: 'MATCH ()-[r:CITES]->() SET r.search_text_folded = null', parameters: {} }),
    )
    expect(await found('Chỉ thị 05 của Bộ Chính trị')).not.toContain('directive-05')
    await prepare(service.store, model)
    await prepare(service.store, extended)
    expect((await found('CT05'))[0]).toBe('directive-05')
    expect((await hitsOf('Chỉ thị 05')).map(({ link }) => link?.id)).toContain('lesson-3.cites.directive-05')
    expect(await found('ca chep')).toHaveLength(1)
  })
})
