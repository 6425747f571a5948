import DeleteIcon from '@mui/icons-material/DeleteOutlined'
import { Alert, Box, Button, IconButton, Paper, Stack, TextField, Tooltip, Typography } from '@mui/material'
import { useState } from 'react'
import { useTranslate } from 'react-admin'
import type { SourceChoice } from './documents.ts'
import { PassagePicker } from './PassagePicker.tsx'
import { PassageText } from './PassageText.tsx'
import type { PieceField } from './problems.ts'
import type { EvidenceDraft, Passage } from './types.ts'
import { placesOf } from './values.ts'

interface EvidencePieceProps {
  /** Its place in the list, counted from 1. */
  readonly number: number
  readonly draft: EvidenceDraft
  readonly passage: Passage | null
  readonly begin: SourceChoice | null
  readonly problems: Partial<Record<PieceField, string>>
  readonly onChange: (draft: EvidenceDraft) => void
  readonly onPick: (passage: Passage) => void
  readonly onRemove: () => void
}

/** One piece of evidence in a form: the passage, the words, and what there is to say of them. */
export function EvidencePiece(props: EvidencePieceProps) {
  const { number, draft, passage, begin, problems, onChange, onPick, onRemove } = props
  const translate = useTranslate()
  const [placed, setPlaced] = useState(false)
  const withPosition = placed || problems.start !== undefined
  return (
    <Paper
      variant="outlined"
      component="fieldset"
      sx={{ m: 0, p: 1.5, minWidth: 0, borderColor: problems.piece === undefined ? 'divider' : 'error.main' }}
    >
      <Stack direction="row" sx={{ alignItems: 'center', mb: 1 }}>
        <Typography component="legend" variant="subtitle2" sx={{ flex: 1, float: 'left' }}>
          {translate('evidence.piece', { number })}
        </Typography>
        <Tooltip title={translate('evidence.remove', { number })}>
          <IconButton size="small" aria-label={translate('evidence.remove', { number })} onClick={onRemove}>
            <DeleteIcon fontSize="small" />
          </IconButton>
        </Tooltip>
      </Stack>
      <Stack sx={{ gap: 1.5 }}>
        {problems.piece !== undefined && (
          <Alert severity="error" tabIndex={-1}>
            {translate(problems.piece, { _: problems.piece })}
          </Alert>
        )}
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
          helperText={
            problems.note === undefined ? undefined : translate(problems.note, { _: problems.note })
          }
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
    </Paper>
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
