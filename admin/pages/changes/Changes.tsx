import CompareIcon from '@mui/icons-material/CompareArrows'
import { Box, Button, Chip, Stack, Typography } from '@mui/material'
import { useMemo } from 'react'
import { Title, useTranslate } from 'react-admin'
import { Link as RouterLink, useSearchParams } from 'react-router-dom'
import { useModel } from '../../data/ModelContext.tsx'
import { ChangeSetList } from '../../history/ChangeSetList.tsx'
import { UndoButton } from '../../history/UndoButton.tsx'
import { ChangesFilterForm } from './ChangesFilterForm.tsx'
import { changesFilter, readFilter, writeFilter } from './filters.ts'

/** Changes of a set that are told before anybody asks for more. */
const EACH = 5

/** Everything that was done to the graph, the newest first; what it is narrowed by stands in the address. */
export function Changes() {
  const model = useModel()
  const translate = useTranslate()
  const [search, setSearch] = useSearchParams()
  const query = search.toString()
  const filter = useMemo(() => readFilter(model, new URLSearchParams(query)), [model, query])
  const asked = useMemo(() => changesFilter(filter), [filter])
  const narrowed = Object.keys(asked).length > 0
  return (
    <Box sx={{ display: 'grid', gap: 2, my: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <Title title={translate('history.title')} />
      <Stack direction="row" sx={{ alignItems: 'center', gap: 1, flexWrap: 'wrap' }}>
        <Typography variant="h5" component="h1" sx={{ flex: 1 }}>
          {translate('history.title')}
        </Typography>
        <Button startIcon={<CompareIcon />} component={RouterLink} to="/compare">
          {translate('history.compare.title')}
        </Button>
      </Stack>
      <ChangesFilterForm
        filter={filter}
        onChange={(next) => setSearch(writeFilter(next), { replace: true })}
      />
      {filter.target !== '' && (
        <Box>
          <Chip
            label={translate('history.filter.target')}
            onDelete={() => setSearch(writeFilter({ ...filter, target: '' }), { replace: true })}
          />
        </Box>
      )}
      <ChangeSetList
        filter={asked}
        each={EACH}
        none={translate(narrowed ? 'history.noneFound' : 'history.none')}
        actions={(set, reload) => <UndoButton set={set} onUndone={reload} />}
      />
    </Box>
  )
}
