import {
  Alert,
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  FormControlLabel,
  Radio,
  RadioGroup,
  Stack,
  Typography,
  useMediaQuery,
} from '@mui/material'
import type { Theme } from '@mui/material'
import { useState } from 'react'
import { useTranslate } from 'react-admin'
import { sayInstant } from '../data/format.ts'
import type { NodeRecord } from '../data/records.ts'
import { useLang } from '../i18n/useLang.ts'
import { resolved } from './conflict.ts'
import type { Difference, Side } from './conflict.ts'
import { DifferenceValue } from './DifferenceValue.tsx'
import { usePieceLabel } from './usePieceLabel.ts'

interface ConflictDialogProps {
  readonly mine: Readonly<Record<string, unknown>>
  readonly theirs: NodeRecord
  readonly found: readonly Difference[]
  readonly busy: boolean
  /** Back to the form, where everything typed still stands. */
  readonly onClose: () => void
  readonly onResolve: (values: NodeRecord) => void
}

/** Shows what somebody else saved meanwhile beside what this person wants to save, and lets them choose, value by value. */
export function ConflictDialog({ mine, theirs, found, busy, onClose, onResolve }: ConflictDialogProps) {
  const lang = useLang()
  const translate = useTranslate()
  const narrow = useMediaQuery((theme: Theme) => theme.breakpoints.down('sm'))
  const [choice, setChoice] = useState<Readonly<Record<string, Side>>>({})
  const all = (side: Side) => setChoice(Object.fromEntries(found.map(({ path }) => [path, side])))
  return (
    <Dialog
      open
      onClose={busy ? undefined : onClose}
      fullWidth
      maxWidth="md"
      fullScreen={narrow}
      aria-labelledby="conflict-title"
    >
      <DialogTitle id="conflict-title">{translate('lg.conflict.title')}</DialogTitle>
      <DialogContent>
        <Typography sx={{ mb: 2 }}>
          {translate('lg.conflict.text', { when: sayInstant(theirs.updatedAt, lang) })}
        </Typography>
        {found.length === 0 && <Alert severity="info">{translate('lg.conflict.same')}</Alert>}
        <Stack sx={{ gap: 2 }}>
          {found.map((difference) => (
            <Choice
              key={difference.path}
              difference={difference}
              side={choice[difference.path] ?? difference.first}
              onChange={(side) => setChoice({ ...choice, [difference.path]: side })}
            />
          ))}
        </Stack>
      </DialogContent>
      <DialogActions sx={{ flexWrap: 'wrap', gap: 1 }}>
        <Button onClick={onClose} disabled={busy}>
          {translate('lg.conflict.back')}
        </Button>
        <Button onClick={() => all('theirs')} disabled={busy}>
          {translate('lg.conflict.allTheirs')}
        </Button>
        <Button onClick={() => all('mine')} disabled={busy}>
          {translate('lg.conflict.allMine')}
        </Button>
        <Button
          variant="contained"
          disabled={busy}
          onClick={() => onResolve(resolved(mine, theirs, found, choice))}
        >
          {translate('lg.conflict.save')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

interface ChoiceProps {
  readonly difference: Difference
  readonly side: Side
  readonly onChange: (side: Side) => void
}

function Choice({ difference, side, onChange }: ChoiceProps) {
  const translate = useTranslate()
  const label = usePieceLabel()
  const { field } = difference
  const id = `conflict-${difference.path}`
  return (
    <Box
      sx={{ border: 1, borderColor: difference.both ? 'warning.main' : 'divider', borderRadius: 1, p: 1.5 }}
    >
      <Typography id={id} sx={{ fontWeight: 600 }}>
        {label(difference)}
        {difference.both && (
          <Typography component="span" variant="body2" sx={{ ml: 1, color: 'warning.main' }}>
            {translate('lg.conflict.both')}
          </Typography>
        )}
      </Typography>
      <RadioGroup
        aria-labelledby={id}
        value={side}
        onChange={(_, value) => onChange(value === 'theirs' ? 'theirs' : 'mine')}
        sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' }, gap: 2 }}
      >
        {(['mine', 'theirs'] as const).map((one) => (
          <Box key={one} sx={{ opacity: side === one ? 1 : 0.75, minWidth: 0 }}>
            <FormControlLabel
              value={one}
              control={<Radio size="small" />}
              label={translate(`lg.conflict.${one}`)}
            />
            <DifferenceValue
              field={field}
              value={difference[one]}
              other={difference[one === 'mine' ? 'theirs' : 'mine']}
            />
          </Box>
        ))}
      </RadioGroup>
    </Box>
  )
}
