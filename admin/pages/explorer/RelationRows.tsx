import { Box, Button, Typography } from '@mui/material'
import { useTranslate } from 'react-admin'
import type { Relation } from '../../../server/model/index.ts'
import { useModel } from '../../data/ModelContext.tsx'
import { useLang } from '../../i18n/useLang.ts'
import type { NodeDetails } from './answers.ts'
import type { Graph } from './graph.ts'
import { shownBy } from './relations.ts'

interface Props {
  readonly details: NodeDetails
  readonly graph: Graph
  readonly busy: boolean
  readonly onExpand: (relations: readonly Relation[]) => void
}

/** A node's links by type, in both directions: how many there are, how many are shown, and a way to the rest. */
export function RelationRows({ details, graph, busy, onExpand }: Props) {
  const translate = useTranslate()
  const model = useModel()
  const lang = useLang()
  const rows = details.relations.map(({ relation, count }) => {
    const shown = Math.min(count, shownBy(model, graph, details.id, relation))
    return { relation, count, shown, whole: shown === count }
  })
  const unfinished = rows.filter(({ whole }) => !whole)
  if (rows.length === 0)
    return <Typography variant="body2">{translate('explorer.panel.no_links')}</Typography>
  return (
    <Box>
      <Box sx={{ display: 'flex', alignItems: 'center', justifyContent: 'space-between', gap: 1 }}>
        <Typography variant="subtitle2" component="h3" sx={{ fontWeight: 600 }}>
          {translate('explorer.panel.links')}
        </Typography>
        <Button
          size="small"
          disabled={busy || unfinished.length === 0}
          onClick={() => onExpand(unfinished.map(({ relation }) => relation))}
        >
          {translate('explorer.panel.expand_all')}
        </Button>
      </Box>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {rows.map(({ relation, count, shown, whole }) => {
          const words = `${relation.words[lang]} · ${model.kind(relation.to).pluralWords[lang]}`
          return (
            <Box
              component="li"
              key={relation.name}
              sx={{
                display: 'flex',
                alignItems: 'center',
                justifyContent: 'space-between',
                gap: 1,
                minHeight: 36,
                borderTop: 1,
                borderColor: 'divider',
              }}
            >
              <Typography variant="body2">
                {relation.words[lang]}{' '}
                <Box component="span" sx={{ color: 'text.secondary' }}>
                  · {model.kind(relation.to).pluralWords[lang]} ·{' '}
                  <span title={translate('explorer.panel.shown_of', { shown, count })}>
                    {shown}/{count}
                  </span>
                </Box>
              </Typography>
              {whole ? (
                <Typography variant="caption" sx={{ color: 'text.secondary', flex: 'none' }}>
                  {translate('explorer.panel.whole')}
                </Typography>
              ) : (
                <Button
                  size="small"
                  disabled={busy}
                  aria-label={translate('explorer.panel.expand_by', { words })}
                  onClick={() => onExpand([relation])}
                  sx={{ flex: 'none' }}
                >
                  {translate('explorer.panel.expand')}
                </Button>
              )}
            </Box>
          )
        })}
      </Box>
    </Box>
  )
}
