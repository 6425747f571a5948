import DownloadIcon from '@mui/icons-material/GetApp'
import { Button, ListItemText, Menu, MenuItem } from '@mui/material'
import { useState } from 'react'
import { useNotify, useTranslate } from 'react-admin'
import { sayError } from '../data/errors.ts'
import { sayNumber } from '../data/format.ts'
import { useLang } from '../i18n/useLang.ts'
import { formatsFor, useOf } from './formats.ts'
import type { Format, Part } from './formats.ts'
import { saveExport } from './save.ts'

interface Props {
  readonly part: Part
  readonly label: string
  readonly disabled?: boolean
  /** That of the buttons beside it. */
  readonly buttonSize?: 'small' | 'medium'
}

/** Saves a part of the graph, or of the audit record, as a file, in the form that the person chooses. */
export function ExportMenu({ part, label, disabled = false, buttonSize = 'medium' }: Props) {
  const translate = useTranslate()
  const notify = useNotify()
  const lang = useLang()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const [size, setSize] = useState<number | null>(null)
  const sizeOf = (bytes: number) =>
    bytes < 1_000_000
      ? `${sayNumber(Math.ceil(bytes / 1_000), lang)} KB`
      : `${sayNumber(Math.round(bytes / 100_000) / 10, lang)} MB`

  const save = async (format: Format) => {
    setAnchor(null)
    setSize(0)
    try {
      const saved = await saveExport(part, { format, lang }, setSize)
      notify('lg.export.done', { messageArgs: { name: saved.name, size: sizeOf(saved.size) } })
    } catch (error) {
      notify(sayError(error, translate), { type: 'error' })
    } finally {
      setSize(null)
    }
  }
  return (
    <>
      <Button
        size={buttonSize}
        sx={{ lineHeight: 1.5 }}
        startIcon={<DownloadIcon />}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        disabled={disabled || size !== null}
        onClick={({ currentTarget }) => setAnchor(currentTarget)}
      >
        {size === null ? label : translate('lg.export.running', { size: sizeOf(size) })}
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {formatsFor(part).map((format) => (
          <MenuItem key={format} onClick={() => void save(format)} sx={{ maxWidth: 400 }}>
            <ListItemText
              primary={translate(`lg.export.format.${format}.name`)}
              secondary={translate(useOf(part, format))}
              slotProps={{ secondary: { sx: { whiteSpace: 'normal' } } }}
            />
          </MenuItem>
        ))}
      </Menu>
    </>
  )
}
