import { Typography } from '@mui/material'
import type { SnippetPart } from './answers.ts'

/** A part of a text, with what was searched for in bold. */
export function Snippet({ parts }: { readonly parts: readonly SnippetPart[] }) {
  return (
    <Typography variant="body2" color="text.secondary" sx={{ overflowWrap: 'anywhere' }}>
      {parts.map(({ text, marked }, index) =>
        marked ? <strong key={index}>{text}</strong> : <span key={index}>{text}</span>,
      )}
    </Typography>
  )
}
