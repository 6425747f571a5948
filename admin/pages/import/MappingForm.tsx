import {
  Alert,
  Box,
  Card,
  CardContent,
  MenuItem,
  Table,
  TableBody,
  TableCell,
  TableContainer,
  TableHead,
  TableRow,
  TextField,
  Typography,
} from '@mui/material'
import { useTranslate } from 'react-admin'
import { useModel } from '../../data/ModelContext.tsx'
import { useLang } from '../../i18n/useLang.ts'
import type { CsvMapping } from './types.ts'
import type { Table as ChosenTable } from './useTables.ts'
import { sayMeaning } from './words.ts'

/** Stands for the kind of rows that are links. */
const LINKS = ' links'

/** A phone has room for what is decided alone. */
const whereRoom = { display: { xs: 'none', sm: 'table-cell' } }

interface MappingFormProps {
  readonly table: ChosenTable
  readonly disabled: boolean
  readonly onKind: (kind: string | null) => void
  readonly onChange: (mapping: CsvMapping) => void
}

/** What the rows of a table are and what its columns hold: as it is suggested, and as somebody changes it. */
export function MappingForm({
  table: { file, proposal, mapping },
  disabled,
  onKind,
  onChange,
}: MappingFormProps) {
  const model = useModel()
  const lang = useLang()
  const translate = useTranslate()
  const say = (meaning: string) => sayMeaning(model, mapping.kind, meaning, lang, translate)
  const take = (index: number, meaning: string) =>
    onChange({
      ...mapping,
      // One column holds it; another that did holds nothing.
      columns: mapping.columns.map((one, at) => (at === index ? meaning : one === meaning ? '' : one)),
    })
  return (
    <Card component="section" aria-label={translate('import.table', { name: file.name })}>
      <CardContent sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
        <Typography component="h2" variant="h6" sx={{ overflowWrap: 'anywhere' }}>
          {translate('import.table', { name: file.name })}
        </Typography>
        {proposal.isKept && <Alert severity="info">{translate('import.kept')}</Alert>}
        {proposal.alternatives.length > 0 && <Alert severity="warning">{translate('import.ask')}</Alert>}
        <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap' }}>
          <TextField
            select
            size="small"
            margin="none"
            sx={{ minWidth: 240 }}
            label={translate('import.rows')}
            value={mapping.kind ?? LINKS}
            disabled={disabled}
            onChange={({ target }) => onKind(target.value === LINKS ? null : target.value)}
          >
            {model.kinds.map(({ name, words }) => (
              <MenuItem key={name} value={name}>
                {words[lang]}
              </MenuItem>
            ))}
            <MenuItem value={LINKS}>{translate('import.links')}</MenuItem>
          </TextField>
          {mapping.kind !== null && (
            <TextField
              size="small"
              margin="none"
              label={translate('import.separator')}
              value={mapping.separator}
              disabled={disabled}
              onChange={({ target }) => onChange({ ...mapping, separator: target.value })}
            />
          )}
        </Box>
        <TableContainer>
          <Table size="small" sx={{ '& th, & td': { px: { xs: 1, sm: 2 } } }}>
            <TableHead>
              <TableRow>
                <TableCell>{translate('import.header')}</TableCell>
                <TableCell sx={whereRoom}>{translate('import.sample')}</TableCell>
                <TableCell>{translate('import.meaning')}</TableCell>
              </TableRow>
            </TableHead>
            <TableBody>
              {proposal.header.map((name, index) => (
                <TableRow key={`${index} ${name}`}>
                  <TableCell component="th" scope="row">
                    {name}
                  </TableCell>
                  <TableCell sx={{ ...whereRoom, maxWidth: 320, overflowWrap: 'anywhere' }}>
                    {proposal.rows
                      .map((row) => row[index] ?? '')
                      .filter((cell) => cell !== '')
                      .slice(0, 2)
                      .join(' · ')}
                  </TableCell>
                  <TableCell>
                    <TextField
                      select
                      size="small"
                      margin="none"
                      fullWidth
                      hiddenLabel
                      sx={{ minWidth: { xs: 150, sm: 200 } }}
                      slotProps={{
                        select: { displayEmpty: true },
                        htmlInput: { 'aria-label': translate('import.meaningOf', { name }) },
                      }}
                      value={mapping.columns[index] ?? ''}
                      disabled={disabled}
                      onChange={({ target }) => take(index, target.value)}
                    >
                      {['', ...proposal.meanings].map((meaning) => (
                        <MenuItem key={meaning} value={meaning}>
                          {say(meaning)}
                        </MenuItem>
                      ))}
                    </TextField>
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </TableContainer>
      </CardContent>
    </Card>
  )
}
