import UndoIcon from '@mui/icons-material/Undo'
import { Button } from '@mui/material'
import { useState } from 'react'
import { useRefresh, useTranslate } from 'react-admin'
import { useMay } from '../access/ViewerContext.tsx'
import type { ChangeSet } from './types.ts'
import { UndoDialog } from './UndoDialog.tsx'
import { undoWord } from './words.ts'

interface UndoButtonProps {
  readonly set: ChangeSet
  /** Called when something was taken back, so that what is shown is read again. */
  readonly onUndone: () => void
}

/** Takes a change set back, once the person has seen what that means; nothing for those who may not. */
export function UndoButton({ set, onUndone }: UndoButtonProps) {
  const translate = useTranslate()
  const refresh = useRefresh()
  const may = useMay()
  const [asking, setAsking] = useState(false)
  const word = translate(`history.undo.word.${undoWord(set)}`)
  if (!may('Mutation.undo')) return null
  return (
    <>
      <Button
        size="small"
        startIcon={<UndoIcon />}
        aria-label={translate('history.undo.label', { word, seq: set.seq })}
        onClick={() => setAsking(true)}
      >
        {word}
      </Button>
      {asking && (
        <UndoDialog
          set={set}
          onClose={(done) => {
            setAsking(false)
            if (!done) return
            refresh()
            onUndone()
          }}
        />
      )}
    </>
  )
}
