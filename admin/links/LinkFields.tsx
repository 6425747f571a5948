import { InputAdornment, MenuItem, Stack, TextField, Typography } from '@mui/material'
import { useTranslate } from 'react-admin'
import { EvidenceEditor } from '../evidence/EvidenceEditor.tsx'
import type { LinkValues } from './draft.ts'
import type { LinkField, LinkProblems } from './problems.ts'
import { linkStatuses } from './types.ts'

interface LinkFieldsProps {
  readonly values: LinkValues
  readonly onChange: (values: LinkValues) => void
  readonly problems: LinkProblems
}

/** What a person says of a link, the same when it is made and when it is changed. */
export function LinkFields({ values, onChange, problems }: LinkFieldsProps) {
  const translate = useTranslate()
  const said = (field: LinkField): string | undefined =>
    problems.fields[field]?.map((key) => translate(key)).join(' ')
  return (
    <>
      <Stack direction={{ xs: 'column', sm: 'row' }} sx={{ gap: 2 }}>
        <TextField
          select
          fullWidth
          size="small"
          margin="none"
          label={translate('links.status')}
          value={values.status}
          onChange={({ target }) => {
            const status = linkStatuses.find((one) => one === target.value)
            if (status !== undefined) onChange({ ...values, status })
          }}
          error={said('status') !== undefined}
          helperText={said('status')}
        >
          {linkStatuses.map((status) => (
            <MenuItem key={status} value={status}>
              {translate(`links.statuses.${status}`)}
            </MenuItem>
          ))}
        </TextField>
        <TextField
          type="number"
          fullWidth
          size="small"
          margin="none"
          label={translate('links.confidence')}
          value={values.confidence ?? ''}
          onChange={({ target }) =>
            onChange({ ...values, confidence: target.value === '' ? null : Number(target.value) })
          }
          error={said('confidence') !== undefined}
          helperText={said('confidence') ?? translate('links.confidenceHelp')}
          slotProps={{
            htmlInput: { min: 0, max: 100, step: 'any', inputMode: 'numeric' },
            input: { endAdornment: <InputAdornment position="end">%</InputAdornment> },
          }}
        />
      </Stack>
      <TextField
        multiline
        minRows={2}
        fullWidth
        size="small"
        margin="none"
        label={translate('links.note')}
        value={values.note}
        onChange={({ target }) => onChange({ ...values, note: target.value })}
        error={said('note') !== undefined}
        helperText={said('note')}
      />
      <Typography variant="subtitle1" component="h3">
        {translate('evidence.title')}
      </Typography>
      <EvidenceEditor
        value={values.evidence}
        onChange={(evidence) => onChange({ ...values, evidence })}
        problems={problems.evidence}
      />
    </>
  )
}
