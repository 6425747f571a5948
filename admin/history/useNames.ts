import { useEffect, useMemo, useState } from 'react'
import { request } from '../data/graphql.ts'
import { MAX_ROWS } from '../data/paging.ts'
import type { ApiLang } from '../evidence/documents.ts'
import { useApiLang } from '../links/language.ts'
import { mentionedIn } from './account.ts'
import { namesDocument, passageNamesDocument } from './documents.ts'
import type { NodeName, PassageName } from './documents.ts'
import type { ToldChange } from './types.ts'

/** The most root fields of one request. */
const MAX_NAMES = 50

/** What is known of the nodes and passages that changes speak of: null is no longer there, undefined not read yet. */
export interface Names {
  readonly node: (id: string) => NodeName | null | undefined
  readonly passage: (id: string) => PassageName | null | undefined
  /** Some could not be read. */
  readonly failed: boolean
}

interface Known {
  readonly lang: ApiLang
  readonly nodes: ReadonlyMap<string, NodeName | null>
  readonly passages: ReadonlyMap<string, PassageName | null>
}

const nothing = (lang: ApiLang): Known => ({ lang, nodes: new Map(), passages: new Map() })

/** Reads what the other ends of links and the passages of quotations are called, a batch after the other. */
export function useNames(changes: readonly ToldChange[]): Names {
  const lang = useApiLang()
  const [held, setHeld] = useState<Known>(() => nothing(lang))
  const [failed, setFailed] = useState(false)
  const known = useMemo(() => (held.lang === lang ? held : nothing(lang)), [held, lang])
  const wanted = useMemo(() => mentionedIn(changes), [changes])
  // As text, so that what is asked for already is not asked for again when more changes come.
  const nodes = missing(wanted.nodes, known.nodes, MAX_NAMES)
  const passages = missing(wanted.passages, known.passages, MAX_ROWS)
  useEffect(() => {
    const asked = { nodes: nodes.split('\n').filter(Boolean), passages: passages.split('\n').filter(Boolean) }
    if (asked.nodes.length + asked.passages.length === 0) return
    const controller = new AbortController()
    Promise.all([
      readNodes(asked.nodes, lang, controller.signal),
      readPassages(asked.passages, lang, controller.signal),
    ]).then(
      ([foundNodes, foundPassages]) => {
        setFailed(false)
        setHeld((now) => {
          const before = now.lang === lang ? now : nothing(lang)
          return {
            lang,
            nodes: new Map([...before.nodes, ...foundNodes]),
            passages: new Map([...before.passages, ...foundPassages]),
          }
        })
      },
      () => {
        if (!controller.signal.aborted) setFailed(true)
      },
    )
    return () => controller.abort()
  }, [nodes, passages, lang])
  return useMemo(
    () => ({
      node: (id: string) => known.nodes.get(id),
      passage: (id: string) => known.passages.get(id),
      failed,
    }),
    [known, failed],
  )
}

const missing = (ids: readonly string[], known: ReadonlyMap<string, unknown>, most: number): string =>
  ids
    .filter((id) => !known.has(id))
    .slice(0, most)
    .join('\n')

async function readNodes(
  ids: readonly string[],
  lang: ApiLang,
  signal: AbortSignal,
): Promise<[string, NodeName | null][]> {
  if (ids.length === 0) return []
  const variables = Object.fromEntries(ids.map((id, index) => [`i${index}`, id]))
  const answer = await request(namesDocument(ids.length), { ...variables, lang }, signal)
  return ids.map((id, index) => [id, answer[`n${index}`] ?? null])
}

async function readPassages(
  ids: readonly string[],
  lang: ApiLang,
  signal: AbortSignal,
): Promise<[string, PassageName | null][]> {
  if (ids.length === 0) return []
  const { passages } = await request(passageNamesDocument, { ids, first: ids.length, lang }, signal)
  const found = new Map(passages.nodes.map((passage) => [passage.id, passage]))
  return ids.map((id) => [id, found.get(id) ?? null])
}
