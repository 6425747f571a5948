import { Stack } from '@mui/material'
import { useCallback, useEffect, useState } from 'react'
import { useTranslate } from 'react-admin'
import { request } from '../data/graphql.ts'
import { useApiLang } from '../links/language.ts'
import { LookupField } from '../links/LookupField.tsx'
import { foundSources, newestSources, passageFilter, passagesOfSource } from './documents.ts'
import type { SourceChoice } from './documents.ts'
import type { Passage } from './types.ts'

const CHOICES = 30

interface PassagePickerProps {
  readonly passage: Passage | null
  readonly onChange: (passage: Passage | null) => void
  /** The source to begin with: most often the next piece is from the same one. */
  readonly begin: SourceChoice | null
  readonly problem: string | undefined
}

/** Picks a source by its title, then one of its passages by its number or by words that it holds. */
export function PassagePicker({ passage, onChange, begin, problem }: PassagePickerProps) {
  const translate = useTranslate()
  const lang = useApiLang()
  const [chosen, setChosen] = useState<SourceChoice | null>(begin)
  const source = passage?.source ?? chosen
  const unknown = source === null

  useEffect(() => {
    if (!unknown) return
    const controller = new AbortController()
    request(newestSources, { first: 2, lang }, controller.signal).then(
      ({ sources }) => {
        const [only, another] = sources.nodes
        if (only !== undefined && another === undefined) setChosen(only)
      },
      () => {
        // The person picks the source then; that search tells of its own failures.
      },
    )
    return () => controller.abort()
  }, [unknown, lang])

  const lookForSource = useCallback(
    async (typed: string, signal: AbortSignal): Promise<readonly SourceChoice[]> => {
      if (typed.trim() === '') {
        const { sources } = await request(newestSources, { first: CHOICES, lang }, signal)
        return sources.nodes
      }
      const { search } = await request(foundSources, { text: typed, first: CHOICES, lang }, signal)
      return search.nodes.map(({ entity }) => entity)
    },
    [lang],
  )
  const sourceId = source?.id
  const lookForPassage = useCallback(
    async (typed: string, signal: AbortSignal): Promise<readonly Passage[]> => {
      if (sourceId === undefined) return []
      const variables = { source: sourceId, filter: passageFilter(typed), first: CHOICES, lang }
      const answer = await request(passagesOfSource, variables, signal)
      return answer.source?.passages.nodes ?? []
    },
    [sourceId, lang],
  )

  return (
    <Stack direction={{ xs: 'column', sm: 'row' }} sx={{ gap: 1.5 }}>
      <LookupField
        label={translate('evidence.source')}
        value={source}
        onChange={(next) => {
          setChosen(next)
          onChange(null)
        }}
        look={lookForSource}
        labelOf={({ title }) => title}
        help={translate('evidence.sourceHelp')}
        none={translate('evidence.noSources')}
      />
      <LookupField
        label={translate('evidence.passage')}
        value={passage}
        onChange={(next) => {
          setChosen(source)
          onChange(next)
        }}
        look={sourceId === undefined ? null : lookForPassage}
        labelOf={({ ordinal }) => translate('evidence.passageLabel', { ordinal })}
        detailOf={({ text, length }) => text ?? translate('evidence.lengthOnly', { count: length })}
        help={translate(
          problem ?? (sourceId === undefined ? 'evidence.sourceFirst' : 'evidence.passageHelp'),
        )}
        wrong={problem !== undefined}
        none={translate('evidence.noPassages')}
      />
    </Stack>
  )
}
