import { useCallback } from 'react'
import { useTranslate } from 'react-admin'
import type { Kind } from '../../server/model/index.ts'
import { request } from '../data/graphql.ts'
import { useLang } from '../i18n/useLang.ts'
import { choicesDocument, searchDocument } from './documents.ts'
import { useApiLang } from './language.ts'
import { LookupField } from './LookupField.tsx'
import { kindValue, titleFilter } from './relations.ts'
import type { LinkEnd } from './types.ts'

const CHOICES = 20

interface NodePickerProps {
  readonly label: string
  /** What may be picked; null until the type of link is known. */
  readonly kind: Kind | null
  /** The node at hand, which is never linked to itself. */
  readonly exclude: string
  readonly value: LinkEnd | null
  readonly onChange: (value: LinkEnd | null) => void
  readonly problems: readonly string[]
  readonly autoFocus: boolean
}

/** The node at the other end of a link, found by its words with or without accents. */
export function NodePicker({ label, kind, exclude, value, onChange, problems, autoFocus }: NodePickerProps) {
  const translate = useTranslate()
  const lang = useLang()
  const apiLang = useApiLang()
  const look = useCallback(
    async (typed: string, signal: AbortSignal) => {
      if (kind === null) return []
      const others = (found: readonly LinkEnd[]) => found.filter(({ id }) => id !== exclude)
      // Kinds that are called by a number are not found by words: their number is looked up in the list.
      if (typed.trim() === '' || !('field' in kind.titledBy)) {
        const filter = titleFilter(kind, typed)
        const { list } = await request(
          choicesDocument(kind),
          { filter, first: CHOICES, lang: apiLang },
          signal,
        )
        return others(list.nodes)
      }
      const variables = { text: typed, kinds: [kindValue(kind.name)], first: CHOICES, lang: apiLang }
      const { search } = await request(searchDocument, variables, signal)
      return others(search.nodes.map(({ entity }) => entity))
    },
    [kind, exclude, apiLang],
  )
  const help =
    problems.length > 0
      ? problems.map((problem) => translate(problem)).join(' ')
      : translate(kind === null ? 'links.dialog.chooseFirst' : 'links.dialog.search')
  return (
    <LookupField
      label={label}
      value={value}
      onChange={onChange}
      look={kind === null ? null : look}
      labelOf={({ title }) => title}
      detailOf={() => kind?.words[lang] ?? ''}
      help={help}
      wrong={problems.length > 0}
      none={translate('links.dialog.noOptions')}
      autoFocus={autoFocus}
    />
  )
}
