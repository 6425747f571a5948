import { Box, Typography } from '@mui/material'
import { useTranslate } from 'react-admin'
import { sayValue } from '../data/format.ts'
import { sentEvidence, textOf } from '../data/records.ts'
import { useLang } from '../i18n/useLang.ts'
import type { Difference, Side } from './conflict.ts'
import { ReferenceName } from './ReferenceName.tsx'
import { wordDifference } from './word-difference.ts'

/** One side of a difference; in texts the words that the other side lacks are marked. */
export function DifferenceValue({ difference, side }: { difference: Difference; side: Side }) {
  const lang = useLang()
  const translate = useTranslate()
  const value = difference[side]
  const other = difference[side === 'mine' ? 'theirs' : 'mine']
  const { field } = difference
  const empty = (
    <Typography variant="body2" color="textSecondary">
      {translate('lg.show.nothing')}
    </Typography>
  )
  if (field === undefined) {
    const pieces = sentEvidence(value)
    if (pieces.length === 0) return empty
    return (
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {pieces.map(({ mention, note }, index) => (
          <Typography component="li" variant="body2" key={index} sx={{ overflowWrap: 'anywhere' }}>
            “{mention}”{note !== null && ` — ${note}`}
          </Typography>
        ))}
      </Box>
    )
  }
  if (value === null || value === undefined) return empty
  if (field.type === 'reference')
    return (
      <Typography variant="body2">
        <ReferenceName to={field.to} id={textOf(value)} />
      </Typography>
    )
  if ((field.type === 'text' || field.type === 'localized') && typeof value === 'string')
    return (
      <Typography
        variant="body2"
        sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', maxHeight: 320, overflow: 'auto' }}
      >
        {wordDifference(value, typeof other === 'string' ? other : '').map(({ text, differs }, index) =>
          differs ? <mark key={index}>{text}</mark> : text,
        )}
      </Typography>
    )
  const yesNo = [translate('ra.boolean.true'), translate('ra.boolean.false')] as const
  return <Typography variant="body2">{sayValue(field, value, lang, yesNo)}</Typography>
}
