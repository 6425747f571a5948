import { Box, Stack, Typography } from '@mui/material'
import type { ReactNode } from 'react'

interface EntryProps {
  readonly title: string
  /** What stands beside the title. */
  readonly marks?: ReactNode
  /** What is said of it: what each is, and its value. */
  readonly facts: readonly (readonly [string, ReactNode])[]
  readonly actions?: ReactNode
}

/** A person, key or session in a list; on a phone what can be done stands below. */
export function Entry({ title, marks, facts, actions }: EntryProps) {
  return (
    <Box
      component="li"
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        columnGap: 2,
        rowGap: 0.5,
        py: 1.5,
        borderTop: 1,
        borderColor: 'divider',
      }}
    >
      <Box sx={{ flex: '1 1 16rem', minWidth: 0, overflowWrap: 'anywhere' }}>
        <Stack direction="row" sx={{ flexWrap: 'wrap', alignItems: 'center', columnGap: 1, rowGap: 0.5 }}>
          <Typography sx={{ fontWeight: 600 }}>{title}</Typography>
          {marks}
        </Stack>
        <Box component="dl" sx={{ m: 0, display: 'flex', flexWrap: 'wrap', columnGap: 2 }}>
          {facts.map(([name, value]) => (
            <Typography key={name} variant="body2" component="div" color="textSecondary">
              <Box component="dt" sx={{ display: 'inline' }}>
                {name}:
              </Box>{' '}
              <Box component="dd" sx={{ display: 'inline', m: 0 }}>
                {value}
              </Box>
            </Typography>
          ))}
        </Box>
      </Box>
      {actions !== undefined && (
        <Stack direction="row" sx={{ gap: 0.5, flexWrap: 'wrap' }}>
          {actions}
        </Stack>
      )}
    </Box>
  )
}
