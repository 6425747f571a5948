import { Box } from '@mui/material'
import type { ReactNode } from 'react'

interface FilterFormProps {
  /** What it narrows, for those who do not see it. */
  readonly label: string
  readonly children: ReactNode
}

/** The inputs that narrow a list, side by side as far as there is room. */
export function FilterForm({ label, children }: FilterFormProps) {
  return (
    <Box
      component="search"
      aria-label={label}
      sx={{
        display: 'grid',
        gap: 1.5,
        alignItems: 'start',
        gridTemplateColumns: {
          xs: 'minmax(0, 1fr)',
          sm: 'repeat(2, minmax(0, 1fr))',
          lg: 'repeat(4, minmax(0, 1fr))',
        },
      }}
    >
      {children}
    </Box>
  )
}
