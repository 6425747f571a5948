import { Box, Link, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material'
import { useTranslate } from 'react-admin'
import { useModel } from '../../data/ModelContext.tsx'
import { useLang } from '../../i18n/useLang.ts'
import type { Graph, GraphNode } from './graph.ts'
import { linkWords } from './relations.ts'

interface Props {
  readonly graph: Graph
  readonly selected: string | undefined
  readonly onSelect: (id: string) => void
}

/** The links on the canvas, each a sentence from its start to its end; those of the chosen node stand first. */
export function LinkTable({ graph, selected, onSelect }: Props) {
  const translate = useTranslate()
  const model = useModel()
  const lang = useLang()
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]))
  const touches = ({ from, to }: { from: string; to: string }) => from === selected || to === selected
  const links = [...graph.links].sort((a, b) => Number(touches(b)) - Number(touches(a)))
  if (links.length === 0) return <Box sx={{ p: 2 }}>{translate('explorer.table.no_links')}</Box>
  const end = (node: GraphNode) => (
    <Link
      component="button"
      type="button"
      variant="body2"
      aria-pressed={node.id === selected}
      onClick={() => onSelect(node.id)}
      sx={{ textAlign: 'left' }}
    >
      {node.title[lang]}
    </Link>
  )
  return (
    <Table size="small" stickyHeader aria-label={translate('explorer.table.links_label')}>
      <TableHead>
        <TableRow>
          <TableCell>{translate('explorer.table.from')}</TableCell>
          <TableCell>{translate('explorer.table.link')}</TableCell>
          <TableCell>{translate('explorer.table.to')}</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {links.map((link) => {
          const from = nodes.get(link.from)
          const to = nodes.get(link.to)
          if (from === undefined || to === undefined) return null
          return (
            <TableRow key={link.id} selected={touches(link)}>
              <TableCell>{end(from)}</TableCell>
              <TableCell sx={{ color: 'text.secondary' }}>
                {linkWords(model, from.kind, link.name)[lang]}
              </TableCell>
              <TableCell>{end(to)}</TableCell>
            </TableRow>
          )
        })}
      </TableBody>
    </Table>
  )
}
