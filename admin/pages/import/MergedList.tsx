import { Box, Link, Typography } from '@mui/material'
import { useCreatePath, useTranslate } from 'react-admin'
import { Link as RouterLink } from 'react-router-dom'
import { useModel } from '../../data/ModelContext.tsx'
import { useLang } from '../../i18n/useLang.ts'
import { More } from './More.tsx'
import type { MergedItem } from './types.ts'
import { titleOf } from './words.ts'

interface MergedListProps {
  readonly items: readonly MergedItem[]
  readonly count: number
}

/** Ids in the files whose nodes were merged, and what each is taken for. */
export function MergedList({ items, count }: MergedListProps) {
  const model = useModel()
  const lang = useLang()
  const translate = useTranslate()
  const createPath = useCreatePath()
  if (items.length === 0) return null
  const resourceOf = (kind: string) => model.kinds.find(({ name }) => name === kind)?.plural ?? ''
  return (
    <Box component="section" aria-label={translate('import.merged.title')}>
      <Typography component="h3" variant="subtitle1" sx={{ fontWeight: 600 }}>
        {translate('import.merged.title')}
      </Typography>
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {items.map(({ id, into, kind, title, isSetAside, file, line }) => (
          <li key={id}>
            {translate('import.merged.item', { file, line, id })}{' '}
            <Link
              component={RouterLink}
              to={createPath({ resource: resourceOf(kind), id: into, type: 'show' })}
              target="_blank"
              rel="noopener"
            >
              {titleOf(title, lang)}
            </Link>
            {translate(isSetAside ? 'import.merged.aside' : 'import.merged.taken')}
          </li>
        ))}
      </Box>
      <More count={count} listed={items.length} />
    </Box>
  )
}
