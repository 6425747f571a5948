import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { model } from '../../server/model/index.ts'
import { checkAgainst, paragraphsOf, seedCheck } from '../../server/seed/check.ts'
import { readFacts } from '../../server/seed/read.ts'
import { article, changed, folderWith, paragraphs, sound } from './support.ts'
import type { Files } from './support.ts'

const checked = async (text: string, files: Files = sound) =>
  checkAgainst(await readFacts(model, await folderWith(files)), text)

describe('paragraphs', () => {
  test('are lines, but for empty ones and lone full stops, in any spelling of the same text', () => {
    expect(paragraphsOf(article)).toEqual(paragraphs)
    expect(paragraphsOf(`\uFEFF${article.normalize('NFD').replaceAll('\n', '\r\n')}`)).toEqual(paragraphs)
    expect(paragraphsOf('. .\n..\n.')).toEqual(['. .', '..'])
  })
})

describe('against the text', () => {
  test('what was recorded from it holds', async () => {
    expect(await checked(article)).toEqual([])
    expect(await checked(article.normalize('NFD'))).toEqual([])
  })

  test('an altered paragraph is found, and the mentions that it no longer bears out', async () => {
    expect(await checked(article.replace('đoàn kết', 'chung sức'))).toEqual([
      {
        subject: 'village-p3',
        ordinal: 3,
        reason: 'the text of this paragraph is not the one recorded: its SHA-256 differs',
      },
      { subject: 'lesson-1', ordinal: 3, reason: '“đoàn kết” does not stand in this paragraph' },
    ])
  })

  test('a mention that moved within its paragraph is found', async () => {
    expect(await checked(article, changed('lessons.yaml', 'at: 4', 'at: 5'))).toEqual([
      { subject: 'lesson-1', ordinal: 3, reason: '“đoàn kết” stands at 4, not at 5' },
    ])
  })

  test('a mention without an offset may stand anywhere in its paragraph, and in no other', async () => {
    const files = changed('links.yaml', 'mention: giữ nước ngọt', 'mention: con đê')
    expect(await checked(article, files)).toEqual([
      {
        subject: 'CITES lesson-1 > resolution-3',
        ordinal: 2,
        reason: '“con đê” does not stand in this paragraph',
      },
    ])
  })

  test('a length that is not the paragraph’s is found', async () => {
    expect(await checked(article, changed('source.yaml', 'length: 14', 'length: 15'))).toEqual([
      { subject: 'village-p1', ordinal: 1, reason: 'is 14 long, and 15 is recorded' },
    ])
  })

  test('a paragraph too many is found, with where the others went; their mentions hold there', async () => {
    expect(await checked(`Lời tựa\n${article}`)).toEqual([
      {
        subject: 'village-p1',
        ordinal: 1,
        reason: 'another text stands here: the one recorded is paragraph 2',
      },
      {
        subject: 'village-p2',
        ordinal: 2,
        reason: 'another text stands here: the one recorded is paragraph 3',
      },
      {
        subject: 'village-p3',
        ordinal: 3,
        reason: 'another text stands here: the one recorded is paragraph 4',
      },
      { subject: null, ordinal: 4, reason: 'the text has this paragraph, the seed has no passage for it' },
    ])
  })

  test('a missing paragraph is reported once, not for each mention in it', async () => {
    expect(await checked(paragraphs.slice(0, 2).join('\n'))).toEqual([
      { subject: 'village-p3', ordinal: 3, reason: 'the text ends before this paragraph: it has 2' },
    ])
  })
})

describe('the command', () => {
  const textFile = async (text: string) => {
    const file = join(await folderWith({}), 'article.txt')
    await writeFile(file, text)
    return file
  }

  test('counts what was verified', async () => {
    const folder = await folderWith(sound)
    expect(await seedCheck(model, folder, await textFile(article))).toEqual({
      ok: true,
      lines: [`${folder}: all 3 passages and 7 mentions hold`],
    })
  })

  test('lists what does not hold with its paragraph and its node', async () => {
    const folder = await folderWith(changed('lessons.yaml', 'at: 4', 'at: 5'))
    expect(await seedCheck(model, folder, await textFile(article))).toEqual({
      ok: false,
      lines: [
        'P3: lesson-1: “đoàn kết” stands at 4, not at 5',
        `${folder}: 1 of 3 passages and 7 mentions does not hold`,
      ],
    })
  })

  test('says when the folder or the text cannot be read', async () => {
    const broken = await folderWith(changed('lessons.yaml', 'ordinal: 1', 'ordinal: first'))
    const report = await seedCheck(model, broken, await textFile(article))
    expect(report.ok).toBe(false)
    expect(report.lines).toEqual([
      `${join(broken, 'lessons.yaml')}:2: ordinal: must be a number`,
      `${broken} cannot be read; nothing was checked`,
    ])
    expect(await seedCheck(model, broken, 'no-such.txt')).toEqual({
      ok: false,
      lines: ['no-such.txt: no such file'],
    })
  })
})
