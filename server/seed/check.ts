import { readFile } from 'node:fs/promises'
import type { EvidenceInput, Facts } from '../curate/facts.ts'
import { digest } from '../curate/validate.ts'
import type { Model } from '../model/index.ts'
import { PASSAGE, unlessMissing } from './folder.ts'
import { readFacts, SeedProblems } from './read.ts'

/** One thing that the text of the source does not bear out. */
export interface Mismatch {
  /** The node's id, or a link as `CITES lesson-3 > directive-05`; null for a paragraph that no passage stands for. */
  readonly subject: string | null
  /** The paragraph it is about, from 1. */
  readonly ordinal: number
  readonly reason: string
}

interface Passage {
  readonly id: string
  readonly ordinal: number
  readonly sha256: string
  readonly length: number
}

/** The paragraphs of a source's text as passages count them: lines, in NFC and trimmed, but for empty ones and lone full stops. */
export const paragraphsOf = (text: string): string[] =>
  text
    .split(/\r\n?|\n/)
    .map((line) => line.normalize('NFC').trim())
    .filter((line) => line !== '' && line !== '.')

/** Holds the passages and the mentions of one source against its text. Pure; an empty list means that all of it holds. */
export function checkAgainst(facts: Facts, articleText: string): Mismatch[] {
  const paragraphs = paragraphsOf(articleText).map((text) => ({ text, sha256: digest(text) }))
  const passages = passagesOf(facts)
  const known = new Set(passages.map((passage) => passage.ordinal))
  const unknown = paragraphs.flatMap((_, index) => (known.has(index + 1) ? [] : [index + 1]))
  const byId = new Map(passages.map((passage) => [passage.id, passage]))
  return [
    ...passages.flatMap((passage) => passageMismatch(passage, paragraphs)),
    ...unknown.map((ordinal) => ({
      subject: null,
      ordinal,
      reason: 'the text has this paragraph, the seed has no passage for it',
    })),
    ...mentionsOf(facts).flatMap(({ subject, evidence }) => {
      const passage = byId.get(evidence.passageId)
      const text = passage === undefined ? undefined : textOf(passage, paragraphs)
      // A passage that the text does not have is reported once, not again for each of its mentions.
      if (passage === undefined || text === undefined) return []
      const reason = mentionReason(evidence, text)
      return reason === undefined ? [] : [{ subject, ordinal: passage.ordinal, reason }]
    }),
  ]
}

interface Paragraph {
  readonly text: string
  readonly sha256: string
}

function passageMismatch(
  { id, ordinal, sha256, length }: Passage,
  paragraphs: readonly Paragraph[],
): Mismatch[] {
  const paragraph = paragraphs[ordinal - 1]
  const wrong = (reason: string): Mismatch[] => [{ subject: id, ordinal, reason }]
  const elsewhere = paragraphs.findIndex((other) => other.sha256 === sha256)
  if (paragraph?.sha256 !== sha256 && elsewhere !== -1)
    return wrong(`another text stands here: the one recorded is paragraph ${elsewhere + 1}`)
  if (paragraph === undefined)
    return wrong(`the text ends before this paragraph: it has ${paragraphs.length}`)
  if (paragraph.sha256 !== sha256)
    return wrong('the text of this paragraph is not the one recorded: its SHA-256 differs')
  const actual = paragraph.text.length
  return actual === length ? [] : wrong(`is ${actual} long, and ${length} is recorded`)
}

/** The text to look for a passage's mentions in: its own wherever it stands now, or else what stands in its place. */
const textOf = ({ ordinal, sha256 }: Passage, paragraphs: readonly Paragraph[]): string | undefined =>
  (paragraphs.find((paragraph) => paragraph.sha256 === sha256) ?? paragraphs[ordinal - 1])?.text

function mentionReason({ mention, start }: EvidenceInput, paragraph: string): string | undefined {
  if (start === null ? paragraph.includes(mention) : paragraph.startsWith(mention, start)) return undefined
  const found = paragraph.indexOf(mention)
  return found === -1
    ? `“${mention}” does not stand in this paragraph`
    : `“${mention}” stands at ${found}, not at ${start}`
}

function passagesOf(facts: Facts): Passage[] {
  return facts.nodes.flatMap(({ kind, id, fields }) => {
    const { ordinal, sha256, length } = fields
    return kind === PASSAGE &&
      typeof ordinal === 'number' &&
      typeof sha256 === 'string' &&
      typeof length === 'number'
      ? { id, ordinal, sha256, length }
      : []
  })
}

const mentionsOf = (facts: Facts): { subject: string; evidence: EvidenceInput }[] =>
  [
    ...facts.nodes.map(({ id, evidence }) => ({ subject: id, evidence })),
    ...facts.links.map(({ type, from, to, evidence }) => ({ subject: `${type} ${from} > ${to}`, evidence })),
  ].flatMap(({ subject, evidence }) => evidence.map((piece) => ({ subject, evidence: piece })))

export interface CheckReport {
  /** What to print, one line each; the last is the summary. */
  readonly lines: readonly string[]
  readonly ok: boolean
}

/** `npm run seed -- --check FILE`: reads a folder, then holds it against the text in the file. */
export async function seedCheck(model: Model, folder: string, file: string): Promise<CheckReport> {
  const text = await readFile(file, 'utf8').catch(unlessMissing)
  if (text === undefined) return { lines: [`${file}: no such file`], ok: false }
  const facts = await readFacts(model, folder).catch((error: unknown) => {
    if (error instanceof SeedProblems) return error
    throw error
  })
  if (facts instanceof SeedProblems)
    return {
      lines: [...facts.message.split('\n'), `${folder} cannot be read; nothing was checked`],
      ok: false,
    }
  return report(facts, checkAgainst(facts, text), folder)
}

function report(facts: Facts, mismatches: readonly Mismatch[], folder: string): CheckReport {
  const ok = mismatches.length === 0
  const lines = mismatches.map(({ subject, ordinal, reason }) =>
    [`P${ordinal}`, subject, reason].filter((part) => part !== null).join(': '),
  )
  const counted = `${passagesOf(facts).length} passages and ${mentionsOf(facts).length} mentions`
  return {
    lines: [
      ...lines,
      ok
        ? `${folder}: all ${counted} hold`
        : `${folder}: ${mismatches.length} of ${counted} ${mismatches.length === 1 ? 'does' : 'do'} not hold`,
    ],
    ok,
  }
}
