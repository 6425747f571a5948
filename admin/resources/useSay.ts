import { useTranslate } from 'react-admin'
import { sayInstant, sayNumber, sayValue } from '../data/format.ts'
import { COUNTS, titleOf } from '../data/records.ts'
import type { NodeRecord } from '../data/records.ts'
import type { Kind } from '../../server/model/index.ts'
import { useLang } from '../i18n/useLang.ts'
import type { Column } from './columns.ts'

/** What a column says of a record, as text; a reference is said by its id, for others to look up. */
export function useSay(kind: Kind): (column: Column, record: NodeRecord) => string {
  const lang = useLang()
  const translate = useTranslate()
  const yesNo = [translate('ra.boolean.true'), translate('ra.boolean.false')] as const
  return (column, record) => {
    const value = record[column.source]
    switch (column.shows) {
      case 'title':
        return titleOf(kind, record, lang)
      case 'field':
        return sayValue(column.field, value, lang, yesNo)
      case 'reference':
        return typeof value === 'string' ? value : ''
      case 'count':
        return sayNumber(countOf(record, column.source), lang)
      case 'evidence':
        return sayNumber(record.evidenceCount, lang)
      case 'stamp':
        return typeof value === 'string' ? sayInstant(value, lang) : ''
    }
  }
}

/** How many links of a relation a record has, where its column was asked for. */
export const countOf = (record: NodeRecord, relation: string): number => {
  const counts = record[COUNTS] as Readonly<Record<string, number>> | undefined
  return counts?.[relation] ?? 0
}

/** What a column is called. */
export function useColumnLabel(): (column: Column) => string {
  const lang = useLang()
  const translate = useTranslate()
  return ({ words, source }) => words?.[lang] ?? translate(`lg.column.${source}`)
}
