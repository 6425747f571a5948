import {
  Box,
  Button,
  DialogActions,
  DialogContent,
  DialogTitle,
  FormControl,
  FormControlLabel,
  FormLabel,
  Radio,
  RadioGroup,
  Stack,
  Typography,
} from '@mui/material'
import { useState } from 'react'
import { useTranslate } from 'react-admin'
import { EvidenceList } from '../evidence/EvidenceList.tsx'
import type { LinkValues } from './draft.ts'
import { LinkValue } from './LinkValue.tsx'
import { differing, firstChoice, merged } from './merge.ts'
import type { Side, ValueName } from './merge.ts'

interface LinkConflictProps {
  /** The state that the person began from: it tells which side changed what. */
  readonly before: LinkValues
  readonly mine: LinkValues
  readonly theirs: LinkValues
  readonly saving: boolean
  readonly onChoose: (values: LinkValues) => void
  readonly onBack: () => void
}

const sides: readonly Side[] = ['mine', 'theirs']

/** Both states of a link that two people changed, field by field, for the second one to choose. */
export function LinkConflict({ before, mine, theirs, saving, onChoose, onBack }: LinkConflictProps) {
  const translate = useTranslate()
  const [choice, setChoice] = useState(() => firstChoice(before, mine, theirs))
  const names = differing(mine, theirs)
  return (
    <>
      <DialogTitle>{translate('links.conflict.title')}</DialogTitle>
      <DialogContent>
        <Typography sx={{ mb: 2 }}>
          {translate(names.length === 0 ? 'links.conflict.same' : 'links.conflict.text')}
        </Typography>
        <Stack sx={{ gap: 2 }}>
          {names.map((name) => (
            <FormControl key={name}>
              <FormLabel id={`conflict-${name}`}>{translate(`links.${name}`)}</FormLabel>
              <RadioGroup
                aria-labelledby={`conflict-${name}`}
                value={choice[name] ?? 'mine'}
                onChange={({ target }) =>
                  setChoice({ ...choice, [name]: sides.find((side) => side === target.value) ?? 'mine' })
                }
                sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' }, gap: 1.5, mt: 0.5 }}
              >
                {sides.map((side) => (
                  <Box
                    key={side}
                    sx={{ border: 1, borderColor: 'divider', borderRadius: 1, px: 1.5, pb: 1, minWidth: 0 }}
                  >
                    <FormControlLabel
                      value={side}
                      control={<Radio size="small" />}
                      label={translate(`links.conflict.${side}`)}
                    />
                    <ValueOf name={name} values={side === 'mine' ? mine : theirs} />
                  </Box>
                ))}
              </RadioGroup>
            </FormControl>
          ))}
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button onClick={onBack} color="inherit">
          {translate('links.dialog.back')}
        </Button>
        <Button variant="contained" loading={saving} onClick={() => onChoose(merged(mine, theirs, choice))}>
          {translate('links.conflict.save')}
        </Button>
      </DialogActions>
    </>
  )
}

const ValueOf = ({ name, values }: { name: ValueName; values: LinkValues }) =>
  name === 'evidence' ? (
    <EvidenceList evidence={values.evidence} />
  ) : (
    <LinkValue name={name} values={values} />
  )
