import AddIcon from '@mui/icons-material/Add'
import { Alert, Button, Stack, Typography } from '@mui/material'
import { useRef } from 'react'
import { useTranslate } from 'react-admin'
import { EvidencePiece } from './EvidencePiece.tsx'
import type { EvidenceProblems } from './problems.ts'
import type { EvidenceDraft } from './types.ts'
import { usePassages } from './usePassages.ts'
import { emptyPiece } from './values.ts'

interface EvidenceEditorProps {
  readonly value: readonly EvidenceDraft[]
  readonly onChange: (value: readonly EvidenceDraft[]) => void
  readonly problems: EvidenceProblems
}

/** The evidence of a node or a link as a list of pieces to add, fill in and remove, in any form. */
export function EvidenceEditor({ value, onChange, problems }: EvidenceEditorProps) {
  const translate = useTranslate()
  const keys = useKeys(value.length)
  const { known, failed, remember } = usePassages(value.flatMap(({ passageId }) => passageId ?? []))
  const passageAt = (index: number) => known.get(value[index]?.passageId ?? '') ?? null
  const last = passageAt(value.length - 1)?.source ?? null
  const put = (index: number, draft: EvidenceDraft) => onChange(value.with(index, draft))
  const remove = (index: number) => {
    keys.splice(index, 1)
    onChange(value.toSpliced(index, 1))
  }
  return (
    <Stack sx={{ gap: 1.5 }} role="group" aria-label={translate('evidence.title')}>
      {value.length === 0 && (
        <Typography variant="body2" color="textSecondary">
          {translate('evidence.none')}
        </Typography>
      )}
      {failed && <Alert severity="warning">{translate('evidence.failed')}</Alert>}
      {problems.whole !== undefined && (
        <Alert severity="error" tabIndex={-1}>
          {translate(problems.whole, { _: problems.whole })}
        </Alert>
      )}
      {value.map((draft, index) => (
        <EvidencePiece
          key={keys[index]}
          number={index + 1}
          draft={draft}
          passage={passageAt(index)}
          begin={last}
          problems={problems.pieces.get(index) ?? {}}
          onChange={(next) => put(index, next)}
          onPick={(passage) => remember([passage])}
          onRemove={() => remove(index)}
        />
      ))}
      <Button
        startIcon={<AddIcon />}
        sx={{ alignSelf: 'start' }}
        onClick={() => onChange([...value, emptyPiece])}
      >
        {translate('evidence.add')}
      </Button>
    </Stack>
  )
}

/** Keys that stay with their pieces when one before them is removed. */
function useKeys(length: number): number[] {
  const keys = useRef<number[]>([])
  const next = useRef(0)
  while (keys.current.length < length) keys.current.push(next.current++)
  keys.current.length = length
  return keys.current
}
