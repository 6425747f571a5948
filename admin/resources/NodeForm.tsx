import { Box, Card, CardContent, Typography } from '@mui/material'
import type { ReactNode } from 'react'
import { Form, SaveButton, TextInput, useTranslate } from 'react-admin'
import { REASON } from '../data/records.ts'
import type { NodeRecord } from '../data/records.ts'
import { EvidenceInput } from '../evidence/EvidenceInput.tsx'
import { FieldInput } from './FieldInput.tsx'
import type { FormErrors } from './form-errors.ts'
import { useKind } from './useKind.ts'

interface NodeFormProps {
  /** What the form begins with; absent for a new node. */
  readonly record?: NodeRecord
  readonly onSubmit: (values: Readonly<Record<string, unknown>>) => Promise<FormErrors | undefined>
  /** What stands beside the save button, and what needs the form's state. */
  readonly children?: ReactNode
}

/** The inputs of a kind, its evidence, and the reason of the change; shared by create and edit. */
export function NodeForm({ record, onSubmit, children }: NodeFormProps) {
  const kind = useKind()
  const translate = useTranslate()
  return (
    <Form {...(record && { record })} onSubmit={onSubmit} warnWhenUnsavedChanges noValidate>
      <Card>
        <CardContent>
          <Box
            sx={{
              display: 'grid',
              gridTemplateColumns: {
                xs: 'minmax(0, 1fr)',
                sm: 'repeat(2, minmax(0, 1fr))',
                lg: 'repeat(3, minmax(0, 1fr))',
              },
              columnGap: 2,
            }}
          >
            {Object.entries(kind.fields).map(([name, field]) => (
              <FieldInput key={name} name={name} field={field} />
            ))}
          </Box>
          <Typography variant="h6" component="h2" sx={{ mt: 2, mb: 1 }}>
            {translate('lg.form.evidence')}
          </Typography>
          <EvidenceInput source="evidence" />
          <TextInput source={REASON} label="lg.form.reason" helperText="lg.form.reasonHelp" sx={{ mt: 3 }} />
          <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', mt: 1, flexWrap: 'wrap' }}>
            <SaveButton />
            {children}
          </Box>
        </CardContent>
      </Card>
    </Form>
  )
}
