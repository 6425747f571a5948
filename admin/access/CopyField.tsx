import CopyIcon from '@mui/icons-material/ContentCopy'
import { Button, Stack, TextField } from '@mui/material'
import { useState } from 'react'
import { useTranslate } from 'react-admin'

/** Something to be taken along: shown to be read, and copied at a press. */
export function CopyField({ label, value }: { label: string; value: string }) {
  const translate = useTranslate()
  const [outcome, setOutcome] = useState<'copied' | 'notCopied' | null>(null)
  const copy = () => {
    navigator.clipboard.writeText(value).then(
      () => setOutcome('copied'),
      () => setOutcome('notCopied'),
    )
  }
  return (
    <Stack direction={{ xs: 'column', sm: 'row' }} sx={{ gap: 1, alignItems: { sm: 'flex-start' } }}>
      <TextField
        label={label}
        value={value}
        fullWidth
        multiline
        helperText={outcome === null ? ' ' : translate(`access.copy.${outcome}`)}
        onFocus={({ target }) => target.select()}
        slotProps={{
          htmlInput: { readOnly: true, sx: { fontFamily: 'monospace', overflowWrap: 'anywhere' } },
          formHelperText: { role: 'status' },
        }}
      />
      <Button variant="outlined" startIcon={<CopyIcon />} onClick={copy} autoFocus sx={{ mt: { sm: 1 } }}>
        {translate('access.copy.action')}
      </Button>
    </Stack>
  )
}
