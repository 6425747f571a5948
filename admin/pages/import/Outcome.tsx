import {
  Alert,
  Box,
  Card,
  CardContent,
  Table,
  TableBody,
  TableCell,
  TableContainer,
  TableHead,
  TableRow,
  Typography,
} from '@mui/material'
import { useTranslate } from 'react-admin'
import { sayNumber } from '../../data/format.ts'
import { useLang } from '../../i18n/useLang.ts'
import { DoubtfulList } from './DoubtfulList.tsx'
import { ItemList } from './ItemList.tsx'
import { MergedList } from './MergedList.tsx'
import { ProblemList } from './ProblemList.tsx'
import type { DoubtfulChoice, ImportResult } from './types.ts'

const subjects = ['nodes', 'links'] as const
const outcomes = ['created', 'changed', 'unchanged', 'doubtful'] as const

interface OutcomeProps {
  readonly result: ImportResult
  readonly doubtful: DoubtfulChoice
  /** Takes another way with what is doubtful; null once it is done. */
  readonly onDoubtful: ((choice: DoubtfulChoice) => void) | null
}

/** What an import does or has done: how much, every problem, what is doubtful, and what is created and changed. */
export function Outcome({ result, doubtful, onDoubtful }: OutcomeProps) {
  const lang = useLang()
  const translate = useTranslate()
  return (
    <Card>
      <CardContent sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
        <Box role="status">
          <Typography component="h2" variant="h6">
            {translate(result.done ? 'import.did' : 'import.would')}
          </Typography>
        </Box>
        {result.problemCount > 0 && (
          <Alert severity="error">{translate('import.problems', { smart_count: result.problemCount })}</Alert>
        )}
        <TableContainer>
          <Table size="small" sx={{ width: 'auto', '& th, & td': { px: { xs: 1, sm: 2 } } }}>
            <TableHead>
              <TableRow>
                <TableCell />
                {subjects.map((what) => (
                  <TableCell key={what} align="right">
                    {translate(`import.count.${what}`)}
                  </TableCell>
                ))}
              </TableRow>
            </TableHead>
            <TableBody>
              {outcomes.map((name) => (
                <TableRow key={name}>
                  <TableCell component="th" scope="row">
                    {translate(`import.count.${name}`)}
                  </TableCell>
                  {subjects.map((what) => (
                    <TableCell key={what} align="right">
                      {sayNumber(result[what][name], lang)}
                    </TableCell>
                  ))}
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </TableContainer>
        {result.problems.length > 0 && <ProblemList problems={result.problems} count={result.problemCount} />}
        {(result.doubtful.length > 0 || doubtful !== 'LEAVE') && (
          <DoubtfulList
            items={result.doubtful}
            count={result.nodes.doubtful}
            choice={doubtful}
            onChoice={onDoubtful}
          />
        )}
        <MergedList items={result.merged} count={result.mergedCount} />
        <ItemList
          what="changed"
          items={result.changed}
          count={result.nodes.changed + result.links.changed}
          isDone={result.done}
        />
        <ItemList
          what="created"
          items={result.created}
          count={result.nodes.created + result.links.created}
          isDone={result.done}
        />
      </CardContent>
    </Card>
  )
}
