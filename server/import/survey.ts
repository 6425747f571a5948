import { uuidv7 } from 'uuidv7'
import { INVALID, checkText } from '../curate/text.ts'
import { isRecord } from '../curate/validate.ts'
import type { LocalizedText, Values } from '../curate/validate.ts'
import type { End } from '../curate/ends.ts'
import { batches } from '../curate/transitions.ts'
import { fold, uniqueFieldsOf } from '../model/index.ts'
import type { Kind } from '../model/index.ts'
import type { Twin } from './graph.ts'
import type { NodeItem } from './items.ts'
import { TOGETHER } from './job.ts'
import type { Job } from './job.ts'
import type { KnownNode } from './known.ts'
import { noteMerged } from './merged.ts'

/** Finds out of each node of the files which node of the graph it is, if any: by its id, then by what others call it. */
export async function survey(job: Job): Promise<void> {
  const taken = new Map<string, KnownNode>()
  const later: MergedPlace[] = []
  for (const [stage, spill] of job.reading.nodes.entries()) {
    const known = job.known.stages[stage] ?? []
    for await (const batch of spill.batches(TOGETHER)) {
      const items = batch.map(({ item, place }) => ({ place, ...stated(job, item) }))
      const found = await lookUp(job, items)
      for (const { place, ...one } of items) {
        const into = found.mergedInto(one.item)
        if (into !== undefined) later.push({ stage, index: known.length, place, into })
        known.push(into === undefined ? recognise(job, one, found, taken) : setAside(one))
      }
      job.looked(0)
    }
  }
  // What the files say of a node under its own id counts before what they say under one that was merged into it.
  for (const some of batches(later)) await surveyMerged(job, some, taken)
}

/** Where a node of the files stands whose id was merged into another. */
interface MergedPlace {
  readonly stage: number
  /** Among the known ones of its stage. */
  readonly index: number
  /** In the spill of its stage. */
  readonly place: number
  readonly into: string
}

async function surveyMerged(
  job: Job,
  places: readonly MergedPlace[],
  taken: Map<string, KnownNode>,
): Promise<void> {
  const { reading, known, outcome, graph } = job
  const found: { place: MergedPlace; id: string; one: Stated }[] = []
  for (const place of places) {
    const item = await reading.nodes[place.stage]?.at(place.place)
    if (item?.id === undefined || item.id === null) throw new Error('What was merged has an id')
    found.push({ place, id: item.id, one: stated(job, { ...item, id: place.into }) })
  }
  const ends = await graph.nodes(found.map(({ place }) => place.into))
  const there = await lookUp(
    job,
    found.map(({ one }) => one),
  )
  for (const { place, id, one } of found) {
    const { where } = one.item
    const { kind, title } = ends.get(place.into) ?? { kind: one.kind.name, title: one.title }
    const first = taken.get(place.into)
    if (kind !== one.kind.name)
      reading.report(where, 'id', `${id} was merged into ${place.into}, which is a ${kind}`, 'OTHERS')
    else if (known.isLedOn(id)) reading.report(where, 'id', `${id} stands in the files already`, 'REPEATED')
    else if (first === undefined) {
      const node = recognise(job, one, there, taken)
      known.stages[place.stage]?.splice(place.index, 1, node)
      noteMerged(job, where, { id, into: node, title, isSetAside: false })
    } else {
      outcome.nodes.unchanged += 1
      noteMerged(job, where, { id, into: first, title, isSetAside: true })
    }
  }
}

const setAside = ({ kind, item, title }: Stated): KnownNode => ({
  kind,
  id: item.id ?? '',
  standing: 'ASIDE',
  title,
  where: item.where,
  twins: [],
})

function stated({ reading }: Job, item: NodeItem): Stated {
  const kind = reading.model.kind(item.kind)
  return {
    item,
    kind,
    title: statedTitle(kind, item.fields),
    uniques: statedUniques(kind, item.fields),
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
  /** The types of links by ids that nodes of the batch have as well. */
  readonly links: ReadonlyMap<string, string>
  /** The node that is there, into which one was merged. */
  mergedInto(item: NodeItem): string | undefined
  byUnique(kind: Kind, field: string, value: string): string | undefined
  byTitle(kind: Kind, title: string): readonly Twin[]
}

async function lookUp({ graph, doubtful }: Job, items: readonly Stated[]): Promise<Found> {
  const ids = items.flatMap(({ item }) => (item.id === null || item.isNameless === true ? [] : [item.id]))
  const byId = await graph.nodes(ids)
  const unknown = ids.filter((id) => !byId.has(id))
  const links = await graph.linkTypes(unknown)
  const merged = await graph.merged(unknown)
  const survivors = await graph.nodes([...merged.values()])
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
    links,
    mergedInto({ id }) {
      const into = id === null ? undefined : merged.get(id)
      return into !== undefined && survivors.has(into) ? into : undefined
    },
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
  if (twin !== undefined && doubtful === 'MATCH' && twins.length === 1)
    return { standing: 'PRESENT', id: twin.id, twins: [] }
  const link = item.id === null ? undefined : found.links.get(item.id)
  if (link !== undefined) {
    reading.report(item.where, 'id', `${String(item.id)} is the id of a link ${link} already`, 'OTHERS')
    return faulty
  }
  return { standing: twin === undefined ? 'NEW' : 'DOUBTFUL', twins }
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
