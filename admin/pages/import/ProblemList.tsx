import { Box, Table, TableBody, TableCell, TableContainer, TableHead, TableRow } from '@mui/material'
import { useTranslate } from 'react-admin'
import { useModel } from '../../data/ModelContext.tsx'
import { useLang } from '../../i18n/useLang.ts'
import { More } from './More.tsx'
import type { ImportProblem } from './types.ts'
import { sayProblem } from './words.ts'

interface ProblemListProps {
  readonly problems: readonly ImportProblem[]
  readonly count: number
}

/** What is wrong in the files, with the line and the place, so that it can be put right there. */
export function ProblemList({ problems, count }: ProblemListProps) {
  const model = useModel()
  const lang = useLang()
  const translate = useTranslate()
  return (
    <Box>
      <TableContainer sx={{ maxHeight: 480 }}>
        <Table size="small" stickyHeader aria-label={translate('import.problemList')}>
          <TableHead>
            <TableRow>
              <TableCell>{translate('import.file')}</TableCell>
              <TableCell align="right">{translate('import.line')}</TableCell>
              <TableCell>{translate('import.place')}</TableCell>
              <TableCell>{translate('import.wrong')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {problems.map((problem, index) => (
              <TableRow key={index}>
                <TableCell sx={{ overflowWrap: 'anywhere' }}>{problem.file}</TableCell>
                <TableCell align="right">{problem.line}</TableCell>
                <TableCell>{problem.path}</TableCell>
                <TableCell>{sayProblem(model, problem, lang, translate)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </TableContainer>
      <More count={count} listed={problems.length} />
    </Box>
  )
}
