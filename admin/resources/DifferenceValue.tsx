import { Box, Typography } from '@mui/material'
import { useTranslate } from 'react-admin'
import type { Field } from '../../server/model/index.ts'
import { sayValue } from '../data/format.ts'
import { sentEvidence, textOf } from '../data/records.ts'
import { useLang } from '../i18n/useLang.ts'
import { MarkedText } from './MarkedText.tsx'
import type { Tone } from './MarkedText.tsx'
import { NothingThere } from './NothingThere.tsx'
import { ReferenceName } from './ReferenceName.tsx'

interface DifferenceValueProps {
  /** Undefined for the evidence. */
  readonly field: Field | undefined
  readonly value: unknown
  /** The value on the other side of the difference. */
  readonly other: unknown
  readonly tone?: Tone
  /** What the node of a reference was called, where that is told; else it is called as it is now. */
  readonly called?: string | undefined
}

/** One side of a difference; in texts the words that the other side lacks are marked. */
export function DifferenceValue({ field, value, other, tone = 'mark', called }: DifferenceValueProps) {
  const lang = useLang()
  const translate = useTranslate()
  if (field === undefined) {
    const pieces = sentEvidence(value)
    if (pieces.length === 0) return <NothingThere />
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
  if (value === null || value === undefined) return <NothingThere />
  if (field.type === 'reference')
    return (
      <Typography variant="body2">{called ?? <ReferenceName to={field.to} id={textOf(value)} />}</Typography>
    )
  if ((field.type === 'text' || field.type === 'localized') && typeof value === 'string')
    return <MarkedText text={value} other={typeof other === 'string' ? other : ''} tone={tone} />
  const yesNo = [translate('ra.boolean.true'), translate('ra.boolean.false')] as const
  return <Typography variant="body2">{sayValue(field, value, lang, yesNo)}</Typography>
}
