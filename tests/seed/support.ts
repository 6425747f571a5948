import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'

/** A made-up article, so that passages, hashes and offsets can be shown at work. */
export const paragraphs = [
  'Chuyện làng Hạ',
  'Năm ấy, Hội đồng làng ra Nghị quyết số 3 về giữ nước ngọt.',
  'Nhờ đoàn kết, dân làng đắp xong con đê trong 40 ngày.',
]

export const article = `.\n${paragraphs.join('\n\n')}\n \n.\n`

const passage = (text: string, index: number) => {
  const sha256 = createHash('sha256').update(text.normalize('NFC')).digest('hex')
  return `  - { ordinal: ${index + 1}, sha256: ${sha256}, length: ${text.normalize('NFC').length} }`
}

export type Files = Readonly<Record<string, string>>

/** A small folder with nothing wrong in it. */
export const sound: Files = {
  'source.yaml': `id: village
title:
  vi: Bài về làng Hạ
  en: A piece on the village of Hạ
publishedAt: 2020-10-11T09:55:00+07:00
passages:
${paragraphs.map(passage).join('\n')}
`,
  'lessons.yaml': `lesson-1:
  ordinal: 1
  title:
    vi: Chung sức giữ nước
    en: Keep the water together
  evidence:
    - { passage: P3, mention: đoàn kết, at: 4 }
`,
  'directives.yaml': `resolution-3:
  form: RESOLUTION
  number: '3'
  title:
    vi: Nghị quyết số 3
    en: Resolution 3
  evidence:
    - { passage: P2, mention: Nghị quyết số 3, at: 25 }
`,
  'bodies.yaml': `council:
  title: { vi: Hội đồng làng, en: Village council }
  evidence:
    - { passage: P2, mention: Hội đồng làng }
village-people:
  title: { vi: Dân làng, en: Villagers }
  evidence:
    - { passage: P3, mention: dân làng }
`,
  'links.yaml': `cites:
  - from: lesson-1
    to: resolution-3
    confidence: 0.5
    status: PROPOSED
    note: Suy ra từ mạch chuyện.
    evidence:
      - { passage: P2, mention: giữ nước ngọt }
issuedBy:
  - from: resolution-3
    to: council
    evidence:
      - { passage: P2, mention: Hội đồng làng ra, at: 8 }
partOf:
  - from: council
    to: village-people
    evidence:
      - { passage: P2, mention: Hội đồng làng }
`,
}

/** The files with some text replaced; the text must be there. */
export function changed(file: string, from: string, to: string, files: Files = sound): Files {
  const text = files[file]
  if (text === undefined || !text.includes(from)) throw new Error(`${file} has no ${from}`)
  return { ...files, [file]: text.replace(from, () => to) }
}

/** The line of the first occurrence of a text, from 1. */
export function lineOf(files: Files, file: string, text: string): number {
  const before = files[file]?.split(text)[0]
  if (before === undefined || before === files[file]) throw new Error(`${file} has no ${text}`)
  return before.split('\n').length
}

const made: string[] = []
afterAll(() => Promise.all(made.map((folder) => rm(folder, { recursive: true }))))

/** Writes the files to a folder of their own, removed when the tests of the file are over. */
export async function folderWith(files: Files): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lesson-graph-seed-'))
  made.push(folder)
  await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(folder, name), text)))
  return folder
}
