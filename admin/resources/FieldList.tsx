import { Box, Typography } from '@mui/material'
import type { ReactNode } from 'react'
import { useTranslate } from 'react-admin'
import type { Field } from '../../server/model/index.ts'
import { sayValue } from '../data/format.ts'
import { isLocalized, nameThen } from '../data/records.ts'
import type { LocalizedValue, NodeRecord } from '../data/records.ts'
import { useLang } from '../i18n/useLang.ts'
import { isLong } from './columns.ts'
import { ReferenceName } from './ReferenceName.tsx'
import { useKind } from './useKind.ts'

/** A node's fields with their words; texts in both languages beside each other. */
export function FieldList({ record }: { record: NodeRecord }) {
  const kind = useKind()
  return (
    <Box
      component="dl"
      sx={{
        m: 0,
        display: 'grid',
        gap: 2,
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'repeat(2, minmax(0, 1fr))' },
      }}
    >
      {Object.entries(kind.fields).map(([name, field]) => (
        <FieldEntry key={name} field={field} value={record[name]} called={nameThen(record, name)} />
      ))}
    </Box>
  )
}

interface FieldEntryProps {
  readonly field: Field
  readonly value: unknown
  /** What the node that it refers to was called, where the past is shown. */
  readonly called: LocalizedValue | undefined
}

function FieldEntry({ field, value, called }: FieldEntryProps) {
  const lang = useLang()
  const translate = useTranslate()
  const label = field.words[lang]
  if (field.type === 'localized') {
    const text = isLocalized(value) ? value : { vi: null, en: null }
    return (['vi', 'en'] as const).map((one, index) => (
      <Entry
        key={one}
        label={`${label} (${translate(`lg.language.${one}`)})`}
        language={one}
        column={index === 0 ? '1' : '2'}
      >
        {text[one]}
      </Entry>
    ))
  }
  if (field.type === 'reference')
    return (
      <Entry label={label}>
        {typeof value === 'string' ? <ReferenceName to={field.to} id={value} called={called} linked /> : null}
      </Entry>
    )
  const yesNo = [translate('ra.boolean.true'), translate('ra.boolean.false')] as const
  return (
    <Entry label={label} {...(isLong(field) && { column: '1 / -1' })}>
      {sayValue(field, value, lang, yesNo)}
    </Entry>
  )
}

interface EntryProps {
  readonly label: string
  readonly language?: string
  /** Where it stands in the two columns of a wide screen; wherever there is room, if it does not say. */
  readonly column?: string
  readonly children: ReactNode
}

function Entry({ label, language, column, children }: EntryProps) {
  const translate = useTranslate()
  const nothing = children === null || children === undefined || children === ''
  return (
    <Box sx={{ minWidth: 0, ...(column !== undefined && { gridColumn: { sm: column } }) }}>
      <Typography component="dt" variant="body2" color="textSecondary">
        {label}
      </Typography>
      <Typography
        component="dd"
        {...(nothing ? {} : { lang: language })}
        color={nothing ? 'textSecondary' : 'textPrimary'}
        sx={{ m: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
      >
        {nothing ? translate('lg.show.nothing') : children}
      </Typography>
    </Box>
  )
}
