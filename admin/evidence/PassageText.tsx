import { Box, Typography } from '@mui/material'
import { useId, useRef } from 'react'
import { useTranslate } from 'react-admin'
import { Mention } from './Mention.tsx'
import type { Passage } from './types.ts'
import { highlighted, trimmedSelection } from './values.ts'

interface PassageTextProps {
  readonly passage: Passage
  readonly mention: string
  readonly start: number | null
  readonly onSelect: (selection: { mention: string; start: number }) => void
}

/** A passage's text with the mention marked, to select words in; or, where it is not kept, how long it is. */
export function PassageText({ passage: { text, length }, mention, start, onSelect }: PassageTextProps) {
  const translate = useTranslate()
  const label = useId()
  const box = useRef<HTMLElement>(null)
  if (text === null)
    return (
      <Typography variant="body2" color="textSecondary">
        {translate('evidence.notKept', { count: length })}
      </Typography>
    )
  const take = () => {
    const selected = box.current === null ? null : selectedIn(box.current)
    const selection = selected === null ? null : trimmedSelection(text, selected.from, selected.to)
    if (selection !== null) onSelect(selection)
  }
  const parts = highlighted(text, mention, start)
  return (
    <Box>
      <Typography id={label} variant="caption" color="textSecondary">
        {translate('evidence.text')} – {translate('evidence.selectHelp')}
      </Typography>
      <Box
        ref={box}
        role="group"
        aria-labelledby={label}
        tabIndex={0}
        onMouseUp={take}
        onTouchEnd={take}
        onKeyUp={take}
        sx={{
          p: 1,
          maxHeight: '12em',
          overflow: 'auto',
          border: 1,
          borderColor: 'divider',
          borderRadius: 1,
          whiteSpace: 'pre-wrap',
          overflowWrap: 'anywhere',
          typography: 'body2',
          userSelect: 'text',
        }}
      >
        {parts === null ? (
          text
        ) : (
          <>
            {parts[0]}
            <Mention>{parts[1]}</Mention>
            {parts[2]}
          </>
        )}
      </Box>
    </Box>
  )
}

/** Where the selection stands in an element's text, in UTF-16 code units; null when it is empty or elsewhere. */
function selectedIn(element: HTMLElement): { from: number; to: number } | null {
  const selection = element.ownerDocument.getSelection()
  if (selection === null || selection.rangeCount === 0 || selection.isCollapsed) return null
  const range = selection.getRangeAt(0)
  if (!element.contains(range.startContainer) || !element.contains(range.endContainer)) return null
  const before = range.cloneRange()
  before.selectNodeContents(element)
  before.setEnd(range.startContainer, range.startOffset)
  const from = before.toString().length
  return { from, to: from + range.toString().length }
}
