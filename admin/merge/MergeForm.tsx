import {
  Alert,
  Box,
  Button,
  FormControlLabel,
  Link,
  Radio,
  RadioGroup,
  TextField,
  Typography,
} from '@mui/material'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useCreatePath, useTranslate } from 'react-admin'
import { Link as RouterLink } from 'react-router-dom'
import type { Kind } from '../../server/model/index.ts'
import { sayError } from '../data/errors.ts'
import { ApiError } from '../data/graphql.ts'
import { RetryButton } from '../layout/RetryButton.tsx'
import { FieldChoices } from './FieldChoices.tsx'
import { LinkOutcomes } from './LinkOutcomes.tsx'
import type { Preview } from './useMerge.ts'

interface MergeFormProps {
  readonly kind: Kind
  readonly preview: Preview
  readonly into: string
  readonly busy: boolean
  readonly error: unknown
  readonly onInto: (id: string) => void
  readonly onMerge: (choice: Readonly<Record<string, string>>, reason: string) => void
  readonly onReload: () => void
}

/** What a merge would come to, and the choices that it leaves: which node stays, and whose value each field takes. */
export function MergeForm(props: MergeFormProps) {
  const { kind, preview, into, busy, error, onInto, onMerge, onReload } = props
  const translate = useTranslate()
  const [choice, setChoice] = useState<Readonly<Record<string, string>>>({})
  const [reason, setReason] = useState('')
  const { nodes, result } = preview
  const stays = nodes.find(({ id }) => id === into)
  return (
    <Box sx={{ display: 'grid', gap: 3, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <Part id="merge-into" title={translate('history.merge.into')}>
        <RadioGroup aria-labelledby="merge-into" value={into} onChange={({ target }) => onInto(target.value)}>
          {nodes.map((node) => (
            <Participant key={node.id} kind={kind} node={node} />
          ))}
        </RadioGroup>
        <Typography variant="body2" color="textSecondary">
          {translate('history.merge.intoHelp')}
        </Typography>
      </Part>
      <Part id="merge-fields" title={translate('history.merge.fields')}>
        <FieldChoices
          kind={kind}
          preview={preview}
          choice={choice}
          onChoose={(field, id) => setChoice({ ...choice, [field]: id })}
        />
      </Part>
      <Part id="merge-links" title={translate('links.title')}>
        <LinkOutcomes links={result.links} />
      </Part>
      <Part id="merge-evidence" title={translate('lg.form.evidence')}>
        <Typography>
          {translate('history.merge.evidence', {
            smart_count: result.evidence,
            title: stays?.title ?? '',
          })}
        </Typography>
      </Part>
      <TextField
        label={translate('lg.form.reason')}
        helperText={translate('lg.form.reasonHelp')}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
        slotProps={{ htmlInput: { maxLength: 1000 } }}
        multiline
        fullWidth
        size="small"
        margin="none"
      />
      {error !== undefined && (
        <Alert severity="error" action={isStale(error) ? <RetryButton onClick={onReload} /> : undefined}>
          {isStale(error) ? translate('history.merge.changed') : sayError(error, translate)}
        </Alert>
      )}
      <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
        <Button variant="contained" loading={busy} onClick={() => onMerge(choice, reason)}>
          {translate('history.merge.go', { smart_count: nodes.length })}
        </Button>
        <Button color="inherit" component={RouterLink} to={`/${kind.plural}`} disabled={busy}>
          {translate('ra.action.cancel')}
        </Button>
      </Box>
    </Box>
  )
}

/** Somebody has changed or deleted one of the nodes since they were read. */
const isStale = (error: unknown): boolean =>
  error instanceof ApiError && (error.code === 'CONFLICT' || error.code === 'NOT_FOUND')

function Participant({ kind, node }: { kind: Kind; node: Preview['nodes'][number] }) {
  const translate = useTranslate()
  const createPath = useCreatePath()
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 1 }}>
      <FormControlLabel value={node.id} control={<Radio size="small" />} label={node.title} />
      <Typography variant="body2" color="textSecondary">
        {translate('links.evidenceCount', { smart_count: node.evidenceCount })} ·{' '}
        <Link
          component={RouterLink}
          to={createPath({ resource: kind.plural, id: node.id, type: 'show' })}
          aria-label={`${translate('ra.action.show')}: ${node.title}`}
        >
          {translate('ra.action.show')}
        </Link>
      </Typography>
    </Box>
  )
}

function Part({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <Box component="section" aria-labelledby={id} sx={{ minWidth: 0 }}>
      <Typography id={id} variant="h6" component="h2" sx={{ mb: 1 }}>
        {title}
      </Typography>
      {children}
    </Box>
  )
}
