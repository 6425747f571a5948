import { TextField } from '@mui/material'
import { useEffect, useEffectEvent, useState } from 'react'

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
  // Told as it stands after the pause: what was chosen elsewhere meanwhile must not be taken back.
  const tell = useEffectEvent(onChange)
  useEffect(() => {
    const text = typed.trim()
    if (text === value) return
    const timer = setTimeout(() => tell(text), PAUSE_MS)
    return () => clearTimeout(timer)
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
