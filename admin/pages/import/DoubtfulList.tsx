import {
  Alert,
  Box,
  FormControl,
  FormControlLabel,
  FormLabel,
  Link,
  Radio,
  RadioGroup,
  Typography,
} from '@mui/material'
import { useCreatePath, useTranslate } from 'react-admin'
import { Link as RouterLink } from 'react-router-dom'
import { useModel } from '../../data/ModelContext.tsx'
import { useLang } from '../../i18n/useLang.ts'
import { More } from './More.tsx'
import type { DoubtfulChoice, DoubtfulItem } from './types.ts'
import { titleOf } from './words.ts'

const choices: readonly DoubtfulChoice[] = ['LEAVE', 'MATCH', 'CREATE']

interface DoubtfulListProps {
  readonly items: readonly DoubtfulItem[]
  readonly count: number
  readonly choice: DoubtfulChoice
  readonly onChoice: ((choice: DoubtfulChoice) => void) | null
}

/** Nodes of the files that may be others of the graph, those others, and what is to become of them. */
export function DoubtfulList({ items, count, choice, onChoice }: DoubtfulListProps) {
  const model = useModel()
  const lang = useLang()
  const translate = useTranslate()
  const createPath = useCreatePath()
  const kindOf = (name: string) => model.kinds.find((kind) => kind.name === name)
  return (
    <Box component="section" aria-label={translate('import.doubtful.title')}>
      <Typography component="h3" variant="subtitle1" sx={{ fontWeight: 600 }}>
        {translate('import.doubtful.title')}
      </Typography>
      {items.length > 0 && (
        <Alert severity="warning" sx={{ my: 1 }}>
          {translate('import.doubtful.text', { smart_count: count })}
        </Alert>
      )}
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {items.map(({ kind, title, twins, file, line }) => (
          <li key={`${file} ${line}`}>
            {translate('import.doubtful.item', {
              file,
              line,
              kind: kindOf(kind)?.words[lang] ?? kind,
              title: titleOf(title, lang),
            })}{' '}
            {twins.map((twin, index) => (
              <span key={twin.id}>
                {index > 0 && ', '}
                <Link
                  component={RouterLink}
                  to={createPath({ resource: kindOf(kind)?.plural ?? '', id: twin.id, type: 'show' })}
                  target="_blank"
                  rel="noopener"
                >
                  {titleOf(twin.title, lang)}
                </Link>
              </span>
            ))}
          </li>
        ))}
      </Box>
      <More count={count} listed={items.length} />
      {onChoice !== null && (
        <FormControl sx={{ mt: 1 }}>
          <FormLabel id="doubtful-choice">{translate('import.doubtful.choose')}</FormLabel>
          <RadioGroup
            aria-labelledby="doubtful-choice"
            value={choice}
            onChange={({ target }) => {
              const chosen = choices.find((one) => one === target.value)
              if (chosen !== undefined) onChoice(chosen)
            }}
          >
            {choices.map((one) => (
              <FormControlLabel
                key={one}
                value={one}
                control={<Radio size="small" />}
                label={translate(`import.doubtful.${one}`)}
              />
            ))}
          </RadioGroup>
        </FormControl>
      )}
    </Box>
  )
}
