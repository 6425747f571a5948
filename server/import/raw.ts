import { isRecord } from '../curate/validate.ts'
import type { LinkItem, NodeItem, Where } from './items.ts'
import type { ImportRule } from './problems.ts'
import type { Reading } from './reading.ts'

const MAX_NODE_ID = 100
export const MAX_LINK_ID = 400
const identified = /^[\p{L}\p{N}][\p{L}\p{N}._:-]*$/u

const nodeKeys = ['kind', 'id', 'fields', 'evidence']
const linkKeys = ['type', 'id', 'from', 'to', 'note', 'confidence', 'status', 'evidence']
const propertyKeys = ['note', 'confidence', 'status']
const evidenceKeys = ['passage', 'mention', 'start', 'note']

/** Takes a node as `{ kind, id, fields, evidence }`, whatever a file has put there; what it cannot be is reported. */
export function takeNode(reading: Reading, where: Where, raw: unknown): void {
  const report: Report = (path, reason, rule) => reading.report(where, path, reason, rule)
  if (!isRecord(raw)) {
    report('', 'must be a node, { kind, id, fields, evidence }', 'FORM')
    return
  }
  refuseOthers(raw, nodeKeys, 'a node', report)
  const { kind, id = null, fields = {}, evidence } = raw
  const declared = reading.model.kinds.find(({ name }) => name === kind)
  if (declared === undefined) {
    report('kind', `must be one of ${reading.model.kinds.map(({ name }) => name).join(', ')}`, 'KIND')
    return
  }
  if (!isRecord(fields)) {
    report('fields', 'must be a mapping of fields to their values', 'FORM')
    return
  }
  if (id !== null && !isId(id, MAX_NODE_ID)) {
    report('id', idRule(MAX_NODE_ID), 'ID')
    return
  }
  const item: NodeItem = { where, kind: declared.name, id, fields }
  reading.node(evidence === undefined ? item : { ...item, evidence: translated(evidence, report) })
}

/** Takes a link as `{ type, id, from, to, note, confidence, status, evidence }` in the same way. */
export function takeLink(reading: Reading, where: Where, raw: unknown): void {
  const report: Report = (path, reason, rule) => reading.report(where, path, reason, rule)
  if (!isRecord(raw)) {
    report('', 'must be a link, { type, from, to, … }', 'FORM')
    return
  }
  refuseOthers(raw, linkKeys, 'a link', report)
  const { type, id = null, from, to, evidence } = raw
  if (typeof type !== 'string' || !reading.model.linkTypes.includes(type)) {
    report('type', `must be one of ${reading.model.linkTypes.join(', ')}`, 'KIND')
    return
  }
  if (id !== null && !isId(id, MAX_LINK_ID)) {
    report('id', idRule(MAX_LINK_ID), 'ID')
    return
  }
  if (typeof from !== 'string' || from === '') {
    report('from', 'must be the id of a node', 'FORM')
    return
  }
  if (typeof to !== 'string' || to === '') {
    report('to', 'must be the id of a node', 'FORM')
    return
  }
  const properties = Object.fromEntries(
    propertyKeys.flatMap((key) => (raw[key] === undefined ? [] : [[key, raw[key]]])),
  )
  const item: LinkItem = { where, type, id, from, to, properties }
  reading.link(evidence === undefined ? item : { ...item, evidence: translated(evidence, report) })
}

type Report = (path: string, reason: string, rule: ImportRule) => void

export const isId = (id: unknown, max = MAX_NODE_ID): id is string =>
  typeof id === 'string' && id.length <= max && identified.test(id)

const idRule = (max: number): string =>
  `must be of letters, digits, hyphens, dots, colons and underscores, at most ${max}, and begin with a letter or digit`

function refuseOthers(
  raw: Readonly<Record<string, unknown>>,
  keys: readonly string[],
  what: string,
  report: Report,
): void {
  for (const key of Object.keys(raw))
    if (!keys.includes(key)) report(key, `is not part of ${what}; its keys are ${keys.join(', ')}`, 'FORM')
}

/** Evidence as the graph calls its parts; what is no piece of it stays, and is refused where all evidence is checked. */
function translated(evidence: unknown, report: Report): unknown {
  if (!Array.isArray(evidence)) return evidence
  const items: readonly unknown[] = evidence
  return items.map((item, index) => {
    if (!isRecord(item)) return item
    refuseOthers(item, evidenceKeys, 'evidence', (path, reason) =>
      report(`evidence.${index}.${path}`, reason, 'EVIDENCE'),
    )
    const { passage, ...rest } = item
    return { passageId: passage, ...rest }
  })
}
