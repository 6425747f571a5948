import type { Store } from '../../../server/store/store.ts'
import type { Shape } from '../generate/shape.ts'

/** Who answers: this service and what it is compared with. */
export const SYSTEMS = ['ours', 'neo4j-graphql', 'pothos', 'hand'] as const
export type SystemName = (typeof SYSTEMS)[number]

/** Values by the names that documents and statements call them by; each uses those that it needs. */
export type Parameters = Readonly<Record<string, string | number>>

/** What a GraphQL answer holds. */
export type Data = Readonly<Record<string, unknown>>

/** What parameters are drawn from. */
export interface Graph {
  readonly shape: Shape
  readonly store: Pick<Store, 'read'>
  /** Asks this service, for what only it can tell, such as its cursors; undefined when it does not take part. */
  readonly ask: ((document: string, variables: Parameters) => Promise<unknown>) | undefined
}

/** One question, in the words of every system. */
export interface Workload {
  readonly name: string
  /** What is asked, for people. */
  readonly title: string
  /** GraphQL documents; a system without one is left out of the workload. */
  readonly documents: Readonly<Partial<Record<Exclude<SystemName, 'hand'>, string>>>
  /** The one best statement, whose column `value` is the answer; null when only this service is measured. */
  readonly statement: string | null
  /** Answers are compared between the systems; not where what is best is a matter of each one's own ranking. */
  readonly compared: boolean
  /** What a system's answer says in the form of the others', where no general rule makes it that. */
  readonly contents?: Readonly<Partial<Record<SystemName, (data: Data) => unknown>>>
  /** Measured with one client alone: it shows what a request costs, and has too few parameters for more. */
  readonly onlyOneClient?: boolean
  /** Different parameters, in an order spread over the whole graph: as many as there are, up to `most`. */
  parameters(graph: Graph, most: number): Promise<readonly Parameters[]> | readonly Parameters[]
}

/** Prime and larger than any count: the first multiples of it, modulo a count, are spread over all places without a repeat. */
const STRIDE = 1_299_709_003

/** Different places of a list of `count`, spread over it all. */
export const spread = (count: number, most: number): number[] =>
  Array.from({ length: Math.min(count, most) }, (_, index) => (index * STRIDE) % count)
