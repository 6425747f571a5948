import { uuidv7 } from 'uuidv7'
import { INVALID, checkText } from '../curate/text.ts'
import { isRecord } from '../curate/validate.ts'
import type { LocalizedText, Values } from '../curate/validate.ts'
import type { End } from '../curate/ends.ts'
import { fold, uniqueFieldsOf } from '../model/index.ts'
import type { Kind } from '../model/index.ts'
import type { Twin } from './graph.ts'
import type { NodeItem } from './items.ts'
import { TOGETHER } from './job.ts'
import type { Job } from './job.ts'
import type { KnownNode } from './known.ts'

/** Finds out of each node of the files which node of the graph it is, if any: by its id, then by what others call it. */
export async function survey(job: Job): Promise<void> {
  const taken = new Map<string, KnownNode>()
  for (const [stage, spill] of job.reading.nodes.entries())
    for await (const batch of spill.batches(TOGETHER)) {
      const items = batch.map(({ item }) => ({
        item,
        kind: job.reading.model.kind(item.kind),
        title: statedTitle(job.reading.model.kind(item.kind), item.fields),
        uniques: statedUniques(job.reading.model.kind(item.kind), item.fields),
      }))
      const found = await lookUp(job, items)
      for (const one of items) job.known.stages[stage]?.push(recognise(job, one, found, taken))
      job.looked(0)
    }
}

interface Stated {
  readonly item: NodeItem
  readonly kind: Kind
  readonly title: LocalizedText
  readonly uniques: readonly { readonly field: string; readonly value: string }[]
}

/** What the graph has of a batch. */
interface Found {
  readonly byId: ReadonlyMap<string, End>
  byUnique(kind: Kind, field: string, value: string): string | undefined
  byTitle(kind: Kind, title: string): readonly Twin[]
}

async function lookUp({ graph, doubtful }: Job, items: readonly Stated[]): Promise<Found> {
  const byId = await graph.nodes(
    items.flatMap(({ item }) => (item.id === null || item.isNameless === true ? [] : [item.id])),
  )
  const uniques = new Map<string, ReadonlyMap<string, string>>()
  const titles = new Map<string, ReadonlyMap<string, Twin[]>>()
  for (const kind of new Set(items.map((one) => one.kind))) {
    const own = items.filter((one) => one.kind === kind)
    for (const field of uniqueFieldsOf(kind)) {
      const values = own.flatMap((one) => one.uniques.filter((u) => u.field === field).map((u) => u.value))
      uniques.set(`${kind.name} ${field}`, await graph.byUnique(kind, field, values))
    }
    if (doubtful === 'CREATE') continue
    const folded = own.flatMap(({ item: { id }, title: { vi } }) =>
      vi === null || (id !== null && byId.has(id)) ? [] : [fold(vi)],
    )
    titles.set(kind.name, await graph.byTitle(kind, folded))
  }
  return {
    byId,
    byUnique: (kind, field, value) => uniques.get(`${kind.name} ${field}`)?.get(value),
    byTitle: (kind, title) => titles.get(kind.name)?.get(fold(title)) ?? [],
  }
}

function recognise(job: Job, stated: Stated, found: Found, taken: Map<string, KnownNode>): KnownNode {
  const { reading, known } = job
  const { item, kind, title, uniques } = stated
  const { where } = item
  const claims = identify(job, stated, found)
  const id = claims.id ?? item.id ?? uuidv7()
  const node: KnownNode = { kind, id, standing: claims.standing, title, where, twins: claims.twins }
  const first = taken.get(id) ?? (item.id === null ? undefined : known.get(item.id))
  if (first !== undefined) {
    reading.report(
      where,
      'id',
      `${id} stands for a node already, at ${reading.placeOf(first.where)}`,
      'REPEATED',
    )
    return { ...node, standing: 'FAULTY' }
  }
  taken.set(id, node)
  known.called(id, node)
  if (item.id !== null) known.called(item.id, node)
  for (const { field, value } of uniques) {
    const other = known.unique(kind.name, field, value)
    if (other === undefined) known.standsFor(kind.name, field, value, node)
    else {
      reading.report(
        where,
        field,
        `${value} is that of another node, at ${reading.placeOf(other.where)}`,
        'REPEATED',
      )
      node.standing = 'FAULTY'
    }
  }
  known.entitled(node)
  if (node.standing === 'DOUBTFUL') {
    const { name } = reading.files[where.file] ?? { name: '' }
    job.outcome.nodes.doubtful += 1
    job.outcome.doubtful.add({
      kind: kind.name,
      id: item.isNameless === true ? null : item.id,
      title,
      twins: node.twins,
      file: name,
      line: where.line,
    })
  }
  return node
}

interface Claims {
  readonly standing: KnownNode['standing']
  /** That of the node of the graph, where it is one. */
  readonly id?: string
  readonly twins: readonly Twin[]
}

function identify({ reading, doubtful }: Job, { item, kind, title, uniques }: Stated, found: Found): Claims {
  const faulty: Claims = { standing: 'FAULTY', twins: [] }
  const own = item.id === null ? undefined : found.byId.get(item.id)
  if (own !== undefined && own.kind !== kind.name) {
    reading.report(
      item.where,
      'id',
      `${String(item.id)} is the id of a ${own.kind}, not of a ${kind.name}`,
      'OTHERS',
    )
    return faulty
  }
  let id = own === undefined ? undefined : item.id
  for (const { field, value } of uniques) {
    const other = found.byUnique(kind, field, value)
    if (other === undefined || other === id) continue
    if (id !== undefined && id !== null) {
      reading.report(item.where, field, `${value} is that of ${other}, not of ${id}`, 'OTHERS')
      return faulty
    }
    id = other
  }
  if (id !== undefined && id !== null) return { standing: 'PRESENT', id, twins: [] }
  const twins = title.vi === null ? [] : found.byTitle(kind, title.vi)
  const [twin] = twins
  if (twin === undefined) return { standing: 'NEW', twins }
  return doubtful === 'MATCH' && twins.length === 1
    ? { standing: 'PRESENT', id: twin.id, twins: [] }
    : { standing: 'DOUBTFUL', twins }
}

/** The title that a file states, as it would be kept; null where there is none, or none that could be. */
function statedTitle({ titledBy, fields }: Kind, stated: Values): LocalizedText {
  const given = 'field' in titledBy ? stated[titledBy.field] : undefined
  if (!('field' in titledBy) || !isRecord(given)) return { vi: null, en: null }
  const field = fields[titledBy.field]
  const max = field?.type === 'localized' ? field.max : 0
  const clean = (language: 'vi' | 'en') => textOf(given[language], max)
  return { vi: clean('vi'), en: clean('en') }
}

function statedUniques(kind: Kind, stated: Values): Stated['uniques'] {
  return uniqueFieldsOf(kind).flatMap((field) => {
    const declared = kind.fields[field]
    const value = textOf(stated[field], declared?.type === 'text' ? declared.max : 0)
    return value === null ? [] : [{ field, value }]
  })
}

/** A text as it would be kept; what is wrong with it is told where the node's fields are checked. */
function textOf(given: unknown, max: number): string | null {
  if (typeof given !== 'string') return null
  const text = checkText(given, max, () => INVALID)
  return text === INVALID ? null : text
}
