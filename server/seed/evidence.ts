import { checkEvidence } from '../curate/evidence.ts'
import type { EvidenceInput } from '../curate/facts.ts'
import { isRecord } from '../curate/validate.ts'
import type { Catalogue } from './catalogue.ts'
import { passageId } from './entries.ts'

type Report = (path: string, reason: string) => void

/** How the files call what the graph calls otherwise. */
const keys: Readonly<Record<string, string>> = {
  passage: 'passageId',
  mention: 'mention',
  at: 'start',
  note: 'note',
}

/** Reads the evidence of one node or link: `{ passage: P17, mention, at, note }`, the last two optional. */
export function readEvidence(
  given: unknown,
  needed: boolean,
  catalogue: Catalogue,
  report: Report,
): EvidenceInput[] {
  if (needed && (given === undefined || given === null || (Array.isArray(given) && given.length === 0))) {
    report('evidence', 'needs at least one piece, { passage: P1, mention: ... }')
    return []
  }
  const items: readonly unknown[] = Array.isArray(given) ? given : []
  const sound = items.map((item, index) => passageOf(item, index, catalogue, report))
  const translated = items.map((item, index) => (isRecord(item) ? translate(item, sound[index]) : item))
  const { evidence, problems } = checkEvidence(Array.isArray(given) ? translated : given, 'evidence')
  for (const { path, reason } of problems) {
    const [, index, key] = path.split('.')
    const own = Object.entries(keys).find(([, theirs]) => theirs === key)?.[0]
    if (key === 'passageId' && sound[Number(index)] === undefined) continue
    const said =
      index === undefined || isRecord(items[Number(index)]) ? reason : 'must be { passage, mention, at }'
    report(['evidence', index, own].filter((part) => part !== undefined).join('.'), said)
  }
  for (const [index, item] of translated.entries()) withinPassage(item, index, catalogue, report)
  return evidence
}

const translate = (
  item: Readonly<Record<string, unknown>>,
  passage: string | undefined,
): Record<string, unknown> => ({
  passageId: passage,
  mention: item['mention'],
  start: item['at'],
  note: item['note'],
})

/** The passage's id; undefined when that was reported as wrong. */
function passageOf(item: unknown, index: number, catalogue: Catalogue, report: Report): string | undefined {
  if (!isRecord(item)) return undefined
  const at = (key: string) => `evidence.${index}.${key}`
  for (const key of Object.keys(item))
    if (!Object.hasOwn(keys, key))
      report(at(key), `is not part of evidence; its keys are ${Object.keys(keys).join(', ')}`)
  const { passage } = item
  const ordinal = typeof passage === 'string' ? /^P([1-9]\d{0,8})$/.exec(passage)?.[1] : undefined
  if (ordinal === undefined) {
    report(at('passage'), 'must name a passage of the source, such as P17')
    return undefined
  }
  const id = passageId(catalogue.sourceId ?? '', Number(ordinal))
  if (!catalogue.passages.has(id) && catalogue.complete) {
    report(at('passage'), `is no passage of the source: it has ${catalogue.passages.size} in source.yaml`)
    return undefined
  }
  return id
}

function withinPassage(item: unknown, index: number, catalogue: Catalogue, report: Report): void {
  if (!isRecord(item)) return
  const { passageId, mention, start } = item
  const length = typeof passageId === 'string' ? catalogue.passages.get(passageId)?.length : undefined
  if (typeof mention !== 'string' || typeof start !== 'number' || length === undefined || length === null)
    return
  const end = start + mention.normalize('NFC').trim().length
  if (end > length)
    report(`evidence.${index}.at`, `ends at ${end}, beyond the passage, which is ${length} long`)
}
