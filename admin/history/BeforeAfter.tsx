import { Box, Typography } from '@mui/material'
import type { ReactNode } from 'react'
import { useTranslate } from 'react-admin'
import type { Action } from './types.ts'

interface BeforeAfterProps {
  readonly label: string
  readonly action: Action
  readonly before: ReactNode
  readonly after: ReactNode
}

/** A value before above the same value after, so that the eye finds what differs; one alone, of what came or went. */
export function BeforeAfter({ label, action, before, after }: BeforeAfterProps) {
  const translate = useTranslate()
  return (
    <Box sx={{ minWidth: 0 }}>
      <Typography component="dt" variant="body2" color="textSecondary">
        {label}
      </Typography>
      {action === 'UPDATED' ? (
        <>
          <Side name={translate('history.before')}>{before}</Side>
          <Side name={translate('history.after')}>{after}</Side>
        </>
      ) : (
        <Box component="dd" sx={{ m: 0 }}>
          {action === 'CREATED' ? after : before}
        </Box>
      )}
    </Box>
  )
}

function Side({ name, children }: { name: string; children: ReactNode }) {
  return (
    <Box
      component="dd"
      sx={{ m: 0, display: 'grid', gridTemplateColumns: '3.5rem minmax(0, 1fr)', columnGap: 1, py: 0.25 }}
    >
      <Typography component="span" variant="caption" color="textSecondary" sx={{ lineHeight: 1.9 }}>
        {name}
      </Typography>
      <Box sx={{ minWidth: 0 }}>{children}</Box>
    </Box>
  )
}
