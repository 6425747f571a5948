import DeleteIcon from '@mui/icons-material/DeleteOutlined'
import EditIcon from '@mui/icons-material/EditOutlined'
import ExpandMoreIcon from '@mui/icons-material/ExpandMore'
import { Box, Button, Collapse, IconButton, Link, Stack, Tooltip, Typography } from '@mui/material'
import { useId, useState } from 'react'
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
        <Box sx={{ flex: 1, minWidth: 0 }}>
          <NodeLink edge={edge} />
          {edge.note !== null && (
            <Typography
              variant="body2"
              color="text.secondary"
              sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
            >
              {edge.note}
            </Typography>
          )}
          <Stack
            direction="row"
            sx={{ flexWrap: 'wrap', alignItems: 'center', columnGap: 1.5, rowGap: 0.5, mt: 0.5 }}
          >
            <StatusChip status={edge.status} />
            {edge.confidence !== null && (
              <Typography variant="body2" color="text.secondary">
                {translate('links.confidence')} {percent(edge.confidence, lang)}
              </Typography>
            )}
            {edge.evidenceCount === 0 ? (
              <Typography variant="body2" color="text.secondary">
                {translate('links.noEvidence')}
              </Typography>
            ) : (
              <Button
                size="small"
                onClick={() => setUnfolded(!unfolded)}
                aria-expanded={unfolded}
                aria-controls={region}
                aria-label={`${translate('links.evidenceCount', { smart_count: edge.evidenceCount })}: ${translate('links.showEvidence', { title })}`}
                endIcon={
                  <ExpandMoreIcon
                    sx={{ transform: unfolded ? 'rotate(180deg)' : 'none', transition: 'transform .15s' }}
                  />
                }
              >
                {translate('links.evidenceCount', { smart_count: edge.evidenceCount })}
              </Button>
            )}
          </Stack>
        </Box>
        {editable && (
          <Stack direction="row">
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
      <Typography variant="caption" color="text.secondary" component="p">
        {kind.words[lang]}
      </Typography>
    </>
  )
}

function RowAction({ label, onClick, icon }: { label: string; onClick: () => void; icon: React.ReactNode }) {
  return (
    <Tooltip title={label}>
      <IconButton size="small" aria-label={label} onClick={onClick}>
        {icon}
      </IconButton>
    </Tooltip>
  )
}
