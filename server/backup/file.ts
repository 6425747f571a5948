import type { LinkState, NodeState } from '../curate/state.ts'
import type { StoredProperties } from '../store/values.ts'
import type { Shape } from './shape.ts'

/**
 * A backup is a gzip file of lines, each a JSON value: a header, a line for each node, link and other thing, and a trailer.
 * `version` grows when an older service would misread it.
 */
export const BACKUP_FORMAT = { format: 'lesson-graph-backup', version: 1 } as const

export interface Header {
  readonly format: string
  readonly version: number
  /** The graph's sequence number. */
  readonly seq: number
  /** ISO instant. */
  readonly takenAt: string
  readonly model: Shape
}

/** A relationship that comes to a thing, or goes from it: its type, and the label and the id of the thing at its other end. */
export type Tie = readonly [type: string, label: string, id: string, properties: StoredProperties]

/** A node that is no node of the model: of the change log, or whatever else the service keeps. */
export interface Other {
  readonly labels: readonly string[]
  readonly properties: StoredProperties
  readonly in: readonly Tie[]
  /** Only what goes to nodes of the model: the rest comes with its other end. */
  readonly out: readonly Tie[]
}

export type Line = { readonly node: NodeState } | { readonly link: LinkState } | { readonly other: Other }

/** How much a backup holds. */
export interface Counts {
  readonly nodes: number
  readonly links: number
  readonly evidence: number
  readonly others: number
}

export interface Trailer {
  readonly counts: Counts
  /** Of all lines before, in hexadecimal. */
  readonly sha256: string
}

export const NO_COUNTS: Counts = { nodes: 0, links: 0, evidence: 0, others: 0 }

/** Counts with one line more. */
export function counted(counts: Counts, line: Line): Counts {
  if ('other' in line) return { ...counts, others: counts.others + 1 }
  const { evidence } = 'node' in line ? line.node : line.link
  return 'node' in line
    ? { ...counts, nodes: counts.nodes + 1, evidence: counts.evidence + evidence.length }
    : { ...counts, links: counts.links + 1, evidence: counts.evidence + evidence.length }
}

export const sayCounts = ({ nodes, links, evidence, others }: Counts): string =>
  `${nodes} nodes, ${links} links, ${evidence} pieces of evidence, ${others} entries of history and other things`
