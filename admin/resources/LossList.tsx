import { Alert, Box, Typography } from '@mui/material'
import { useTranslate } from 'react-admin'
import { upperFirst } from '../../server/model/index.ts'
import { useModel } from '../data/ModelContext.tsx'
import { useLang } from '../i18n/useLang.ts'
import type { LossGroup, Losses } from './losses.ts'

/** What goes with a deletion, by link type in the person's words; or what must go before it. */
export function LossList({ losses: { nodes, links, owned } }: { losses: Losses }) {
  const translate = useTranslate()
  if (nodes.length === 0) return <Alert severity="info">{translate('lg.delete.gone')}</Alert>
  const evidence = nodes.reduce((sum, node) => sum + node.evidenceCount, 0)
  const count = links.reduce((sum, group) => sum + group.count, 0)
  return (
    <>
      <Titles titles={nodes.map(({ title }) => title)} total={nodes.length} />
      {owned.length > 0 && (
        <Alert severity="warning" sx={{ my: 2 }}>
          {translate('lg.delete.owned')}
          <Groups groups={owned} />
        </Alert>
      )}
      {owned.length === 0 && (
        <>
          <Typography sx={{ mt: 2 }}>
            {count === 0
              ? translate('lg.delete.noLinks')
              : translate('lg.delete.links', { smart_count: count })}
          </Typography>
          <Groups groups={links} />
          {evidence > 0 && (
            <Typography sx={{ mt: 1 }}>
              {translate('lg.delete.evidence', { smart_count: evidence })}
            </Typography>
          )}
        </>
      )}
    </>
  )
}

function Titles({ titles, total }: { titles: readonly string[]; total: number }) {
  const translate = useTranslate()
  return (
    <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
      {titles.slice(0, 5).map((title) => (
        <Typography component="li" key={title} sx={{ fontWeight: 600 }}>
          {title}
        </Typography>
      ))}
      {total > 5 && <li>{translate('lg.delete.more', { smart_count: total - 5 })}</li>}
    </Box>
  )
}

function Groups({ groups }: { groups: readonly LossGroup[] }) {
  const model = useModel()
  const lang = useLang()
  const translate = useTranslate()
  return (
    <Box component="ul" sx={{ mt: 0.5, mb: 0, pl: 2.5 }}>
      {groups.map(({ relation, count, titles }) => (
        <Typography component="li" variant="body2" key={relation.name} sx={{ my: 0.5 }}>
          <strong>
            {upperFirst(relation.words[lang])} — {model.kind(relation.to).words[lang]}: {count}
          </strong>
          <br />
          {titles.map((title) => `“${title}”`).join(', ')}
          {count > titles.length && ` ${translate('lg.delete.more', { smart_count: count - titles.length })}`}
        </Typography>
      ))}
    </Box>
  )
}
