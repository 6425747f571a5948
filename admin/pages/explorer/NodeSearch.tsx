import { Autocomplete, Box, CircularProgress, TextField } from '@mui/material'
import { useEffect, useMemo, useState } from 'react'
import { useTranslate } from 'react-admin'
import { upperSnake } from '../../../server/model/index.ts'
import { useModel } from '../../data/ModelContext.tsx'
import { request } from '../../data/graphql.ts'
import { useLang } from '../../i18n/useLang.ts'
import { readHits } from './answers.ts'
import type { FoundNode } from './answers.ts'
import { searchDocument } from './documents.ts'
import type { GraphNode } from './graph.ts'
import { KindLabel } from './KindLabel.tsx'
import { Snippet } from './Snippet.tsx'
import { useLoad } from './use-load.ts'

const PAUSE_MS = 200
const HITS = 20

interface Props {
  readonly label: string
  readonly helperText?: string
  /** The chosen node, where the field keeps it; `undefined` makes a field that is emptied by choosing. */
  readonly value?: GraphNode | null
  /** Offered before anything is typed. */
  readonly nearby?: readonly GraphNode[]
  readonly onPick: (node: GraphNode | undefined) => void
}

/** Finds a node by a few words of it, typed with or without accents. */
export function NodeSearch({ label, helperText, value, nearby = [], onPick }: Props) {
  const translate = useTranslate()
  const lang = useLang()
  const [typed, setTyped] = useState('')
  const wanted = value?.title[lang] === typed ? '' : typed.trim()
  const text = useSettled(wanted)
  const hits = useHits(text)
  const waiting = wanted !== '' && (wanted !== text || hits.loading)
  // Hits of fewer letters are not offered: Enter would take one of them.
  const options = wanted === '' ? nearby : waiting ? [] : (hits.data ?? [])
  return (
    <Autocomplete<FoundNode>
      size="small"
      fullWidth
      value={value ?? null}
      inputValue={typed}
      options={options}
      // The service has matched them already, accents left aside.
      filterOptions={(all) => all}
      getOptionLabel={(node) => node.title[lang]}
      getOptionKey={(node) => node.id}
      isOptionEqualToValue={(one, other) => one.id === other.id}
      autoHighlight
      clearOnBlur={value !== undefined}
      blurOnSelect={value !== undefined}
      loading={waiting}
      loadingText={translate('explorer.search.searching')}
      noOptionsText={translate(
        hits.error !== undefined
          ? 'explorer.search.failed'
          : wanted === ''
            ? 'explorer.search.type'
            : 'explorer.search.none',
      )}
      onInputChange={(_event, next, reason) =>
        setTyped(reason === 'selectOption' && value === undefined ? '' : next)
      }
      onChange={(_event, node) => onPick(node ?? undefined)}
      renderOption={({ key, ...props }, node) => (
        <Box component="li" key={key} {...props}>
          <Box>
            {node.title[lang]}
            <Box sx={{ typography: 'caption' }}>
              <KindLabel kind={node.kind} />
            </Box>
            {node.snippet === undefined ? null : <Snippet parts={node.snippet} />}
          </Box>
        </Box>
      )}
      renderInput={(params) => (
        <TextField
          {...params}
          label={label}
          helperText={helperText}
          variant="outlined"
          margin="none"
          slotProps={{
            ...params.slotProps,
            input: {
              ...params.slotProps.input,
              endAdornment: (
                <>
                  {waiting ? <CircularProgress color="inherit" size={16} aria-hidden /> : null}
                  {params.slotProps.input.endAdornment}
                </>
              ),
            },
          }}
        />
      )}
    />
  )
}

function useHits(text: string) {
  const model = useModel()
  return useLoad(
    useMemo(() => {
      if (text === '') return undefined
      return async (signal: AbortSignal) => {
        const kinds = model.kinds.map((kind) => upperSnake(kind.name))
        return readHits(model, await request(searchDocument, { text, first: HITS, kinds }, signal))
      }
    }, [model, text]),
  )
}

/** A value once it has rested for a moment, so that not every letter asks the service. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}
