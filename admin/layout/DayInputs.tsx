import { TextField } from '@mui/material'
import { useTranslate } from 'react-admin'

/** Days as `2026-11-28`; empty for any. */
interface Days {
  readonly from: string
  readonly to: string
}

interface DayInputsProps {
  readonly value: Days
  readonly onChange: (changed: Partial<Days>) => void
}

/** From which day and to which, both included. */
export function DayInputs({ value, onChange }: DayInputsProps) {
  const translate = useTranslate()
  return (['from', 'to'] as const).map((end) => (
    <TextField
      key={end}
      type="date"
      size="small"
      margin="none"
      label={translate(`history.filter.${end}`)}
      value={value[end]}
      onChange={({ target }) => onChange({ [end]: target.value })}
      slotProps={{ inputLabel: { shrink: true } }}
    />
  ))
}
