import { Box, Button, Stack, TextField } from '@mui/material'
import { useState } from 'react'
import { useTranslate } from 'react-admin'
import type { SourceChoice } from './documents.ts'
import { PassagePicker } from './PassagePicker.tsx'
import { PassageText } from './PassageText.tsx'
import type { PieceField } from './problems.ts'
import type { EvidenceDraft, Passage } from './types.ts'
import { placesOf } from './values.ts'

export interface PieceInputsProps {
  readonly draft: EvidenceDraft
  readonly passage: Passage | null
  /** The source to begin with in a new piece. */
  readonly begin: SourceChoice | null
  readonly problems: Partial<Record<PieceField, string>>
  readonly onChange: (draft: EvidenceDraft) => void
  readonly onPick: (passage: Passage) => void
}

/** The inputs of one piece of evidence: the passage, the words, and what there is to say of them. */
export function PieceInputs({ draft, passage, begin, problems, onChange, onPick }: PieceInputsProps) {
  const translate = useTranslate()
  const [placed, setPlaced] = useState(false)
  const withPosition = placed || problems.start !== undefined
  return (
    <Stack sx={{ gap: 1.5 }}>
      <PassagePicker
        passage={passage}
        begin={begin}
        problem={problems.passageId}
        onChange={(picked) => {
          if (picked !== null) onPick(picked)
          // Where the words stood in another passage says nothing about this one.
          onChange({ ...draft, passageId: picked?.id ?? null, start: null })
        }}
      />
      {passage !== null && (
        <PassageText
          passage={passage}
          mention={draft.mention}
          start={draft.start}
          onSelect={(selection) => onChange({ ...draft, ...selection })}
        />
      )}
      <TextField
        label={translate('evidence.mention')}
        value={draft.mention}
        onChange={({ target }) => {
          // Other words may stand elsewhere: where the text is kept, the service looks for them.
          const start = typeof passage?.text === 'string' ? null : draft.start
          onChange({ ...draft, mention: target.value, start })
        }}
        error={problems.mention !== undefined}
        helperText={
          problems.mention === undefined
            ? mentionHelp(draft, passage, translate)
            : translate(problems.mention, { _: problems.mention })
        }
        multiline
        fullWidth
        required
        size="small"
        margin="none"
      />
      <TextField
        label={translate('evidence.note')}
        value={draft.note}
        onChange={({ target }) => onChange({ ...draft, note: target.value })}
        error={problems.note !== undefined}
        helperText={problems.note === undefined ? undefined : translate(problems.note, { _: problems.note })}
        multiline
        fullWidth
        size="small"
        margin="none"
      />
      <Box>
        <Button size="small" aria-expanded={withPosition} onClick={() => setPlaced(!withPosition)}>
          {translate('evidence.position')}
          {draft.start !== null && `: ${draft.start}`}
        </Button>
        {withPosition && (
          <TextField
            type="number"
            label={translate('evidence.position')}
            value={draft.start ?? ''}
            onChange={({ target }) => onChange({ ...draft, start: wholeNumber(target.value) })}
            error={problems.start !== undefined}
            helperText={translate(problems.start ?? 'evidence.positionHelp', { _: problems.start })}
            slotProps={{ htmlInput: { min: 0, step: 1 } }}
            fullWidth
            size="small"
            margin="dense"
          />
        )}
      </Box>
    </Stack>
  )
}

/** Whether the words stand in the passage, told while they are typed. */
function mentionHelp(
  { mention, start }: EvidenceDraft,
  passage: Passage | null,
  translate: (key: string, options?: Record<string, unknown>) => string,
): string {
  const words = mention.trim()
  if (typeof passage?.text !== 'string' || words === '') return translate('evidence.mentionHelp')
  const places = placesOf(passage.text, words)
  if (places.length === 0) return translate('evidence.absent')
  return places.length > 1 && start === null
    ? translate('evidence.foundMany', { count: places.length })
    : translate('evidence.found')
}

const wholeNumber = (typed: string): number | null => (/^\d{1,9}$/.test(typed) ? Number(typed) : null)
