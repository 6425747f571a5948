import type { Kind, Model, Relation } from '../../server/model/index.ts'
import type { Loss } from '../data/documents.ts'
import type { Answer } from '../data/records.ts'

/** A node that is about to be deleted. */
export interface Doomed {
  readonly id: string
  readonly version: number
  readonly title: string
  readonly evidenceCount: number
}

/** What hangs on such nodes by one relation. */
export interface LossGroup {
  readonly relation: Relation
  readonly count: number
  readonly titles: readonly string[]
}

export interface Losses {
  readonly nodes: readonly Doomed[]
  /** Links that would go along. */
  readonly links: readonly LossGroup[]
  /** Nodes that belong to these and must be deleted first. */
  readonly owned: readonly LossGroup[]
}

/** What a deletion would take along, and what stands in its way, from the answer to the loss document. */
export function lossesOf(
  model: Model,
  kind: Kind,
  answers: readonly (Answer & { readonly title: string })[],
): Losses {
  const groups = model
    .relations(kind.name)
    .filter(({ single }) => !single)
    .flatMap((relation): LossGroup[] => {
      const found = answers.map((answer) => answer[`loss_${relation.name}`] as Loss)
      const count = found.reduce((sum, { totalCount }) => sum + totalCount, 0)
      const titles = [...new Set(found.flatMap(({ nodes }) => nodes.map(({ title }) => title)))].slice(0, 3)
      return count === 0 ? [] : [{ relation, count, titles }]
    })
  return {
    nodes: answers.map((answer) => ({
      id: answer.id,
      version: answer['version'] as number,
      title: answer.title,
      evidenceCount: answer['evidenceCount'] as number,
    })),
    links: groups.filter(({ relation }) => relation.link !== undefined),
    owned: groups.filter(({ relation }) => relation.link === undefined),
  }
}
