import { Box, CircularProgress, Link, Stack, Typography } from '@mui/material'
import { useCreatePath, useTranslate } from 'react-admin'
import { Link as RouterLink } from 'react-router-dom'
import { Mention } from './Mention.tsx'
import type { EvidenceDraft, ShownEvidence } from './types.ts'
import { usePassages } from './usePassages.ts'
import { excerpt } from './values.ts'

interface EvidenceListProps {
  /** With their passages, or as a record holds them; those passages are read then. */
  readonly evidence: readonly (ShownEvidence | EvidenceDraft)[]
}

/** The words that a claim rests on, each with where it stands, and with its surroundings where the text is kept. */
export function EvidenceList({ evidence }: EvidenceListProps) {
  const translate = useTranslate()
  const { known, failed } = usePassages(
    evidence.flatMap((piece) => ('passage' in piece ? [] : (piece.passageId ?? []))),
  )
  if (evidence.length === 0)
    return (
      <Typography variant="body2" color="textSecondary">
        {translate('evidence.none')}
      </Typography>
    )
  return (
    <Stack component="ul" sx={{ m: 0, p: 0, gap: 1.5, listStyle: 'none' }}>
      {evidence.map((piece, index) => (
        <Box
          key={index}
          component="li"
          sx={{ borderLeft: 3, borderColor: 'divider', pl: 1.5, overflowWrap: 'anywhere' }}
        >
          <Piece
            {...piece}
            passage={'passage' in piece ? piece.passage : known.get(piece.passageId ?? '')}
            failed={failed}
          />
        </Box>
      ))}
    </Stack>
  )
}

interface PieceProps extends Pick<ShownEvidence, 'mention' | 'start' | 'note'> {
  readonly passage: ShownEvidence['passage'] | undefined
  readonly failed: boolean
}

function Piece({ mention, start, note, passage, failed }: PieceProps) {
  const translate = useTranslate()
  const parts = typeof passage?.text === 'string' ? excerpt(passage.text, mention, start) : null
  return (
    <>
      <Typography variant="body2">“{mention}”</Typography>
      {passage !== undefined ? (
        <Place passage={passage} />
      ) : failed ? (
        <Typography variant="caption" color="textSecondary">
          {translate('evidence.placeFailed')}
        </Typography>
      ) : (
        <CircularProgress size={14} aria-label={translate('evidence.loading')} />
      )}
      {parts !== null && (
        <Typography variant="body2" color="textSecondary" sx={{ mt: 0.5, whiteSpace: 'pre-wrap' }}>
          {parts[0]}
          <Mention>{parts[1]}</Mention>
          {parts[2]}
        </Typography>
      )}
      {note !== null && note !== '' && (
        <Typography variant="body2" sx={{ mt: 0.5, whiteSpace: 'pre-wrap' }}>
          {translate('evidence.note')}: {note}
        </Typography>
      )}
    </>
  )
}

/** "Đoạn 17 · Bài báo": each leads to its own page. */
function Place({ passage: { id, ordinal, source } }: { passage: ShownEvidence['passage'] }) {
  const translate = useTranslate()
  const createPath = useCreatePath()
  return (
    <Typography variant="caption" component="p" color="textSecondary">
      <Link component={RouterLink} to={createPath({ resource: 'passages', id, type: 'show' })}>
        {translate('evidence.passageLabel', { ordinal })}
      </Link>
      {' · '}
      <Link component={RouterLink} to={createPath({ resource: 'sources', id: source.id, type: 'show' })}>
        {source.title}
      </Link>
    </Typography>
  )
}
