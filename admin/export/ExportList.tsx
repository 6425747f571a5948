import { useListContext, useTranslate } from 'react-admin'
import { filterOf } from '../data/filters.ts'
import type { FilterValues } from '../data/filters.ts'
import { useModel } from '../data/ModelContext.tsx'
import { useKind } from '../resources/useKind.ts'
import { ExportMenu } from './ExportMenu.tsx'

/** Saves the whole of a list, under the filters that the person has set. */
export function ExportList() {
  const model = useModel()
  const kind = useKind()
  const translate = useTranslate()
  const list = useListContext()
  const filter = filterOf(model, kind, list.filterValues as FilterValues)
  return (
    <ExportMenu
      part={{ kind: kind.name, ...(filter === null ? {} : { filter }) }}
      label={translate('ra.action.export')}
      buttonSize="small"
      disabled={list.total === 0}
    />
  )
}
