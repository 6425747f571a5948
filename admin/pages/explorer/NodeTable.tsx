import ExpandIcon from '@mui/icons-material/AddCircleOutlineOutlined'
import ShowIcon from '@mui/icons-material/OpenInNew'
import RemoveIcon from '@mui/icons-material/RemoveCircleOutlineOutlined'
import {
  Box,
  IconButton,
  Link,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  Tooltip,
} from '@mui/material'
import { useTranslate } from 'react-admin'
import { Link as RouterLink } from 'react-router-dom'
import { useModel } from '../../data/ModelContext.tsx'
import { useLang } from '../../i18n/useLang.ts'
import { degrees } from './graph.ts'
import type { Graph, GraphNode } from './graph.ts'
import { KindLabel } from './KindLabel.tsx'
import { showPath } from './show-path.ts'

interface Props {
  readonly graph: Graph
  readonly selected: string | undefined
  readonly busy: string | undefined
  readonly onSelect: (id: string) => void
  readonly onExpandAll: (node: GraphNode) => void
  readonly onRemove: (id: string) => void
}

/** The nodes on the canvas, each with all that the canvas lets one do with it. */
export function NodeTable({ graph, selected, busy, onSelect, onExpandAll, onRemove }: Props) {
  const translate = useTranslate()
  const model = useModel()
  const lang = useLang()
  const degree = degrees(graph)
  const wide = { display: { xs: 'none', sm: 'table-cell' } }
  return (
    <Table size="small" stickyHeader aria-label={translate('explorer.table.nodes_label')}>
      <TableHead>
        <TableRow>
          <TableCell>{translate('explorer.table.title')}</TableCell>
          <TableCell sx={wide}>{translate('explorer.table.kind')}</TableCell>
          <TableCell align="right" sx={wide}>
            {translate('explorer.table.degree')}
          </TableCell>
          <TableCell align="right">{translate('explorer.table.actions')}</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {graph.nodes.map((node) => {
          const title = node.title[lang]
          const does = (what: 'expand' | 'show' | 'remove') => translate(`explorer.table.${what}`, { title })
          return (
            <TableRow key={node.id} selected={node.id === selected}>
              <TableCell component="th" scope="row">
                <Link
                  component="button"
                  type="button"
                  variant="body2"
                  aria-pressed={node.id === selected}
                  onClick={() => onSelect(node.id)}
                  sx={{ textAlign: 'left' }}
                >
                  {title}
                </Link>
                <Box sx={{ display: { sm: 'none' }, typography: 'caption' }}>
                  <KindLabel kind={node.kind} />
                </Box>
              </TableCell>
              <TableCell sx={wide}>
                <KindLabel kind={node.kind} />
              </TableCell>
              <TableCell align="right" sx={wide}>
                {degree.get(node.id) ?? 0}
              </TableCell>
              <TableCell align="right" sx={{ whiteSpace: 'nowrap', px: 0.5 }}>
                <Tooltip title={does('expand')}>
                  <span>
                    <IconButton
                      size="small"
                      disabled={busy !== undefined}
                      aria-label={does('expand')}
                      onClick={() => onExpandAll(node)}
                    >
                      <ExpandIcon fontSize="small" />
                    </IconButton>
                  </span>
                </Tooltip>
                <Tooltip title={does('show')}>
                  <IconButton
                    size="small"
                    component={RouterLink}
                    to={showPath(model, node)}
                    aria-label={does('show')}
                  >
                    <ShowIcon fontSize="small" />
                  </IconButton>
                </Tooltip>
                <Tooltip title={does('remove')}>
                  <IconButton
                    size="small"
                    aria-label={does('remove')}
                    onClick={(event) => {
                      focusBeside(event.currentTarget)
                      onRemove(node.id)
                    }}
                  >
                    <RemoveIcon fontSize="small" />
                  </IconButton>
                </Tooltip>
              </TableCell>
            </TableRow>
          )
        })}
      </TableBody>
    </Table>
  )
}

/** The row is about to go: the keyboard moves on to the next, instead of losing its place. */
function focusBeside(button: HTMLElement) {
  const row = button.closest('tr')
  const next = row?.nextElementSibling ?? row?.previousElementSibling
  next?.querySelector('button')?.focus()
}
