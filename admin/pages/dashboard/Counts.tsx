import { Alert, Box, Card, CardActionArea, Stack, Typography } from '@mui/material'
import { useTranslate } from 'react-admin'
import { Link as RouterLink } from 'react-router-dom'
import { upperSnake } from '../../../server/model/index.ts'
import { sayNumber } from '../../data/format.ts'
import { useModel } from '../../data/ModelContext.tsx'
import { useLang } from '../../i18n/useLang.ts'
import { iconOf } from '../../resources/icons.ts'
import type { Stats } from './documents.ts'

/** How many there are of each kind, each leading to its list, and the totals of links and evidence. */
export function Counts({ stats }: { stats: Stats }) {
  const model = useModel()
  const lang = useLang()
  const translate = useTranslate()
  const counts = new Map(stats.nodes.map(({ kind, count }) => [kind, count]))
  const links = stats.links.reduce((sum, { count }) => sum + count, 0)
  const nodes = stats.nodes.reduce((sum, { count }) => sum + count, 0)
  const say = (key: string, count: number) =>
    translate(key, { smart_count: count, _: '' }).replace(String(count), sayNumber(count, lang))
  return (
    <Box component="section" aria-labelledby="dashboard-kinds">
      <Stack direction="row" sx={{ alignItems: 'baseline', gap: 2, flexWrap: 'wrap', mb: 1.5 }}>
        <Typography id="dashboard-kinds" variant="h5" component="h1">
          {translate('lg.dashboard.kinds')}
        </Typography>
        <Typography color="textSecondary">
          {say('lg.dashboard.nodes', nodes)} · {say('lg.dashboard.links', links)} ·{' '}
          {say('lg.dashboard.evidence', stats.evidence)}
        </Typography>
      </Stack>
      {nodes === 0 && (
        <Alert severity="info" sx={{ mb: 2 }}>
          {translate('lg.dashboard.empty')}
        </Alert>
      )}
      <Box
        sx={{
          display: 'grid',
          gap: 1.5,
          gridTemplateColumns: {
            xs: 'repeat(2, minmax(0, 1fr))',
            sm: 'repeat(auto-fill, minmax(180px, 1fr))',
          },
        }}
      >
        {model.kinds.map((kind) => {
          const Icon = iconOf(model, kind.name)
          return (
            <Card key={kind.name}>
              <CardActionArea component={RouterLink} to={`/${kind.plural}`} sx={{ p: 2, height: '100%' }}>
                <Stack direction="row" sx={{ alignItems: 'center', gap: 1, color: 'primary.main' }}>
                  <Icon />
                  <Typography variant="h4" component="span">
                    {sayNumber(counts.get(upperSnake(kind.name)) ?? 0, lang)}
                  </Typography>
                </Stack>
                <Typography variant="body2" color="textSecondary">
                  {kind.pluralWords[lang]}
                </Typography>
              </CardActionArea>
            </Card>
          )
        })}
      </Box>
    </Box>
  )
}
