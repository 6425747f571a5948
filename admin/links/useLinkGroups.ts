import { useCallback, useEffect, useState } from 'react'
import { useAsOf } from '../data/AsOfContext.tsx'
import { ApiError, request } from '../data/graphql.ts'
import { asOfVariable } from '../data/moments.ts'
import { useModel } from '../data/ModelContext.tsx'
import { groupsDocument, moreDocument } from './documents.ts'
import { groupsOf, withFirstPage, withPage } from './groups.ts'
import type { Group } from './groups.ts'
import { useApiLang } from './language.ts'
import { linkRelations, titleFilter } from './relations.ts'

const FIRST = 10
const MORE = 50

export type LinkGroups =
  | { readonly status: 'loading' | 'failed' | 'gone' }
  | { readonly status: 'ready'; readonly title: string; readonly groups: readonly Group[] }

/** A node's links in pages by group, with what moves them: all that the panel shows. */
export function useLinkGroups(kind: string, id: string) {
  const model = useModel()
  const asOf = useAsOf()
  const lang = useApiLang()
  const [links, setLinks] = useState<LinkGroups>({ status: 'loading' })
  const [attempt, setAttempt] = useState(0)

  useEffect(() => {
    const controller = new AbortController()
    setLinks((now) => (attempt === 0 && now.status === 'ready' ? now : { status: 'loading' }))
    const variables = { id, first: FIRST, lang, ...asOfVariable(asOf) }
    request(groupsDocument(model, kind, asOf !== null), variables, controller.signal).then(
      ({ node }) =>
        setLinks(
          node === null
            ? { status: 'gone' }
            : { status: 'ready', title: node.title, groups: groupsOf(linkRelations(model, kind), node) },
        ),
      (error: unknown) => {
        if (controller.signal.aborted) return
        setLinks({ status: error instanceof ApiError && error.code === 'NOT_FOUND' ? 'gone' : 'failed' })
      },
    )
    return () => controller.abort()
  }, [model, kind, id, lang, asOf, attempt])

  /** Changes the groups as they are by then, so that an answer that comes late overwrites nothing. */
  const change = useCallback((by: (groups: readonly Group[]) => readonly Group[]) => {
    setLinks((now) => (now.status === 'ready' ? { ...now, groups: by(now.groups) } : now))
  }, [])
  const changeOne = useCallback(
    (name: string, by: (group: Group) => Group) =>
      change((groups) => groups.map((group) => (group.relation.name === name ? by(group) : group))),
    [change],
  )

  const more = useCallback(
    async ({ relation, search, next }: Group) => {
      const filter = titleFilter(model.kind(relation.to), search)
      const { node } = await request(moreDocument(model, relation, asOf !== null), {
        id,
        first: MORE,
        after: next,
        filter,
        lang,
        ...asOfVariable(asOf),
      })
      if (node !== null)
        changeOne(relation.name, (group) => (group.search === search ? withPage(group, node.page) : group))
    },
    [model, id, lang, asOf, changeOne],
  )

  const find = useCallback(
    async ({ relation }: Group, search: string, signal: AbortSignal) => {
      const filter = titleFilter(model.kind(relation.to), search)
      const { node } = await request(
        moreDocument(model, relation, asOf !== null),
        { id, first: FIRST, after: null, filter, lang, ...asOfVariable(asOf) },
        signal,
      )
      if (node !== null) changeOne(relation.name, (group) => withFirstPage(group, search, node.page))
    },
    [model, id, lang, asOf, changeOne],
  )

  return { links, change, more, find, reload: useCallback(() => setAttempt((count) => count + 1), []) }
}
