import { Box, Typography } from '@mui/material'
import { useTranslate } from 'react-admin'
import { useModel } from '../data/ModelContext.tsx'
import { useLang } from '../i18n/useLang.ts'
import type { MergeLink, MergeOutcome } from './documents.ts'

const outcomes: readonly MergeOutcome[] = ['MOVED', 'JOINED', 'DROPPED']

/** The most links that a person reads through. */
const SHOWN = 20

/** What becomes of the links of the nodes that go: how many move, coincide or drop, and which. */
export function LinkOutcomes({ links }: { links: readonly MergeLink[] }) {
  const model = useModel()
  const lang = useLang()
  const translate = useTranslate()
  if (links.length === 0)
    return <Typography color="textSecondary">{translate('history.merge.noLinks')}</Typography>
  const wordsOf = (type: string) => model.links.find((link) => link.type === type)?.words[lang] ?? ''
  return outcomes.map((outcome) => {
    const some = links.filter((link) => link.outcome === outcome)
    if (some.length === 0) return null
    return (
      <Box key={outcome} sx={{ mb: 1 }}>
        <Typography>{translate(`history.merge.${outcome}`, { smart_count: some.length })}</Typography>
        <Box component="ul" sx={{ m: 0, pl: 2.5, overflowWrap: 'anywhere' }}>
          {some.slice(0, SHOWN).map(({ id, type, title }) => (
            <Typography component="li" variant="body2" key={id}>
              <em>{wordsOf(type)}</em>: {title}
            </Typography>
          ))}
          {some.length > SHOWN && (
            <Typography component="li" variant="body2">
              {translate('history.andOthers', { smart_count: some.length - SHOWN })}
            </Typography>
          )}
        </Box>
      </Box>
    )
  })
}
