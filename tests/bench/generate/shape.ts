import type { Kind, Link, Model } from '../../../server/model/index.ts'
import { randomOf, uuidAt } from './random.ts'

/** The seed of everything that is drawn; another one makes another graph of the same shape. */
export const SEED = 20_201_011

/** What part of all nodes a kind makes up; a kind that is not named here gets a little. */
const shares: Readonly<Record<string, number>> = {
  Measure: 0.4,
  Outcome: 0.16,
  Directive: 0.1,
  Passage: 0.1,
  Challenge: 0.07,
  Body: 0.05,
  Indicator: 0.05,
  Lesson: 0.04,
  Principle: 0.02,
  Source: 0.005,
}
const FEW = 0.005
/** Terms of office and short forms are as many as they are, however much is written down. */
const fixed: Readonly<Record<string, number>> = { Term: 24, Abbreviation: 200 }

/** How many links of a declaration leave a node, on average: about four a node over the whole graph. */
const means: Readonly<Record<string, number>> = {
  'Lesson.cites': 7,
  'Lesson.setOutIn': 1,
  'Lesson.upholds': 5,
  'Lesson.involves': 6,
  'Lesson.drawnIn': 0.9,
  'Directive.issuedBy': 1.1,
  'Directive.adoptedIn': 0.9,
  'Directive.expresses': 1.5,
  'Directive.implements': 1,
  'Body.partOf': 0.9,
  'Body.serves': 1.5,
  'Measure.supports': 1.3,
  'Measure.carriedOutBy': 1.4,
  'Measure.implements': 1.3,
  'Measure.applies': 0.9,
  'Measure.addresses': 0.7,
  'Measure.achieves': 0.9,
  'Indicator.gauges': 2,
}

/** The declaration whose targets include the hubs, and the part of its links that go to them. */
const HUB_LINK = 'Measure.carriedOutBy'
const HUB_PART = 0.25
const HUB_LINKS = 10_000

/** When the first and the last node were written; the nodes of each kind are spread evenly between. */
const FIRST = Date.parse('2023-01-01T00:00:00.000Z')
const LAST = Date.parse('2025-12-31T00:00:00.000Z')

/** A link's declaration by what reads it: `Measure.carriedOutBy`. */
export const nameOf = (link: Pick<Link, 'from' | 'reads'>): string => `${link.from}.${link.reads}`

/** The graph of one size: how many nodes of each kind there are, and who is the n-th of them. */
export interface Shape {
  readonly model: Model
  readonly size: number
  count(kind: string): number
  /** The id of the node at a place of its kind's order, a UUIDv7 as the service makes them. */
  id(kind: string, place: number): string
  /** When that node was written, in milliseconds since 1970; it rises with the place. */
  writtenAt(kind: string, place: number): number
  /** The declaration's average number of links a node. */
  mean(link: Link): number
  /** The places of the nodes that have about 10,000 links, as far as the size allows, and the kind they are of. */
  readonly hubs: {
    readonly kind: string
    readonly link: string
    readonly part: number
    readonly count: number
  }
}

/** What a graph of about `size` nodes is made of. */
export function shapeOf(model: Model, size: number): Shape {
  const counts = new Map(model.kinds.map((kind) => [kind.name, countOf(kind, size)]))
  const count = (kind: string): number => {
    const found = counts.get(kind)
    if (found === undefined) throw new Error(`The model has no kind ${kind}`)
    return found
  }
  const order = new Map(model.kinds.map(({ name }, index) => [name, index]))
  const writtenAt = (kind: string, place: number): number =>
    FIRST + Math.floor(((LAST - FIRST) / count(kind)) * place)
  // Each id is asked for again by every link of its node.
  const ids = new Map(model.kinds.map(({ name }): [string, string[]] => [name, []]))
  const id = (kind: string, place: number): string => {
    const known = ids.get(kind)?.[place]
    if (known !== undefined) return known
    const made = uuidAt(writtenAt(kind, place), randomOf(SEED, 1, order.get(kind) ?? 0, place))
    const list = ids.get(kind)
    if (list !== undefined) list[place] = made
    return made
  }
  const hubbed = model.links.find((link) => nameOf(link) === HUB_LINK)
  const links = hubbed === undefined ? 0 : count(hubbed.from) * (means[HUB_LINK] ?? 0)
  return {
    model,
    size,
    count,
    writtenAt,
    id,
    mean: (link) => means[nameOf(link)] ?? 1,
    hubs: {
      kind: hubbed?.to ?? '',
      link: HUB_LINK,
      part: HUB_PART,
      count: Math.max(1, Math.round((links * HUB_PART) / HUB_LINKS)),
    },
  }
}

const countOf = (kind: Kind, size: number): number =>
  fixed[kind.name] ?? Math.max(2, Math.round((shares[kind.name] ?? FEW) * size))
