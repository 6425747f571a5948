import { TextField } from '@mui/material'
import { useEffect, useState } from 'react'

const PAUSE_MS = 400

interface TypedInputProps {
  readonly label: string
  readonly value: string
  /** In characters. */
  readonly longest: number
  readonly onChange: (value: string) => void
}

/** Words that count once the typing rests, so that not every letter asks the service. */
export function TypedInput({ label, value, longest, onChange }: TypedInputProps) {
  const [typed, setTyped] = useState(value)
  // The address has changed by other hands, such as the browser's Back.
  const [known, setKnown] = useState(value)
  if (known !== value) {
    setKnown(value)
    if (typed.trim() !== value) setTyped(value)
  }
  useEffect(() => {
    const text = typed.trim()
    if (text === value) return
    const timer = setTimeout(() => onChange(text), PAUSE_MS)
    return () => clearTimeout(timer)
    // Only what is typed begins the pause anew, not how the caller would be told.
  }, [typed, value])
  return (
    <TextField
      type="search"
      size="small"
      margin="none"
      label={label}
      value={typed}
      onChange={({ target }) => setTyped(target.value)}
      slotProps={{ htmlInput: { maxLength: longest } }}
    />
  )
}
