import { Alert, Box, Button, Card, CardContent, LinearProgress, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { Title, useRefresh, useTranslate } from 'react-admin'
import { Link as RouterLink } from 'react-router-dom'
import { sayError } from '../../data/errors.ts'
import { sayNumber } from '../../data/format.ts'
import { useLang } from '../../i18n/useLang.ts'
import { FileChooser } from './FileChooser.tsx'
import { MappingForm } from './MappingForm.tsx'
import { Outcome } from './Outcome.tsx'
import type { DoubtfulChoice, ImportProgress } from './types.ts'
import { useImport } from './useImport.ts'
import { isTable, useTables } from './useTables.ts'

/** Brings files into the graph: they are chosen, looked at without changing anything, and then imported as one change set. */
export function ImportPage() {
  const translate = useTranslate()
  const refresh = useRefresh()
  const [files, setFiles] = useState<readonly File[]>([])
  const [doubtful, setDoubtful] = useState<DoubtfulChoice>('LEAVE')
  const [reason, setReason] = useState('')
  const { tables, error, isLooking, choose, change } = useTables(files)
  const { importing, start, stop, reset } = useImport()
  const isBusy = importing.is === 'busy'
  const isReady = files.length > 0 && !isLooking && tables.length === files.filter(isTable).length

  /** What was looked at is no longer what would be imported. */
  const changing =
    <T extends readonly unknown[]>(set: (...values: T) => void) =>
    (...values: T) => {
      reset()
      set(...values)
    }
  const run = async (dryRun: boolean, choice = doubtful) => {
    const mappings = Object.fromEntries(tables.map(({ file, mapping }) => [file.name, mapping]))
    await start({ files, mappings, doubtful: choice, reason, dryRun })
    if (!dryRun) refresh()
  }
  return (
    <Box sx={{ display: 'grid', gap: 2, my: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <Title title={translate('import.menu')} />
      <Typography variant="h5" component="h1">
        {translate('import.title')}
      </Typography>
      <Card>
        <CardContent sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
          <Typography color="textSecondary">{translate('import.invite')}</Typography>
          <FileChooser files={files} disabled={isBusy} onChange={changing(setFiles)} />
        </CardContent>
      </Card>
      {error !== undefined && <Alert severity="error">{translate('import.noTable')}</Alert>}
      {importing.is !== 'done' &&
        tables.map((table) => (
          <MappingForm
            key={table.file.name}
            table={table}
            disabled={isBusy}
            onKind={changing((kind: string | null) => choose(table.file, kind))}
            onChange={changing((mapping) => change(table.file, mapping))}
          />
        ))}
      {importing.is === 'failed' && <Alert severity="error">{sayError(importing.error, translate)}</Alert>}
      {importing.is === 'busy' && <AtWork {...importing} onStop={stop} />}
      {importing.is === 'done' && (
        <Alert
          severity="success"
          action={
            importing.result.changeSetId !== null && (
              <Button
                component={RouterLink}
                color="inherit"
                size="small"
                to={`/changes/${encodeURIComponent(importing.result.changeSetId)}`}
              >
                {translate('import.toChangeSet')}
              </Button>
            )
          }
        >
          {translate(importing.result.changeSetId === null ? 'import.nothing' : 'import.done')}
        </Alert>
      )}
      {(importing.is === 'looked' || importing.is === 'done') && (
        <Outcome
          result={importing.result}
          doubtful={doubtful}
          onDoubtful={
            importing.is === 'done'
              ? null
              : (choice) => {
                  setDoubtful(choice)
                  void run(true, choice)
                }
          }
        />
      )}
      {importing.is === 'looked' && importing.result.problemCount === 0 && (
        <TextField
          label={translate('lg.form.reason')}
          helperText={translate('lg.form.reasonHelp')}
          value={reason}
          margin="none"
          onChange={({ target }) => setReason(target.value)}
        />
      )}
      <Box sx={{ display: 'flex', gap: 1 }}>
        {importing.is === 'looked' && importing.result.problemCount === 0 && (
          <Button variant="contained" onClick={() => void run(false)}>
            {translate('import.perform')}
          </Button>
        )}
        {importing.is !== 'done' && !isBusy && files.length > 0 && (
          <Button
            variant={importing.is === 'looked' && importing.result.problemCount === 0 ? 'text' : 'contained'}
            disabled={!isReady}
            onClick={() => void run(true)}
          >
            {translate(importing.is === 'looked' ? 'import.again' : 'import.look')}
          </Button>
        )}
        {importing.is === 'done' && (
          <Button variant="outlined" onClick={changing(() => setFiles([]))}>
            {translate('import.another')}
          </Button>
        )}
      </Box>
    </Box>
  )
}

interface AtWorkProps {
  readonly dryRun: boolean
  readonly progress: ImportProgress | null
  readonly onStop: () => void
}

/** How far the service is; it can be stopped until everything is written. */
function AtWork({ dryRun, progress, onStop }: AtWorkProps) {
  const lang = useLang()
  const translate = useTranslate()
  const { phase = 'READING', done = 0, total = 0 } = progress ?? {}
  const said = translate(`import.phase.${phase}`, {
    done: sayNumber(phase === 'READING' ? Math.ceil(done / 1024) : done, lang),
    total: sayNumber(total, lang),
  })
  return (
    <Card>
      <CardContent sx={{ display: 'grid', gap: 1 }}>
        <Typography role="status">{said}</Typography>
        <LinearProgress
          aria-label={said}
          variant={total > 0 ? 'determinate' : 'indeterminate'}
          value={total > 0 ? (100 * done) / total : 0}
        />
        {phase !== 'COMMITTING' && (
          <Box>
            <Button onClick={onStop}>{translate(dryRun ? 'import.stopLooking' : 'import.stop')}</Button>
          </Box>
        )}
      </CardContent>
    </Card>
  )
}
