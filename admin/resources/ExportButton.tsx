import DownloadIcon from '@mui/icons-material/GetApp'
import { useState } from 'react'
import { Button, useDataProvider, useListContext, useNotify, useTranslate } from 'react-admin'
import type { Kind } from '../../server/model/index.ts'
import { sayError } from '../data/errors.ts'
import { sayNumber } from '../data/format.ts'
import { useModel } from '../data/ModelContext.tsx'
import type { FilterValues } from '../data/filters.ts'
import { MAX_ROWS } from '../data/paging.ts'
import { titleOf } from '../data/records.ts'
import type { NodeRecord } from '../data/records.ts'
import { useLang } from '../i18n/useLang.ts'
import type { Column } from './columns.ts'
import { byteOrderMark, csvLine } from './csv.ts'
import { useKind } from './useKind.ts'
import { countOf, useColumnLabel, useSay } from './useSay.ts'

/** A spreadsheet's patience, and a browser's: longer lists are exported through the API. */
const CAP = 10_000

/** Saves the list as the person sees it, filters, order and columns, page by page. */
export function ExportButton({ columns }: { columns: readonly Column[] }) {
  const model = useModel()
  const kind = useKind()
  const say = useSay(kind)
  const label = useColumnLabel()
  const lang = useLang()
  const translate = useTranslate()
  const notify = useNotify()
  const dataProvider = useDataProvider()
  const list = useListContext<NodeRecord>()
  const { sort, total } = list
  const filterValues = list.filterValues as FilterValues
  const [done, setDone] = useState<number | null>(null)

  const titlesOf = async (other: Kind, ids: readonly string[]): Promise<Map<string, string>> => {
    const { data } = await dataProvider.getMany<NodeRecord>(other.plural, { ids: [...new Set(ids)] })
    return new Map(data.map((record) => [record.id, titleOf(other, record, lang)]))
  }
  const rowsOf = async (records: readonly NodeRecord[]): Promise<string[]> => {
    const names = new Map<string, Map<string, string>>()
    for (const column of columns)
      if (column.shows === 'reference')
        names.set(
          column.source,
          await titlesOf(
            model.kind(column.to),
            records.map((record) => say(column, record)).filter((id) => id !== ''),
          ),
        )
    return records.map((record) =>
      csvLine([
        record.id,
        ...columns.map((column) => {
          const text = say(column, record)
          if (column.shows === 'reference') return names.get(column.source)?.get(text) ?? ''
          const value = column.shows === 'count' ? countOf(record, column.source) : record[column.source]
          return column.numeric && typeof value === 'number' ? value : text
        }),
      ]),
    )
  }
  const run = async () => {
    setDone(0)
    try {
      const parts = [byteOrderMark, csvLine([translate('lg.export.id'), ...columns.map(label)])]
      let read = 0
      for (let page = 1; read < CAP; page += 1) {
        const { data } = await dataProvider.getList<NodeRecord>(kind.plural, {
          pagination: { page, perPage: MAX_ROWS },
          sort,
          filter: filterValues,
          meta: { columns: columns.map(({ source }) => source) },
        })
        parts.push(...(await rowsOf(data)))
        read += data.length
        setDone(read)
        if (data.length < MAX_ROWS) break
      }
      save(parts, `${kind.pluralWords[lang]}.csv`)
      const cut = total !== undefined && read < total
      notify(cut ? 'lg.export.cut' : 'lg.export.done', {
        type: cut ? 'warning' : 'info',
        autoHideDuration: cut ? null : 4000,
        messageArgs: { read: sayNumber(read, lang), total: sayNumber(total ?? read, lang) },
      })
    } catch (error) {
      notify(sayError(error, translate), { type: 'error' })
    } finally {
      setDone(null)
    }
  }
  return (
    <Button
      label={
        done === null ? 'ra.action.export' : translate('lg.export.running', { read: sayNumber(done, lang) })
      }
      disabled={done !== null || total === 0}
      onClick={() => void run()}
    >
      <DownloadIcon />
    </Button>
  )
}

function save(parts: readonly string[], name: string): void {
  const url = URL.createObjectURL(new Blob([...parts], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
