import { Alert, Box, Button, CircularProgress } from '@mui/material'
import { useEffect, useState } from 'react'
import { useTranslate } from 'react-admin'
import { useAsOf } from '../data/AsOfContext.tsx'
import { request } from '../data/graphql.ts'
import { asOfVariable } from '../data/moments.ts'
import { evidenceOfLink } from '../evidence/documents.ts'
import { EvidenceList } from '../evidence/EvidenceList.tsx'
import type { Evidence } from '../evidence/types.ts'
import { useApiLang } from './language.ts'

/** The evidence of one link, read when it is first looked at. */
export function LinkEvidence({ id }: { id: string }) {
  const translate = useTranslate()
  const lang = useApiLang()
  const asOf = useAsOf()
  const [evidence, setEvidence] = useState<readonly Evidence[] | 'loading' | 'failed'>('loading')
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    const controller = new AbortController()
    setEvidence('loading')
    const variables = { id, lang, ...asOfVariable(asOf) }
    request(evidenceOfLink(asOf !== null), variables, controller.signal).then(
      ({ link }) => setEvidence(link?.evidence ?? []),
      () => {
        if (!controller.signal.aborted) setEvidence('failed')
      },
    )
    return () => controller.abort()
  }, [id, lang, asOf, attempt])
  if (evidence === 'loading')
    return <CircularProgress size={20} sx={{ m: 1 }} aria-label={translate('evidence.loading')} />
  if (evidence === 'failed')
    return (
      <Alert
        severity="error"
        action={
          <Button color="inherit" size="small" onClick={() => setAttempt(attempt + 1)}>
            {translate('links.retry')}
          </Button>
        }
      >
        {translate('evidence.failed')}
      </Alert>
    )
  return (
    <Box sx={{ pt: 1 }}>
      <EvidenceList evidence={evidence} />
    </Box>
  )
}
