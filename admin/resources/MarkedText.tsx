import { Typography, styled } from '@mui/material'
import { Mention } from '../evidence/Mention.tsx'
import { aroundDifferences, wordDifference } from './word-difference.ts'

/** What it means that the other text lacks a word: no more than that, or that it went, or that it came to be. */
export type Tone = 'mark' | 'gone' | 'come'

interface MarkedTextProps {
  readonly text: string
  readonly other: string
  readonly tone: Tone
}

/** A text in which the words that another text lacks are marked; of what went or came, with what stands around it. */
export function MarkedText({ text, other, tone }: MarkedTextProps) {
  const Marked = marks[tone]
  // A text that is wholly new or wholly gone has nothing in it to be told apart.
  const all = other === '' ? [{ text, differs: false }] : wordDifference(text, other)
  const runs = tone === 'mark' || other === '' ? all : aroundDifferences(all)
  return (
    <Typography
      variant="body2"
      component="div"
      sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', maxHeight: 320, overflow: 'auto' }}
    >
      {runs.map((run, index) => (run.differs ? <Marked key={index}>{run.text}</Marked> : run.text))}
    </Typography>
  )
}

const marks = {
  mark: Mention,
  // Elements of their own, which screen readers tell apart; the colours only repeat them.
  gone: styled('del')(({ theme }) => ({
    backgroundColor: theme.alpha(theme.palette.error.main, 0.18),
    borderRadius: 2,
  })),
  come: styled('ins')(({ theme }) => ({
    textDecoration: 'none',
    fontWeight: 600,
    backgroundColor: theme.alpha(theme.palette.success.main, 0.22),
    borderRadius: 2,
  })),
}
