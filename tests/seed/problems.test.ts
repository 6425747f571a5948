import { basename, dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { model } from '../../server/model/index.ts'
import { readFacts, SeedProblems } from '../../server/seed/read.ts'
import { changed, folderWith, lineOf, sound } from './support.ts'
import type { Files } from './support.ts'

/** The problems of a folder, each as `file:line: path: reason`, the folder left out. */
async function problemsOf(files: Files): Promise<string[]> {
  const folder = await folderWith(files)
  const error: unknown = await readFacts(model, folder).then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof SeedProblems)) throw new Error('expected SeedProblems', { cause: error })
  expect(error.message.split('\n')).toHaveLength(error.problems.length)
  for (const problem of error.problems) expect(dirname(problem.file)).toBe(folder)
  return error.problems.map(({ file, line, path, reason }) => `${basename(file)}:${line}: ${path}: ${reason}`)
}

interface Mistake {
  readonly what: string
  readonly file: string
  readonly from: string
  readonly to: string
  /** The text on whose line the problem is expected; `to` when absent. */
  readonly on?: string
  readonly says: RegExp
}

const mistakes: readonly Mistake[] = [
  {
    what: 'YAML that does not parse',
    file: 'directives.yaml',
    from: "number: '3'",
    to: "number: '3",
    on: 'at: 25 }\n',
    says: /is no valid YAML/,
  },
  {
    what: 'an alias',
    file: 'lessons.yaml',
    from: 'en: Keep the water together',
    to: 'en: *title',
    says: /\*title: write it out/,
  },
  {
    what: 'an unknown tag',
    file: 'lessons.yaml',
    from: 'ordinal: 1',
    to: 'ordinal: !count 1',
    says: /Unresolved tag/,
  },
  {
    what: 'a list where the nodes should be',
    file: 'lessons.yaml',
    from: sound['lessons.yaml'] ?? '',
    to: '- lesson-1\n',
    says: /must be a mapping at the top/,
  },
  {
    what: 'a node that is no mapping',
    file: 'bodies.yaml',
    from: 'council:\n',
    to: 'elders: 5\ncouncil:\n',
    says: /^elders: must be a mapping with the fields of a Body/,
  },
  {
    what: 'an unknown field',
    file: 'lessons.yaml',
    from: 'ordinal: 1',
    to: 'weight: 1',
    says: /^weight: is no field of Lesson/,
  },
  {
    what: 'a field of a wrong type',
    file: 'directives.yaml',
    from: "number: '3'",
    to: 'number: 3',
    says: /^number: must be text/,
  },
  {
    what: 'a value outside a closed set',
    file: 'directives.yaml',
    from: 'form: RESOLUTION',
    to: 'form: DECREE',
    says: /^form: must be one of RESOLUTION/,
  },
  {
    what: 'a missing required field, at its node',
    file: 'directives.yaml',
    from: '  form: RESOLUTION\n',
    to: '',
    on: 'resolution-3:',
    says: /^form: is required/,
  },
  {
    what: 'an empty title',
    file: 'lessons.yaml',
    from: 'vi: Chung sức giữ nước',
    to: "vi: ' '",
    says: /^title\.vi: is required/,
  },
  {
    what: 'a third language',
    file: 'lessons.yaml',
    from: 'en: Keep the water together',
    to: 'fr: Garder',
    says: /^title\.fr: is no language/,
  },
  {
    what: 'an id with capitals',
    file: 'bodies.yaml',
    from: 'village-people:',
    to: 'Village_people:',
    says: /^Village_people: must be an id in lower-case/,
  },
  {
    what: 'an id that stands twice in a file',
    file: 'bodies.yaml',
    from: 'village-people:',
    to: 'council :',
    says: /^council: stands twice in one mapping, first on line 1$/,
  },
  {
    what: 'an id that stands in two files',
    file: 'bodies.yaml',
    from: 'village-people:',
    to: 'lesson-1:',
    says: /^lesson-1: lesson-1 is already the id of a Lesson, at lessons.yaml:1$/,
  },
  {
    what: 'a node without evidence',
    file: 'lessons.yaml',
    from: '  evidence:\n    - { passage: P3, mention: đoàn kết, at: 4 }\n',
    to: '',
    on: 'lesson-1:',
    says: /^evidence: needs at least one piece/,
  },
  {
    what: 'a link without evidence',
    file: 'links.yaml',
    from: 'evidence:\n      - { passage: P2, mention: giữ nước ngọt }',
    to: 'evidence: []',
    says: /^cites\.evidence: needs at least one piece/,
  },
  {
    what: 'evidence that is no list',
    file: 'links.yaml',
    from: 'evidence:\n      - { passage: P2, mention: giữ nước ngọt }',
    to: 'evidence: P2',
    says: /^cites\.evidence: must be a list/,
  },
  {
    what: 'a piece of evidence that is no mapping',
    file: 'lessons.yaml',
    from: '- { passage: P3, mention: đoàn kết, at: 4 }',
    to: '- P3',
    says: /^evidence\.0: must be \{ passage, mention, at \}/,
  },
  {
    what: 'an unknown key in evidence',
    file: 'lessons.yaml',
    from: 'at: 4',
    to: 'toString: 5',
    says: /^evidence\.0\.toString: is not part of evidence/,
  },
  {
    what: 'evidence without a mention',
    file: 'lessons.yaml',
    from: 'mention: đoàn kết, at: 4',
    to: "mention: ''",
    says: /^evidence\.0\.mention: is required/,
  },
  {
    what: 'a passage that the source does not have',
    file: 'lessons.yaml',
    from: 'passage: P3',
    to: 'passage: P4',
    says: /^evidence\.0\.passage: is no passage of the source: it has 3/,
  },
  {
    what: 'a passage called otherwise',
    file: 'lessons.yaml',
    from: 'passage: P3',
    to: 'passage: 3',
    says: /^evidence\.0\.passage: must name a passage of the source, such as P17/,
  },
  {
    what: 'an offset beyond the passage',
    file: 'lessons.yaml',
    from: 'at: 4',
    to: 'at: 46',
    says: /^evidence\.0\.at: ends at 54, beyond the passage, which is 53 long/,
  },
  {
    what: 'an offset that is no whole number',
    file: 'lessons.yaml',
    from: 'at: 4',
    to: 'at: 5.5',
    says: /^evidence\.0\.at: must be a whole number/,
  },
  {
    what: 'a link that no kind reads',
    file: 'links.yaml',
    from: 'issuedBy:',
    to: 'signedBy:',
    says: /^signedBy: is no link; the links are cites, setOutIn/,
  },
  {
    what: 'a link by its reverse name',
    file: 'links.yaml',
    from: 'issuedBy:',
    to: 'issued:',
    says: /^issued: .* write it as issuedBy/,
  },
  {
    what: 'an unknown key in a link',
    file: 'links.yaml',
    from: 'confidence: 0.5',
    to: 'weight: 0.5',
    says: /^cites\.weight: is not part of a link/,
  },
  {
    what: 'a start that does not exist',
    file: 'links.yaml',
    from: 'from: lesson-1',
    to: 'from: lesson-9',
    says: /^cites\.from: lesson-9 is the id of no node/,
  },
  {
    what: 'an end that does not exist',
    file: 'links.yaml',
    from: 'to: council',
    to: 'to: elders',
    says: /^issuedBy\.to: elders is the id of no node/,
  },
  {
    what: 'ends that another link would fit',
    file: 'links.yaml',
    from: 'to: resolution-3',
    to: 'to: council',
    on: '- from: lesson-1',
    says: /^cites: leads from Lesson to Directive, not from Lesson to Body; these would fit: involves$/,
  },
  {
    what: 'ends that fit when exchanged',
    file: 'links.yaml',
    from: 'from: lesson-1\n    to: resolution-3',
    to: 'from: resolution-3\n    to: lesson-1',
    on: '- from: resolution-3',
    says: /^cites: .* would fit: cites with from and to exchanged, setOutIn with from and to exchanged$/,
  },
  {
    what: 'a confidence above 1',
    file: 'links.yaml',
    from: 'confidence: 0.5',
    to: 'confidence: 50',
    says: /^cites\.confidence: must be/,
  },
  {
    what: 'an unknown status',
    file: 'links.yaml',
    from: 'status: PROPOSED',
    to: 'status: MAYBE',
    says: /^cites\.status: must be one of PROPOSED, ACCEPTED, DISPUTED/,
  },
  {
    what: 'a node that is part of itself',
    file: 'links.yaml',
    from: 'to: village-people',
    to: 'to: council # itself',
    says: /^partOf\.to: leads back to its start: council > council$/,
  },
  {
    what: 'a source without an id',
    file: 'source.yaml',
    from: 'id: village\n',
    to: '',
    on: 'title:',
    says: /^id: is required/,
  },
  {
    what: 'a source with a field it does not have',
    file: 'source.yaml',
    from: 'publishedAt:',
    to: 'printedAt:',
    says: /^printedAt: is no field of Source/,
  },
  {
    what: 'passages that are no list',
    file: 'source.yaml',
    from: (sound['source.yaml'] ?? '').slice((sound['source.yaml'] ?? '').indexOf('passages:')),
    to: 'passages: 3\n',
    says: /^passages: must be a list/,
  },
  {
    what: 'a passage with its text',
    file: 'source.yaml',
    from: 'length: 14',
    to: 'length: 14, text: Chuyện làng Hạ',
    says: /^passages\.0\.text: must not stand here/,
  },
  {
    what: 'a hash that is none',
    file: 'source.yaml',
    from: '{ ordinal: 1, sha256: ',
    to: '{ ordinal: 1, sha256: x',
    says: /^passages\.0\.sha256: /,
  },
  {
    what: 'a passage without its length',
    file: 'source.yaml',
    from: ', length: 14',
    to: ' ',
    on: 'ordinal: 1',
    says: /^passages\.0\.length: is required/,
  },
  {
    what: 'two passages with one number',
    file: 'source.yaml',
    from: 'length: 58 }',
    to: 'length: 58 }\n  - { ordinal: 2, sha256: 0000000000000000000000000000000000000000000000000000000000000000, length: 9 }',
    on: 'sha256: 0000',
    says: /^passages\.2: village-p2 is already the id of a Passage, at source.yaml:8$/,
  },
]

test.each(mistakes)('$what is reported where it stands', async ({ file, from, to, on, says }) => {
  const files = changed(file, from, to)
  const problems = await problemsOf(files)
  const start = `${file}:${lineOf(files, file, on ?? to)}: `
  const here = problems
    .filter((problem) => problem.startsWith(start))
    .map((problem) => problem.slice(start.length))
  expect(here.join('\n'), problems.join('\n')).toMatch(new RegExp(says.source, 'm'))
})

test('a second link between the same ends is reported with the first', async () => {
  const again = `  - from: lesson-1\n    to: resolution-3\n    evidence: [{ passage: P2, mention: Nghị quyết }]\nissuedBy:`
  expect(await problemsOf(changed('links.yaml', 'issuedBy:', again))).toEqual([
    'links.yaml:9: cites: joins lesson-1 to resolution-3 a second time, first at links.yaml:2',
  ])
})

test('a second link where the model allows one is reported with the first', async () => {
  const again = `${sound['links.yaml']}  - from: council\n    to: hamlet\n    evidence: [{ passage: P1, mention: làng }]\n`
  const bodies = `${sound['bodies.yaml']}hamlet: { title: { vi: Làng }, evidence: [{ passage: P1, mention: làng }] }\n`
  expect(await problemsOf({ ...sound, 'links.yaml': again, 'bodies.yaml': bodies })).toEqual([
    'links.yaml:20: partOf.to: council has one already, village-people at links.yaml:15: at most one is allowed',
  ])
})

test('a circle is reported at the link that closes it', async () => {
  const closing = `${sound['links.yaml']}  - from: village-people\n    to: council\n    evidence: [{ passage: P3, mention: dân làng }]\n`
  expect(await problemsOf({ ...sound, 'links.yaml': closing })).toEqual([
    'links.yaml:20: partOf.to: leads back to its start: village-people > council > village-people',
  ])
})

test('files that are no part of a folder are reported, notes for people are not', async () => {
  const files = { ...sound, 'lesons.yaml': '', 'passages.yaml': '', 'README.md': '# Notes', '.hidden': '' }
  const problems = await problemsOf(files)
  expect(problems.map((problem) => problem.split(': ')[0])).toEqual([
    'lesons.yaml:null',
    'passages.yaml:null',
  ])
})

test('a folder without its source, and one that is not there, are reported', async () => {
  const rest = Object.fromEntries(Object.entries(sound).filter(([name]) => name !== 'source.yaml'))
  expect(await problemsOf(rest)).toEqual([
    'source.yaml:null: : is missing: every folder says which source its facts come from',
  ])
  const nowhere = join(await folderWith({}), 'nowhere')
  await expect(readFacts(model, nowhere)).rejects.toThrow(
    new SeedProblems([{ file: nowhere, line: null, path: '', reason: 'is no folder' }]),
  )
})

test('everything that is wrong is reported at once, sorted, and each with its file and line', async () => {
  const files = changed(
    'links.yaml',
    'to: council',
    'to: elders',
    changed(
      'lessons.yaml',
      'passage: P3',
      'passage: P9',
      changed('directives.yaml', "number: '3'", 'number: 3'),
    ),
  )
  const problems = await problemsOf(files)
  expect(problems.map((problem) => problem.split(': ').slice(0, 2).join(' '))).toEqual([
    'directives.yaml:3 number',
    'lessons.yaml:7 evidence.0.passage',
    'links.yaml:11 issuedBy.to',
  ])
})

test('a file that cannot be read does not make all that points to it look wrong', async () => {
  const problems = await problemsOf(changed('bodies.yaml', 'council:', 'council: ['))
  expect(new Set(problems.map((problem) => problem.split(':')[0]))).toEqual(new Set(['bodies.yaml']))
})
