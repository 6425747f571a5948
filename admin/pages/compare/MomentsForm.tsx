import { Box, Button, Card, CardContent } from '@mui/material'
import { useState } from 'react'
import { useTranslate } from 'react-admin'
import { KindsInput } from '../changes/KindsInput.tsx'
import { MomentInput, draftOf, momentOfDraft } from './MomentInput.tsx'
import type { Moment } from '../../data/moments.ts'

/** What is compared. */
export interface Moments {
  readonly from: Moment | null
  /** Null for the present. */
  readonly to: Moment | null
  readonly kinds: readonly string[]
}

interface MomentsFormProps {
  readonly moments: Moments
  readonly onCompare: (moments: Moments) => void
}

/** Two moments, and the kinds that are looked at. */
export function MomentsForm({ moments, onCompare }: MomentsFormProps) {
  const translate = useTranslate()
  const [from, setFrom] = useState(() => draftOf(moments.from, 'at'))
  const [to, setTo] = useState(() => draftOf(moments.to, 'now'))
  const [kinds, setKinds] = useState(moments.kinds)
  const [begin, end] = [momentOfDraft(from), momentOfDraft(to)]
  const complete = begin !== undefined && begin !== null && end !== undefined
  return (
    <Card>
      <CardContent>
        <Box
          component="form"
          onSubmit={(event) => {
            event.preventDefault()
            if (complete) onCompare({ from: begin, to: end, kinds })
          }}
          sx={{
            display: 'grid',
            gap: 2,
            alignItems: 'start',
            gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'repeat(2, minmax(0, 1fr))' },
          }}
        >
          <MomentInput
            label={translate('history.compare.from')}
            draft={from}
            ways={['at', 'seq']}
            onChange={setFrom}
          />
          <MomentInput
            label={translate('history.compare.to')}
            draft={to}
            ways={['now', 'at', 'seq']}
            onChange={setTo}
          />
          <KindsInput value={kinds} onChange={setKinds} />
          <Box>
            <Button type="submit" variant="contained" disabled={!complete}>
              {translate('history.compare.go')}
            </Button>
          </Box>
        </Box>
      </CardContent>
    </Card>
  )
}
