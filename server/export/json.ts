import type { EvidenceState, LinkState, NodeState } from '../curate/state.ts'
import type { Format } from './format.ts'
import { Grounds } from './grounds.ts'

/** What such files say of themselves; `version` changes when an older reader would misread them. */
export const JSON_FORMAT = { format: 'lesson-graph', version: 1 } as const

/**
 * The form that an import reads back: an item a line, so that a line number leads to it. A part of the graph comes with
 * what it rests on.
 */
export const json: Format = {
  name: 'json',
  extension: 'json',
  mediaType: 'application/json',
  isOneTable: false,
  async *write(source) {
    const { seq, exportedAt, isCut } = source
    const grounds = source.isWhole ? null : new Grounds(source)
    const head = JSON.stringify({ ...JSON_FORMAT, seq, exportedAt, ...(isCut && { isCut }) })
    if (grounds !== null)
      for (const type of source.linkTypes) for await (const states of source.links(type)) grounds.note(states)
    yield `${head.slice(0, -1)},\n"nodes":[`
    const nodes = itemsIn()
    for (const kind of source.kinds)
      for await (const states of source.nodes(kind)) {
        grounds?.note(states)
        yield nodes(states.map(node))
      }
    if (grounds !== null) for await (const states of grounds.missing()) yield nodes(states.map(node))
    yield '\n],\n"links":['
    const links = itemsIn()
    for (const type of source.linkTypes)
      for await (const states of source.links(type)) yield links(states.map(link))
    yield '\n]}\n'
  },
}

/** Writes the items of a list, a comma between each and the next. */
function itemsIn(): (items: readonly unknown[]) => string {
  let separator = '\n'
  return (items) => {
    const text = items
      .map((item) => {
        const line = `${separator}${JSON.stringify(item)}`
        separator = ',\n'
        return line
      })
      .join('')
    return text
  }
}

const node = ({ kind, id, fields, evidence }: NodeState) => ({
  kind,
  id,
  fields,
  evidence: evidence.map(piece),
})

const link = ({ type, id, from, to, note, confidence, status, evidence }: LinkState) => ({
  type,
  id,
  from,
  to,
  note,
  confidence,
  status,
  evidence: evidence.map(piece),
})

/** A piece of evidence as an import reads it. */
export const piece = ({ passageId, mention, start, note }: EvidenceState) => ({
  passage: passageId,
  mention,
  start,
  note,
})
