import VisibilityIcon from '@mui/icons-material/VisibilityOutlined'
import VisibilityOffIcon from '@mui/icons-material/VisibilityOffOutlined'
import { IconButton, InputAdornment, TextField } from '@mui/material'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { useTranslate } from 'react-admin'

interface PasswordFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  /** What password managers go by. */
  readonly autoComplete: 'current-password' | 'new-password'
  readonly name?: string
  readonly autoFocus?: boolean
  readonly error?: boolean
  readonly helperText?: ReactNode
  /** Whether it is shown from the beginning, as one that is to be passed on. */
  readonly shown?: boolean
}

/** A password, which can be looked at. */
export function PasswordField({ value, onChange, shown = false, helperText, ...field }: PasswordFieldProps) {
  const translate = useTranslate()
  const [isShown, setIsShown] = useState(shown)
  const label = translate(isShown ? 'access.password.hide' : 'access.password.show')
  return (
    <TextField
      {...field}
      helperText={helperText}
      type={isShown ? 'text' : 'password'}
      value={value}
      onChange={({ target }) => onChange(target.value)}
      slotProps={{
        htmlInput: { maxLength: 200, spellCheck: false, autoCapitalize: 'off' },
        input: {
          endAdornment: (
            <InputAdornment position="end">
              <IconButton edge="end" aria-label={label} title={label} onClick={() => setIsShown(!isShown)}>
                {isShown ? <VisibilityOffIcon /> : <VisibilityIcon />}
              </IconButton>
            </InputAdornment>
          ),
        },
      }}
    />
  )
}
