import { FormControl, FormControlLabel, FormLabel, Radio, RadioGroup, Stack, TextField } from '@mui/material'
import { useId } from 'react'
import { useTranslate } from 'react-admin'
import { instantOfLocal, localOf } from '../../data/moments.ts'
import type { Moment } from '../../data/moments.ts'

/** A moment while somebody is entering it: how it is named, and what is typed. */
export interface MomentDraft {
  readonly by: 'seq' | 'at' | 'now'
  readonly seq: string
  readonly at: string
}

export function draftOf(moment: Moment | null, otherwise: MomentDraft['by']): MomentDraft {
  if (moment === null) return { by: otherwise, seq: '', at: '' }
  return 'seq' in moment
    ? { by: 'seq', seq: String(moment.seq), at: '' }
    : { by: 'at', seq: '', at: localOf(moment.at) }
}

/** What a draft means: null for the present, undefined while it is not complete. */
export function momentOfDraft({ by, seq, at }: MomentDraft): Moment | null | undefined {
  if (by === 'now') return null
  if (by === 'seq') return /^\d{1,9}$/.test(seq.trim()) ? { seq: Number(seq) } : undefined
  const instant = instantOfLocal(at)
  return instant === null ? undefined : { at: instant }
}

interface MomentInputProps {
  readonly label: string
  readonly draft: MomentDraft
  readonly ways: readonly MomentDraft['by'][]
  readonly onChange: (draft: MomentDraft) => void
}

/** A moment of the graph, by day and time, by the number of a change, or the present. */
export function MomentInput({ label, draft, ways, onChange }: MomentInputProps) {
  const translate = useTranslate()
  const id = useId()
  return (
    <FormControl sx={{ minWidth: 0 }}>
      <FormLabel id={id}>{label}</FormLabel>
      <RadioGroup
        row
        aria-labelledby={id}
        value={draft.by}
        onChange={({ target }) =>
          onChange({ ...draft, by: ways.find((way) => way === target.value) ?? draft.by })
        }
      >
        {ways.map((way) => (
          <FormControlLabel
            key={way}
            value={way}
            control={<Radio size="small" />}
            label={translate(`history.compare.by.${way}`)}
          />
        ))}
      </RadioGroup>
      <Stack sx={{ mt: 0.5 }}>
        {draft.by === 'seq' && (
          <TextField
            type="number"
            size="small"
            margin="none"
            label={`${label}: ${translate('history.compare.seq')}`}
            value={draft.seq}
            onChange={({ target }) => onChange({ ...draft, seq: target.value })}
            slotProps={{ htmlInput: { min: 0, step: 1 } }}
          />
        )}
        {draft.by === 'at' && (
          <TextField
            type="datetime-local"
            size="small"
            margin="none"
            label={`${label}: ${translate('history.compare.at')}`}
            value={draft.at}
            onChange={({ target }) => onChange({ ...draft, at: target.value })}
            slotProps={{ inputLabel: { shrink: true } }}
          />
        )}
      </Stack>
    </FormControl>
  )
}
