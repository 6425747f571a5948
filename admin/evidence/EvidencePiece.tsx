import DeleteIcon from '@mui/icons-material/DeleteOutlined'
import EditIcon from '@mui/icons-material/EditOutlined'
import { Alert, Box, IconButton, Paper, Stack, Tooltip, Typography } from '@mui/material'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useTranslate } from 'react-admin'
import { PieceInputs } from './PieceInputs.tsx'
import type { PieceInputsProps } from './PieceInputs.tsx'

interface EvidencePieceProps extends PieceInputsProps {
  /** Its place in the list, counted from 1. */
  readonly number: number
  readonly onRemove: () => void
}

/** One piece of evidence in a form: in short while it is as it was, with its inputs when it is new, wrong or looked at. */
export function EvidencePiece({ number, onRemove, ...inputs }: EvidencePieceProps) {
  const { draft, passage, problems } = inputs
  const translate = useTranslate()
  const [opened, setOpened] = useState(draft.passageId === null || draft.mention === '')
  const wrong = Object.keys(problems).length > 0
  const open = opened || wrong
  const name = translate('evidence.piece', { number })
  return (
    <Paper
      variant="outlined"
      role="group"
      aria-label={name}
      sx={{ p: 1.5, borderColor: wrong ? 'error.main' : 'divider' }}
    >
      <Stack direction="row" sx={{ alignItems: 'flex-start', gap: 1 }}>
        <Box sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
          {open ? (
            <Typography variant="subtitle2">{name}</Typography>
          ) : (
            <>
              <Typography variant="body2">“{draft.mention}”</Typography>
              {passage !== null && (
                <Typography variant="caption" component="p" color="textSecondary">
                  {translate('evidence.passageLabel', { ordinal: passage.ordinal })} · {passage.source.title}
                </Typography>
              )}
              {draft.note !== '' && (
                <Typography variant="body2" color="textSecondary">
                  {translate('evidence.note')}: {draft.note}
                </Typography>
              )}
            </>
          )}
        </Box>
        {!wrong && (
          <Action
            label={translate(open ? 'evidence.fold' : 'evidence.edit', { number })}
            expanded={open}
            onClick={() => setOpened(!open)}
            icon={<EditIcon fontSize="small" />}
          />
        )}
        <Action
          label={translate('evidence.remove', { number })}
          onClick={onRemove}
          icon={<DeleteIcon fontSize="small" />}
        />
      </Stack>
      {problems.piece !== undefined && (
        <Alert severity="error" tabIndex={-1} sx={{ mt: 1 }}>
          {translate(problems.piece, { _: problems.piece })}
        </Alert>
      )}
      {open && (
        <Box sx={{ mt: 1 }}>
          <PieceInputs
            {...inputs}
            onChange={(next) => {
              // Mending what was wrong must not fold the piece away under the person's hands.
              setOpened(true)
              inputs.onChange(next)
            }}
          />
        </Box>
      )}
    </Paper>
  )
}

interface ActionProps {
  readonly label: string
  readonly expanded?: boolean
  readonly onClick: () => void
  readonly icon: ReactNode
}

const Action = ({ label, expanded, onClick, icon }: ActionProps) => (
  <Tooltip title={label}>
    <IconButton size="small" aria-label={label} aria-expanded={expanded} onClick={onClick}>
      {icon}
    </IconButton>
  </Tooltip>
)
