import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { createModel, kind, link, localized, model } from '../../server/model/index.ts'
import { readFacts } from '../../server/seed/read.ts'
import { folderWith, sound } from './support.ts'

const first = join(import.meta.dirname, '../../graph-seed/tien-giang-2020')

/** Passages are what evidence is made of, and abbreviations are conventions: neither is a fact of the source. */
const isBare = (name: string) => name === 'Passage' || name === 'Abbreviation'

describe('the first source', () => {
  test('reads without a problem and uses every kind and every link of the model', async () => {
    const { nodes, links } = await readFacts(model, first)
    expect(new Set(nodes.map((node) => node.kind))).toEqual(new Set(model.kinds.map((one) => one.name)))
    const used = links.map((fact) => {
      const kindOf = (id: string) => nodes.find((node) => node.id === id)?.kind ?? id
      return model.linkBetween(fact.type, kindOf(fact.from), kindOf(fact.to))
    })
    expect(new Set(used)).toEqual(new Set(model.links))
    expect(nodes.filter((node) => node.kind === 'Passage')).toHaveLength(24)
  })

  test('gives each node and each link the words it rests on', async () => {
    const { nodes, links } = await readFacts(model, first)
    const bare = nodes.filter(({ kind: name, evidence }) => !isBare(name) && evidence.length === 0)
    expect(bare.map((node) => node.id)).toEqual([])
    expect(links.filter((fact) => fact.evidence.length === 0)).toEqual([])
  })

  test('has a title and a statement in both languages for every node', async () => {
    const { nodes } = await readFacts(model, first)
    for (const { id, kind: name, fields } of nodes) {
      if (isBare(name)) continue
      for (const field of [fields['title'], fields['statement'] ?? fields['summary']]) {
        expect(field, id).toHaveProperty('vi')
        expect(
          Object.values(field as object).filter((text) => typeof text === 'string'),
          id,
        ).toHaveLength(2)
      }
    }
  })

  test('keeps no text of the source: no passage, and only a few words as a mention', async () => {
    const { nodes, links } = await readFacts(model, first)
    const passages = nodes.filter((node) => node.kind === 'Passage')
    expect(passages.map((node) => node.fields['text'])).toEqual(passages.map(() => null))
    const hashes = new Set(passages.map((node) => node.fields['sha256']))
    const texts = await everyText(first)
    const digest = (text: string) => createHash('sha256').update(text.normalize('NFC').trim()).digest('hex')
    // The signature, paragraph 24, is a name, and the only paragraph that may stand here whole.
    expect(new Set(texts.filter((text) => hashes.has(digest(text))))).toEqual(new Set(['M.T']))
    const mentions = [...nodes, ...links].flatMap((fact) => fact.evidence.map((piece) => piece.mention))
    expect(mentions.filter((mention) => mention.split(' ').length > 12)).toEqual([])
  })

  test('is read the same way each time', async () => {
    expect(await readFacts(model, first)).toEqual(await readFacts(model, first))
  })
})

/** Every text that stands in the files, keys aside. */
async function everyText(folder: string): Promise<string[]> {
  const within = (value: unknown): string[] =>
    typeof value === 'string' ? [value] : value instanceof Object ? Object.values(value).flatMap(within) : []
  const files = await readdir(folder)
  const contents = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')))
  return contents.flatMap((content) => within(parse(content)))
}

describe('a folder', () => {
  test('gives nodes and links as the graph takes them', async () => {
    const { nodes, links } = await readFacts(model, await folderWith(sound))
    expect(nodes.map((node) => node.id)).toEqual([
      'village',
      'village-p1',
      'village-p2',
      'village-p3',
      'lesson-1',
      'resolution-3',
      'council',
      'village-people',
    ])
    expect(nodes[0]?.fields['publishedAt']).toBe('2020-10-11T02:55:00.000Z')
    expect(nodes[2]).toMatchObject({ kind: 'Passage', fields: { source: 'village', ordinal: 2, length: 58 } })
    expect(nodes[4]).toEqual({
      kind: 'Lesson',
      id: 'lesson-1',
      fields: {
        ordinal: 1,
        title: { vi: 'Chung sức giữ nước', en: 'Keep the water together' },
        statement: null,
        externalId: null,
      },
      evidence: [{ passageId: 'village-p3', mention: 'đoàn kết', start: 4, note: null }],
    })
    expect(links.slice(0, 2)).toEqual([
      {
        type: 'CITES',
        from: 'lesson-1',
        to: 'resolution-3',
        confidence: 0.5,
        status: 'PROPOSED',
        note: 'Suy ra từ mạch chuyện.',
        evidence: [{ passageId: 'village-p2', mention: 'giữ nước ngọt', start: null, note: null }],
      },
      {
        type: 'ISSUED_BY',
        from: 'resolution-3',
        to: 'council',
        confidence: null,
        status: 'ACCEPTED',
        note: null,
        evidence: [{ passageId: 'village-p2', mention: 'Hội đồng làng ra', start: 8, note: null }],
      },
    ])
  })

  test('holds a kind and a link that only the model knows of', async () => {
    const words = { vi: 'Chuyện', en: 'Story' }
    const Story = kind({
      name: 'Story',
      plural: 'stories',
      words,
      pluralWords: words,
      fields: { title: localized(words, { required: true }) },
    })
    const tells = link({
      from: 'Story',
      to: 'Lesson',
      reads: 'tells',
      reverse: 'toldIn',
      words,
      reverseWords: words,
    })
    const wider = createModel({ kinds: [...model.kinds, Story], links: [...model.links, tells] })
    const evidence = 'evidence: [{ passage: P1, mention: Chuyện }]'
    const files = {
      ...sound,
      'stories.yaml': `story-1: { title: { vi: Con đê }, ${evidence} }\n`,
      'links.yaml': `${sound['links.yaml']}tells:\n  - { from: story-1, to: lesson-1, ${evidence} }\n`,
    }
    const facts = await readFacts(wider, await folderWith(files))
    expect(facts.nodes.at(-1)).toMatchObject({ kind: 'Story', id: 'story-1' })
    expect(facts.links.at(-1)).toMatchObject({ type: 'TELLS', from: 'story-1', to: 'lesson-1' })
  })
})
