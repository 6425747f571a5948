import { useCallback, useEffect, useState } from 'react'
import { request } from '../data/graphql.ts'
import { useApiLang } from '../links/language.ts'
import { passagesById } from './documents.ts'
import type { Passage } from './types.ts'

/** The passages that a form's evidence names: read once, or remembered from when they were picked. */
export function usePassages(ids: readonly string[]) {
  const lang = useApiLang()
  const [known, setKnown] = useState<ReadonlyMap<string, Passage>>(new Map())
  const [failed, setFailed] = useState(false)
  const [readIn, setReadIn] = useState(lang)
  if (readIn !== lang) {
    // Titles of sources are read in the language of the screens.
    setReadIn(lang)
    setKnown(new Map())
  }
  const remember = useCallback((passages: readonly Passage[]) => {
    setKnown((now) => new Map([...now, ...passages.map((passage) => [passage.id, passage] as const)]))
  }, [])
  const missing = [...new Set(ids)]
    .filter((id) => !known.has(id))
    .sort()
    .join('\n')
  useEffect(() => {
    if (missing === '') return
    const controller = new AbortController()
    const wanted = missing.split('\n')
    request(passagesById, { ids: wanted, first: wanted.length, lang }, controller.signal).then(
      ({ passages }) => {
        setFailed(false)
        remember(passages.nodes)
      },
      () => {
        if (!controller.signal.aborted) setFailed(true)
      },
    )
    return () => controller.abort()
  }, [missing, lang, remember])
  return { known, failed, remember }
}
