import { Box, Button, Stack, Typography } from '@mui/material'
import { CreateButton, useListContext, useTranslate } from 'react-admin'
import { useMay } from '../access/ViewerContext.tsx'
import { useModel } from '../data/ModelContext.tsx'
import { useLang } from '../i18n/useLang.ts'
import { iconOf } from './icons.ts'
import { useKind } from './useKind.ts'

/** A kind of which there is nothing yet: an invitation to those who may change that. */
export function EmptyList() {
  const model = useModel()
  const kind = useKind()
  const lang = useLang()
  const translate = useTranslate()
  const mayCreate = useMay()(`Mutation.create${kind.name}`)
  const Icon = iconOf(model, kind.name)
  return (
    <Stack sx={{ alignItems: 'center', textAlign: 'center', gap: 2, py: 8, px: 2 }}>
      <Icon sx={{ fontSize: 64, color: 'text.secondary' }} />
      <Typography variant="h5" component="p">
        {translate('lg.list.empty', { kind: kind.pluralWords[lang] })}
      </Typography>
      {mayCreate && (
        <>
          <Typography color="textSecondary">{translate('lg.list.invite')}</Typography>
          <CreateButton variant="contained" />
        </>
      )}
    </Stack>
  )
}

/** A list whose filters let nothing through: a way back. */
export function NothingFound() {
  const translate = useTranslate()
  const { setFilters } = useListContext()
  return (
    <Box sx={{ p: 4, textAlign: 'center' }}>
      <Typography sx={{ mb: 1 }}>{translate('lg.list.nothingFound')}</Typography>
      <Button onClick={() => setFilters({}, [])}>{translate('ra.navigation.clear_filters')}</Button>
    </Box>
  )
}
