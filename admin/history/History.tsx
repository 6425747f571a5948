import CompareIcon from '@mui/icons-material/CompareArrows'
import HistoryIcon from '@mui/icons-material/HistoryOutlined'
import { Button } from '@mui/material'
import { useMemo } from 'react'
import { useCreatePath, useTranslate } from 'react-admin'
import { Link as RouterLink } from 'react-router-dom'
import { useModel } from '../data/ModelContext.tsx'
import { ChangeSetList } from './ChangeSetList.tsx'
import type { ChangeSet, Viewpoint } from './types.ts'
import { UndoButton } from './UndoButton.tsx'

/** Changes of one set that a node's history shows at once. */
const EACH = 20

/** Everything that was done to a node and to its links, also from their other ends. */
export function History({ of }: { of: Viewpoint }) {
  const translate = useTranslate()
  const filter = useMemo(() => ({ target: of.id }), [of.id])
  return (
    <ChangeSetList
      filter={filter}
      viewpoint={of}
      each={EACH}
      none={translate('history.none')}
      actions={(set, reload) => (
        <>
          <UndoButton set={set} onUndone={reload} />
          <Moments set={set} of={of} />
        </>
      )}
    />
  )
}

/** What a node was after a change set, and what has changed since. */
function Moments({ set, of }: { set: ChangeSet; of: Viewpoint }) {
  const translate = useTranslate()
  const createPath = useCreatePath()
  const resource = useModel().kind(of.kind).plural
  const wasThere = !set.changes.some(({ targetId, action }) => targetId === of.id && action === 'DELETED')
  return (
    <>
      {wasThere && (
        <Button
          size="small"
          startIcon={<HistoryIcon />}
          component={RouterLink}
          to={`${createPath({ resource, id: of.id, type: 'show' })}?asOf=${set.seq}`}
          aria-label={translate('history.asOfLabel', { seq: set.seq })}
        >
          {translate('history.asOf')}
        </Button>
      )}
      <Button
        size="small"
        startIcon={<CompareIcon />}
        component={RouterLink}
        to={`/compare?from=${set.seq}`}
        aria-label={translate('history.withNowLabel', { seq: set.seq })}
      >
        {translate('history.withNow')}
      </Button>
    </>
  )
}
