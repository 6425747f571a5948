import type { LinkProperties } from '../../../server/curate/link-properties.ts'
import type { Link } from '../../../server/model/index.ts'
import { randomOf, uuidAt } from './random.ts'
import type { Random } from './random.ts'
import { SEED, nameOf } from './shape.ts'
import type { Shape } from './shape.ts'

/** A link between two places of their kinds' orders. */
export interface GeneratedLink {
  readonly id: string
  readonly at: string
  readonly from: number
  readonly to: number
  readonly properties: LinkProperties
}

/** How uneven the targets are: the share of the n-th most wanted falls about as the square root of n. */
const SKEW = 2
/** No node has more links of one declaration than this many times the average. */
const MOST = 3
/** Larger than any count of nodes, and prime, so that it scatters the places of any kind without a clash. */
const SCATTER = 2_654_435_761
/** A link is written a while after the node it leaves from, in milliseconds. */
const LATER = 1_000

/** The links of one declaration that leave the node at a place, the same however often they are asked for. */
export function generateLinks(shape: Shape, link: Link, from: number): GeneratedLink[] {
  const random = randomOf(SEED, 3, shape.model.links.indexOf(link), from)
  const targets = new Set<number>()
  const wanted = howMany(shape, link, random)
  // Drawn again when it is there already; where a kind has too few nodes for that, there are fewer links.
  for (let draw = 0; draw < wanted * 4 && targets.size < wanted; draw += 1) {
    const to = targetOf(shape, link, from, random)
    if (to !== null) targets.add(to)
  }
  const at = shape.writtenAt(link.from, from) + LATER
  return [...targets].map((to) => ({
    id: uuidAt(at, random),
    at: new Date(at).toISOString(),
    from,
    to,
    properties: {
      note: random.chance(0.1) ? `Theo mục ${1 + random.int(9)} của văn bản` : null,
      confidence: random.chance(0.3) ? Math.round(random.next() * 100) / 100 : null,
      status: random.chance(0.9) ? 'ACCEPTED' : random.chance(0.5) ? 'PROPOSED' : 'DISPUTED',
    },
  }))
}

function howMany(shape: Shape, link: Link, random: Random): number {
  const mean = shape.mean(link)
  if (link.toOne) return random.chance(mean) ? 1 : 0
  // The product of two uniform draws times four keeps the mean, and many nodes have few and few have many.
  const drawn = Math.min(4 * random.next() * random.next() * mean, MOST * mean)
  return Math.floor(drawn) + (random.chance(drawn % 1) ? 1 : 0)
}

function targetOf(shape: Shape, link: Link, from: number, random: Random): number | null {
  // Only ever backwards in the order: no circle can close.
  if (link.acyclic) return from === 0 ? null : Math.floor(random.next() ** SKEW * from)
  const count = shape.count(link.to)
  if (nameOf(link) === shape.hubs.link && random.chance(shape.hubs.part))
    return scattered(random.int(shape.hubs.count), count)
  const to = scattered(
    shape.hubs.count + Math.floor(random.next() ** SKEW * (count - shape.hubs.count)),
    count,
  )
  return link.from === link.to && to === from ? null : to
}

/** The places of the hubs. */
export const hubPlaces = (shape: Shape): number[] =>
  Array.from({ length: shape.hubs.count }, (_, rank) => scattered(rank, shape.count(shape.hubs.kind)))

/** Where in its kind's order the node stands that is the n-th most wanted: otherwise the oldest would be the hubs. */
const scattered = (rank: number, count: number): number => (rank * SCATTER) % count
