import { Box, Paper, Tab, Tabs } from '@mui/material'
import { useState } from 'react'
import { useTranslate } from 'react-admin'
import type { Graph, GraphNode } from './graph.ts'
import { LinkTable } from './LinkTable.tsx'
import { NodeTable } from './NodeTable.tsx'

interface Props {
  readonly graph: Graph
  readonly selected: string | undefined
  readonly busy: string | undefined
  readonly onSelect: (id: string) => void
  readonly onExpandAll: (node: GraphNode) => void
  readonly onRemove: (id: string) => void
}

/** The canvas in words: the same nodes and links, for the keyboard and for screen readers. */
export function Tables({ graph, ...rest }: Props) {
  const translate = useTranslate()
  const [tab, setTab] = useState<'nodes' | 'links'>('nodes')
  const id = (part: string) => `explorer-${part}`
  return (
    <Paper variant="outlined">
      <Tabs
        value={tab}
        onChange={(_event, next: 'nodes' | 'links') => setTab(next)}
        aria-label={translate('explorer.table.label')}
        sx={{ borderBottom: 1, borderColor: 'divider' }}
      >
        {(['nodes', 'links'] as const).map((name) => (
          <Tab
            key={name}
            value={name}
            id={id(`${name}-tab`)}
            aria-controls={id(name)}
            label={translate(`explorer.table.${name}`, { smart_count: graph[name].length })}
          />
        ))}
      </Tabs>
      <Box
        role="tabpanel"
        id={id(tab)}
        aria-labelledby={id(`${tab}-tab`)}
        sx={{ maxHeight: 420, overflow: 'auto' }}
      >
        {tab === 'nodes' ? (
          <NodeTable graph={graph} {...rest} />
        ) : (
          <LinkTable graph={graph} selected={rest.selected} onSelect={rest.onSelect} />
        )}
      </Box>
    </Paper>
  )
}
