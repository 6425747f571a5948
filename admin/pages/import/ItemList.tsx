import { Box, Link, Typography } from '@mui/material'
import { useCreatePath, useTranslate } from 'react-admin'
import { Link as RouterLink } from 'react-router-dom'
import { useModel } from '../../data/ModelContext.tsx'
import { useLang } from '../../i18n/useLang.ts'
import { More } from './More.tsx'
import type { ImportedItem } from './types.ts'
import { sayFields, titleOf } from './words.ts'

interface ItemListProps {
  readonly what: 'created' | 'changed'
  readonly items: readonly ImportedItem[]
  readonly count: number
  /** Whether it is done, so that also what is created is there to be looked at. */
  readonly isDone: boolean
}

/** The first of what is created or changed, by kind or link, with what is changed of each. */
export function ItemList({ what, items, count, isDone }: ItemListProps) {
  const model = useModel()
  const lang = useLang()
  const translate = useTranslate()
  const createPath = useCreatePath()
  if (items.length === 0) return null
  const kindOf = (name: string) => model.kinds.find((kind) => kind.name === name)
  const called = ({ subject, kind }: ImportedItem) =>
    subject === 'NODE'
      ? (kindOf(kind)?.words[lang] ?? kind)
      : translate('history.linkOf', {
          words: model.links.find(({ type }) => type === kind)?.words[lang] ?? kind,
        })
  return (
    <Box component="details">
      <Typography component="summary" sx={{ cursor: 'pointer', fontWeight: 600 }}>
        {translate(`import.list.${what}`, { smart_count: count })}
      </Typography>
      <Box component="ul" sx={{ m: 0, mt: 1, pl: 2.5 }}>
        {items.map((item) => (
          <li key={`${item.subject} ${item.id}`}>
            {called(item)}:{' '}
            {(isDone || what === 'changed') && item.subject === 'NODE' ? (
              <Link
                component={RouterLink}
                // Until it is done, the chosen files and all that was said of them are only here.
                {...(!isDone && { target: '_blank', rel: 'noopener' })}
                to={createPath({ resource: kindOf(item.kind)?.plural ?? '', id: item.id, type: 'show' })}
              >
                {titleOf(item.title, lang)}
              </Link>
            ) : (
              titleOf(item.title, lang)
            )}
            {item.fields.length > 0 && ` (${sayFields(model, item, lang, translate)})`}
          </li>
        ))}
      </Box>
      <More count={count} listed={items.length} />
    </Box>
  )
}
