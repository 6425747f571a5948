import type { Draft } from './change-set.ts'
import { nodeStates, titleOf } from './state.ts'
import type { NodeState } from './state.ts'
import type { LocalizedText } from './validate.ts'

interface Ends {
  readonly from: string
  readonly to: string
}

/** How history calls links: by the titles of both ends, as they are at the moment of the change. */
export async function linkTitles(
  draft: Draft,
  links: readonly Ends[],
): Promise<(link: Ends) => LocalizedText> {
  const ids = [...new Set(links.flatMap((link) => [link.from, link.to]))]
  const states =
    ids.length === 0 ? new Map<string, NodeState>() : await nodeStates(draft.transaction, draft.model, ids)
  const titles = new Map(
    [...states].map(([id, state]) => [id, titleOf(draft.model.kind(state.kind), state.fields)] as const),
  )
  const titled = (id: string, language: keyof LocalizedText) => {
    const title = titles.get(id)
    return title?.[language] ?? title?.vi ?? id
  }
  return ({ from, to }) => ({
    vi: `${titled(from, 'vi')} → ${titled(to, 'vi')}`,
    en: `${titled(from, 'en')} → ${titled(to, 'en')}`,
  })
}
