import { Box, Tab, Tabs } from '@mui/material'
import { useId } from 'react'
import type { ReactNode } from 'react'
import { useCreatePath, useTranslate } from 'react-admin'
import { Link as RouterLink } from 'react-router-dom'

export type NodeTab = 'content' | 'history'

interface NodeTabsProps {
  readonly resource: string
  readonly id: string
  readonly tab: NodeTab
  readonly children: ReactNode
}

/** What a node is, and how it came to be so: each has an address of its own. */
export function NodeTabs({ resource, id, tab, children }: NodeTabsProps) {
  const translate = useTranslate()
  const name = useId()
  const path = useCreatePath()({ resource, id, type: 'show' })
  return (
    <>
      <Tabs value={tab} aria-label={translate('history.tabs.label')} sx={{ mb: 2 }}>
        {(['content', 'history'] as const).map((one) => (
          <Tab
            key={one}
            value={one}
            id={`${name}-${one}`}
            aria-controls={`${name}-panel`}
            label={translate(`history.tabs.${one}`)}
            component={RouterLink}
            to={one === 'history' ? `${path}/history` : path}
          />
        ))}
      </Tabs>
      <Box role="tabpanel" id={`${name}-panel`} aria-labelledby={`${name}-${tab}`}>
        {children}
      </Box>
    </>
  )
}
