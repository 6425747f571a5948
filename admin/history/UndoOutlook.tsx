import {
  Alert,
  Box,
  FormControl,
  FormControlLabel,
  FormLabel,
  Radio,
  RadioGroup,
  Typography,
} from '@mui/material'
import { useTranslate } from 'react-admin'
import { KeptList } from './KeptList.tsx'
import { SetLink } from './SetLink.tsx'
import type { UndoMode, UndoResult } from './types.ts'
import { prospectOf, waysOn } from './undo-state.ts'

interface UndoOutlookProps {
  readonly mode: UndoMode
  readonly result: UndoResult
  /** The later change sets that stood in the way when nobody had decided about them yet. */
  readonly blockedBy: UndoResult['blockedBy']
  readonly onMode: (mode: UndoMode) => void
}

/** What undoing would come to: what stands in its way with the ways to go on, how much is taken back, and what stays. */
export function UndoOutlook({ mode, result, blockedBy, onMode }: UndoOutlookProps) {
  const translate = useTranslate()
  const prospect = prospectOf(mode, result)
  const decides = prospect === 'blocked' || mode !== 'REFUSE'
  return (
    <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      {decides && (
        <Alert severity="warning">
          {translate(blockedBy.length > 0 ? 'history.undo.blocked' : 'history.undo.partly')}
          <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
            {blockedBy.map((set) => (
              <li key={set.id}>
                <SetLink set={set} />
                {set.reason !== null && ` — ${translate('history.reason', { reason: set.reason })}`}
              </li>
            ))}
          </Box>
        </Alert>
      )}
      {decides && (
        <FormControl>
          <FormLabel id="undo-mode">{translate('history.undo.choose')}</FormLabel>
          <RadioGroup
            aria-labelledby="undo-mode"
            value={mode}
            onChange={({ target }) => {
              const chosen = waysOn({ blockedBy }).find((way) => way === target.value)
              if (chosen !== undefined) onMode(chosen)
            }}
          >
            {waysOn({ blockedBy }).map((way) => (
              <FormControlLabel
                key={way}
                value={way}
                control={<Radio size="small" />}
                label={translate(`history.undo.${way}`)}
              />
            ))}
          </RadioGroup>
        </FormControl>
      )}
      {prospect === 'free' && (
        <Typography>{translate('history.undo.count', { smart_count: result.undone })}</Typography>
      )}
      {prospect === 'nothing' && <Alert severity="info">{translate('history.undo.nothing')}</Alert>}
      {result.kept.length > 0 && (
        <Box>
          <Typography sx={{ fontWeight: 600 }}>
            {translate(prospect === 'blocked' ? 'history.undo.inTheWay' : 'history.undo.kept')}
          </Typography>
          <KeptList kept={result.kept} />
        </Box>
      )}
    </Box>
  )
}
