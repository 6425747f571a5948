import { Box, Typography } from '@mui/material'
import { useTranslate } from 'react-admin'
import { EvidenceList } from '../evidence/EvidenceList.tsx'
import type { Place } from '../evidence/EvidenceList.tsx'
import type { EvidenceValue } from '../evidence/types.ts'
import type { EvidenceChange } from './account.ts'
import { useKnownNames } from './NamesContext.tsx'
import type { Names } from './useNames.ts'

interface EvidenceChangesProps {
  readonly evidence: EvidenceChange
  /** The passage on whose own page they stand. */
  readonly here?: string | undefined
  /** What a passage was called then. */
  readonly calledThen?: ((id: unknown) => string | undefined) | undefined
}

/** The quotations that a change brought and took away, each with its passage. */
export function EvidenceChanges({ evidence: { gained, lost }, ...told }: EvidenceChangesProps) {
  return (
    <>
      <Quotations heading="history.evidenceGained" pieces={gained} {...told} />
      <Quotations heading="history.evidenceLost" pieces={lost} {...told} />
    </>
  )
}

interface QuotationsProps extends Omit<EvidenceChangesProps, 'evidence'> {
  readonly heading: string
  readonly pieces: readonly EvidenceValue[]
}

function Quotations({ heading, pieces, here, calledThen }: QuotationsProps) {
  const translate = useTranslate()
  const names = useKnownNames()
  if (pieces.length === 0) return null
  return (
    <Box sx={{ minWidth: 0 }}>
      <Typography component="dt" variant="body2" color="textSecondary">
        {translate(heading)}
      </Typography>
      <Box component="dd" sx={{ m: 0, mt: 0.5 }}>
        <EvidenceList
          evidence={pieces.map(({ passageId, mention, start, note }) => ({
            ...{ mention, start, note },
            passage: passageId === here ? 'here' : placeOf(names, passageId, calledThen),
          }))}
        />
      </Box>
    </Box>
  )
}

function placeOf(
  { passage, failed }: Names,
  id: string,
  calledThen: EvidenceChangesProps['calledThen'],
): Place {
  const known = passage(id)
  if (known === undefined) return failed ? 'failed' : 'reading'
  return known ?? { wasCalled: calledThen?.(id) }
}
