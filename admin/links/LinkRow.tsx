import DeleteIcon from '@mui/icons-material/DeleteOutlined'
import EditIcon from '@mui/icons-material/EditOutlined'
import ExpandMoreIcon from '@mui/icons-material/ExpandMore'
import HistoryIcon from '@mui/icons-material/HistoryOutlined'
import { Box, Button, Collapse, IconButton, Link, Stack, Tooltip, Typography } from '@mui/material'
import { useId, useState } from 'react'
import type { ReactNode } from 'react'
import { useCreatePath, useTranslate } from 'react-admin'
import { Link as RouterLink } from 'react-router-dom'
import { useModel } from '../data/ModelContext.tsx'
import { useLang } from '../i18n/useLang.ts'
import { percent } from './confidence.ts'
import { LinkEvidence } from './LinkEvidence.tsx'
import { kindOfValue } from './relations.ts'
import { StatusChip } from './StatusChip.tsx'
import type { LinkEdge } from './types.ts'

interface LinkRowProps {
  readonly edge: LinkEdge
  readonly editable: boolean
  readonly onEdit: () => void
  readonly onDelete: () => void
}

/** One link: what it leads to, what is said of it, and the evidence when a person unfolds it. */
export function LinkRow({ edge, editable, onEdit, onDelete }: LinkRowProps) {
  const translate = useTranslate()
  const lang = useLang()
  const [unfolded, setUnfolded] = useState(false)
  const region = useId()
  const { title } = edge.node
  return (
    <Box component="li" sx={{ py: 1, borderTop: 1, borderColor: 'divider', listStyle: 'none' }}>
      <Stack direction="row" sx={{ alignItems: 'flex-start', gap: 1 }}>
        <Box sx={{ flex: 1, minWidth: 0, display: 'flex', flexWrap: 'wrap', columnGap: 2, rowGap: 0.5 }}>
          <Box sx={{ flex: '1 1 20rem', minWidth: 0 }}>
            <NodeLink edge={edge} />
            {edge.note !== null && (
              <Typography
                variant="body2"
                color="textSecondary"
                sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
              >
                {edge.note}
              </Typography>
            )}
          </Box>
          <Stack
            direction="row"
            sx={{ flexWrap: 'wrap', alignItems: 'center', alignSelf: 'start', columnGap: 1.5, rowGap: 0.5 }}
          >
            {edge.confidence !== null && (
              <Typography variant="body2" color="textSecondary">
                {translate('links.confidence')} {percent(edge.confidence, lang)}
              </Typography>
            )}
            <StatusChip status={edge.status} />
            <EvidenceToggle edge={edge} unfolded={unfolded} region={region} onToggle={setUnfolded} />
          </Stack>
        </Box>
        {editable && (
          <Stack direction="row">
            <Tooltip title={translate('links.history', { title })}>
              <IconButton
                size="small"
                aria-label={translate('links.history', { title })}
                component={RouterLink}
                to={`/changes?target=${encodeURIComponent(edge.id)}`}
              >
                <HistoryIcon fontSize="small" />
              </IconButton>
            </Tooltip>
            <RowAction
              label={translate('links.edit', { title })}
              onClick={onEdit}
              icon={<EditIcon fontSize="small" />}
            />
            <RowAction
              label={translate('links.delete', { title })}
              onClick={onDelete}
              icon={<DeleteIcon fontSize="small" />}
            />
          </Stack>
        )}
      </Stack>
      <Collapse in={unfolded} unmountOnExit id={region}>
        <LinkEvidence key={edge.version} id={edge.id} />
      </Collapse>
    </Box>
  )
}

interface EvidenceToggleProps {
  readonly edge: LinkEdge
  readonly unfolded: boolean
  /** The id of what it unfolds. */
  readonly region: string
  readonly onToggle: (unfolded: boolean) => void
}

function EvidenceToggle({ edge, unfolded, region, onToggle }: EvidenceToggleProps) {
  const translate = useTranslate()
  // As wide as a count needs, so that what stands before it lines up from row to row.
  const width = { minWidth: { sm: '7.5rem' } }
  if (edge.evidenceCount === 0)
    return (
      <Typography variant="body2" color="textSecondary" sx={width}>
        {translate('links.noEvidence')}
      </Typography>
    )
  const count = translate('links.evidenceCount', { smart_count: edge.evidenceCount })
  const turned = { transform: unfolded ? 'rotate(180deg)' : 'none', transition: 'transform .15s' }
  return (
    <Button
      size="small"
      onClick={() => onToggle(!unfolded)}
      aria-expanded={unfolded}
      {...(unfolded && { 'aria-controls': region })}
      aria-label={`${count}. ${translate('links.showEvidence', { title: edge.node.title })}`}
      endIcon={<ExpandMoreIcon sx={turned} />}
      sx={{ ...width, justifyContent: 'flex-start' }}
    >
      {count}
    </Button>
  )
}

function NodeLink({ edge: { node } }: { edge: LinkEdge }) {
  const model = useModel()
  const lang = useLang()
  const createPath = useCreatePath()
  const kind = kindOfValue(model, node.kind)
  if (kind === undefined) return <Typography>{node.title}</Typography>
  return (
    <>
      <Link
        component={RouterLink}
        to={createPath({ resource: kind.plural, id: node.id, type: 'show' })}
        sx={{ overflowWrap: 'anywhere' }}
      >
        {node.title}
      </Link>
      <Typography variant="caption" color="textSecondary" component="p">
        {kind.words[lang]}
      </Typography>
    </>
  )
}

function RowAction({ label, onClick, icon }: { label: string; onClick: () => void; icon: ReactNode }) {
  return (
    <Tooltip title={label}>
      <IconButton size="small" aria-label={label} onClick={onClick}>
        {icon}
      </IconButton>
    </Tooltip>
  )
}
