import ForwardIcon from '@mui/icons-material/ArrowDownward'
import BackwardIcon from '@mui/icons-material/ArrowUpward'
import { Box, Button, Link, Typography } from '@mui/material'
import { useTranslate } from 'react-admin'
import { useLang } from '../../i18n/useLang.ts'
import type { GraphNode } from './graph.ts'
import { KindDot } from './KindLabel.tsx'
import { pathInWords } from './path.ts'
import type { FoundPath } from './path.ts'

interface Props {
  readonly paths: readonly FoundPath[]
  readonly chosen: number
  readonly onChoose: (index: number) => void
  readonly onSelect: (id: string) => void
}

/** The paths found, the shortest first; the chosen one step by step, and drawn on the canvas. */
export function PathList({ paths, chosen, onChoose, onSelect }: Props) {
  const translate = useTranslate()
  const lang = useLang()
  return (
    <Box sx={{ display: 'grid', gap: 1 }}>
      <Typography variant="body2">
        {translate('explorer.path.found', { smart_count: paths.length })}
      </Typography>
      {paths.map((path, index) => {
        const open = index === chosen
        return (
          <Box
            key={index}
            sx={{ border: 1, borderColor: open ? 'text.primary' : 'divider', borderRadius: 1 }}
          >
            <Button
              fullWidth
              size="small"
              color="inherit"
              aria-expanded={open}
              title={pathInWords(path, lang)}
              onClick={() => onChoose(index)}
              sx={{ justifyContent: 'start', textAlign: 'left', fontWeight: open ? 600 : 400, px: 1.5 }}
            >
              {translate('explorer.path.nth', { number: index + 1 })} ·{' '}
              {translate('explorer.path.step_count', { smart_count: path.steps.length })}
            </Button>
            {open ? <Steps path={path} onSelect={onSelect} /> : null}
          </Box>
        )
      })}
    </Box>
  )
}

function Steps({ path, onSelect }: { path: FoundPath; onSelect: (id: string) => void }) {
  const lang = useLang()
  const translate = useTranslate()
  return (
    <Box component="ol" sx={{ listStyle: 'none', m: 0, px: 1.5, pb: 1.5 }}>
      {path.steps.map(({ linkId, from, words, forward, to }, index) => (
        <li key={linkId}>
          {index === 0 ? <StepNode node={from} onSelect={onSelect} /> : null}
          <Typography
            variant="body2"
            component="div"
            sx={{ display: 'flex', alignItems: 'center', gap: 1, py: 0.5, color: 'text.secondary' }}
          >
            {forward ? (
              <ForwardIcon sx={{ fontSize: 16 }} titleAccess={translate('explorer.path.forward')} />
            ) : (
              <BackwardIcon sx={{ fontSize: 16 }} titleAccess={translate('explorer.path.backward')} />
            )}
            {words[lang]}
          </Typography>
          <StepNode node={to} onSelect={onSelect} />
        </li>
      ))}
    </Box>
  )
}

function StepNode({ node, onSelect }: { node: GraphNode; onSelect: (id: string) => void }) {
  const lang = useLang()
  return (
    <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 1 }}>
      <KindDot kind={node.kind} />
      <Link
        component="button"
        type="button"
        variant="body2"
        color="inherit"
        onClick={() => onSelect(node.id)}
        sx={{ textAlign: 'left' }}
      >
        {node.title[lang]}
      </Link>
    </Box>
  )
}
