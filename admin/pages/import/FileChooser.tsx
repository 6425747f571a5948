import DeleteIcon from '@mui/icons-material/DeleteOutlined'
import UploadIcon from '@mui/icons-material/UploadFileOutlined'
import { Box, Button, IconButton, List, ListItem, ListItemText, Typography } from '@mui/material'
import { useState } from 'react'
import { useTranslate } from 'react-admin'
import { sayNumber } from '../../data/format.ts'
import { useLang } from '../../i18n/useLang.ts'

interface FileChooserProps {
  readonly files: readonly File[]
  readonly disabled: boolean
  readonly onChange: (files: readonly File[]) => void
}

/** The files to be imported: chosen, or dropped here. */
export function FileChooser({ files, disabled, onChange }: FileChooserProps) {
  const lang = useLang()
  const translate = useTranslate()
  const [isOver, setOver] = useState(false)
  const add = (more: FileList | null) => {
    const names = new Set(Array.from(more ?? [], ({ name }) => name))
    onChange([...files.filter(({ name }) => !names.has(name)), ...(more ?? [])])
  }
  return (
    <Box
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        if (!disabled) add(event.dataTransfer.files)
      }}
      sx={{
        border: '1px dashed',
        borderColor: isOver ? 'primary.main' : 'divider',
        borderRadius: 1,
        p: 2,
        display: 'grid',
        gap: 1,
        justifyItems: 'start',
      }}
    >
      <Button component="label" variant="outlined" startIcon={<UploadIcon />} disabled={disabled}>
        {translate('import.choose')}
        <input
          type="file"
          multiple
          hidden
          accept=".json,.yaml,.yml,.csv,.tsv"
          aria-label={translate('import.choose')}
          disabled={disabled}
          onChange={({ target }) => {
            add(target.files)
            // The same file can be chosen again after it was changed.
            target.value = ''
          }}
        />
      </Button>
      <Typography variant="body2" color="textSecondary">
        {translate('import.forms')}
      </Typography>
      {files.length > 0 && (
        <List dense disablePadding sx={{ width: '100%' }} aria-label={translate('import.files')}>
          {files.map((file) => (
            <ListItem
              key={file.name}
              disableGutters
              secondaryAction={
                <IconButton
                  edge="end"
                  disabled={disabled}
                  aria-label={translate('import.remove', { name: file.name })}
                  onClick={() => onChange(files.filter((one) => one !== file))}
                >
                  <DeleteIcon />
                </IconButton>
              }
            >
              <ListItemText
                primary={file.name}
                secondary={translate('import.size', { size: sayNumber(Math.ceil(file.size / 1024), lang) })}
                slotProps={{ primary: { sx: { overflowWrap: 'anywhere' } } }}
              />
            </ListItem>
          ))}
        </List>
      )}
    </Box>
  )
}
