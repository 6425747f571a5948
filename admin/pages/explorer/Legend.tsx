import { Box, Chip } from '@mui/material'
import { useTranslate } from 'react-admin'
import { useModel } from '../../data/ModelContext.tsx'
import { useLang } from '../../i18n/useLang.ts'
import type { Graph } from './graph.ts'
import { KindDot } from './KindLabel.tsx'

interface Props {
  readonly graph: Graph
  readonly hidden: ReadonlySet<string>
  readonly onToggle: (kind: string) => void
}

/** What the colours mean, for the kinds on the canvas; pressing one hides its nodes or brings them back. */
export function Legend({ graph, hidden, onToggle }: Props) {
  const model = useModel()
  const lang = useLang()
  const translate = useTranslate()
  const present = model.kinds.filter(({ name }) => graph.nodes.some((node) => node.kind === name))
  return (
    <Box
      role="group"
      aria-label={translate('explorer.legend')}
      sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.75, p: 1 }}
    >
      {present.map(({ name, pluralWords }) => {
        const shown = !hidden.has(name)
        const count = graph.nodes.filter((node) => node.kind === name).length
        return (
          <Chip
            key={name}
            size="small"
            variant={shown ? 'filled' : 'outlined'}
            icon={
              <Box component="span" sx={{ display: 'inline-flex', pl: 0.75 }}>
                <KindDot kind={name} />
              </Box>
            }
            label={`${pluralWords[lang]} (${count})`}
            aria-pressed={shown}
            title={translate(shown ? 'explorer.hide_kind' : 'explorer.show_kind')}
            onClick={() => onToggle(name)}
            sx={shown ? {} : { textDecoration: 'line-through', opacity: 0.75 }}
          />
        )
      })}
    </Box>
  )
}
