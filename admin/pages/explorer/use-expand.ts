import { useCallback, useState } from 'react'
import type { Relation } from '../../../server/model/index.ts'
import { useModel } from '../../data/ModelContext.tsx'
import { request } from '../../data/graphql.ts'
import type { ApiError } from '../../data/graphql.ts'
import { readNeighbours } from './answers.ts'
import { neighboursDocument } from './documents.ts'
import type { GraphNode } from './graph.ts'
import { MAX_NODES } from './state.ts'
import { asApiError } from './use-load.ts'

/** Neighbours that one step adds by each type of link. */
const AT_ONCE = 50

/** What became of a wish to see a node's neighbours. */
export type Expansion =
  | {
      readonly outcome: 'added'
      readonly title: GraphNode['title']
      readonly count: number
      readonly left: number
    }
  | { readonly outcome: 'full' }
  | { readonly outcome: 'failed'; readonly error: ApiError; readonly again: () => void }

interface Expanding {
  /** The node that is being expanded. */
  readonly busy: string | undefined
  readonly expansion: Expansion | undefined
  readonly expand: (node: GraphNode, relations: readonly Relation[]) => void
  readonly forget: () => void
}

/** Adds a node's neighbours to the canvas, by some of its relations, as many as there is room for. */
export function useExpand(shown: readonly string[], add: (ids: readonly string[]) => void): Expanding {
  const model = useModel()
  const [busy, setBusy] = useState<string>()
  const [expansion, setExpansion] = useState<Expansion>()

  const expand = useCallback(
    (node: GraphNode, relations: readonly Relation[]) => {
      const room = MAX_NODES - shown.length
      if (room <= 0) {
        setExpansion({ outcome: 'full' })
        return
      }
      setBusy(node.id)
      const variables = { id: node.id, known: shown, first: Math.min(AT_ONCE, room) }
      request(neighboursDocument(model.kind(node.kind), relations), variables)
        .then((answer) => {
          const { ids, left } = readNeighbours(relations, answer, new Set(shown), room)
          add(ids)
          setExpansion({ outcome: 'added', title: node.title, count: ids.length, left })
        })
        .catch((error: unknown) =>
          setExpansion({ outcome: 'failed', error: asApiError(error), again: () => expand(node, relations) }),
        )
        .finally(() => setBusy(undefined))
    },
    [model, shown, add],
  )
  return { busy, expansion, expand, forget: useCallback(() => setExpansion(undefined), []) }
}
