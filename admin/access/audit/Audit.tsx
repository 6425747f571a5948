import RefreshIcon from '@mui/icons-material/Refresh'
import { Button, Stack } from '@mui/material'
import { useMemo } from 'react'
import { useTranslate } from 'react-admin'
import { useSearchParams } from 'react-router-dom'
import { ExportMenu } from '../../export/ExportMenu.tsx'
import { auditDocument } from '../documents.ts'
import { Listing } from '../Listing.tsx'
import { useListed } from '../useListed.ts'
import { AuditEntry } from './AuditEntry.tsx'
import { AuditFilterForm } from './AuditFilterForm.tsx'
import { auditFilter, readSought, writeSought } from './filters.ts'

/** What was done and refused about who may do what, the newest first; what it is narrowed by stands in the address. */
export function Audit() {
  const translate = useTranslate()
  const [search, setSearch] = useSearchParams()
  const query = search.toString()
  const sought = useMemo(() => readSought(new URLSearchParams(query)), [query])
  const filter = useMemo(() => auditFilter(sought), [sought])
  const slices = useListed(auditDocument, filter)
  return (
    <>
      <AuditFilterForm sought={sought} onChange={(next) => setSearch(writeSought(next), { replace: true })} />
      <Stack direction="row" sx={{ gap: 1, mt: 2, mb: 1 }}>
        <Button
          size="small"
          startIcon={<RefreshIcon />}
          loading={slices.busy}
          loadingPosition="start"
          onClick={slices.reload}
        >
          {translate('ra.action.refresh')}
        </Button>
        <ExportMenu
          part={{ what: 'audit', ...filter }}
          label={translate('ra.action.export')}
          buttonSize="small"
          disabled={slices.read?.items.length === 0}
        />
      </Stack>
      <Listing
        slices={slices}
        none={translate(Object.keys(filter).length > 0 ? 'access.audit.noneFound' : 'access.audit.none')}
      >
        {(record) => <AuditEntry key={record.id} record={record} />}
      </Listing>
    </>
  )
}
