import { Box, CircularProgress, Link, Stack, Typography } from '@mui/material'
import { useCreatePath, useTranslate } from 'react-admin'
import { Link as RouterLink } from 'react-router-dom'
import { Mention } from './Mention.tsx'
import type { EvidenceDraft, ShownEvidence } from './types.ts'
import { usePassages } from './usePassages.ts'
import { excerpt } from './values.ts'

/** A passage, or why it is not shown: not read yet, or not to be read, or no longer there, or the one whose page this is. */
export type Place = ShownEvidence['passage'] | Gone | 'reading' | 'failed' | 'here'

/** A passage that is no longer there. */
export interface Gone {
  /** What it was called, where that is known. */
  readonly wasCalled: string | undefined
}

/** A quotation whose passage somebody else reads. */
export interface PlacedEvidence extends Pick<ShownEvidence, 'mention' | 'start' | 'note'> {
  readonly passage: Place
}

interface EvidenceListProps {
  /** With their passages, or as a record holds them; those passages are read then. */
  readonly evidence: readonly (PlacedEvidence | EvidenceDraft)[]
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
            passage={
              'passage' in piece
                ? piece.passage
                : (known.get(piece.passageId ?? '') ?? (failed ? 'failed' : 'reading'))
            }
          />
        </Box>
      ))}
    </Stack>
  )
}

function Piece({ mention, start, note, passage }: PlacedEvidence) {
  const translate = useTranslate()
  const text = typeof passage === 'object' && 'id' in passage ? passage.text : undefined
  const parts = typeof text === 'string' ? excerpt(text, mention, start) : null
  return (
    <>
      <Typography variant="body2">“{mention}”</Typography>
      <PlaceOf passage={passage} />
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

function PlaceOf({ passage }: Pick<PlacedEvidence, 'passage'>) {
  const translate = useTranslate()
  if (typeof passage === 'object' && 'id' in passage) return <PlaceLinks passage={passage} />
  if (passage === 'here') return null
  if (passage === 'reading') return <CircularProgress size={14} aria-label={translate('evidence.loading')} />
  return (
    <Typography variant="caption" color="textSecondary">
      {typeof passage === 'object' && passage.wasCalled !== undefined && `${passage.wasCalled} · `}
      {translate(passage === 'failed' ? 'evidence.placeFailed' : 'evidence.placeGone')}
    </Typography>
  )
}

/** "Đoạn 17 · Bài báo": each leads to its own page. */
function PlaceLinks({ passage: { id, ordinal, source } }: { passage: ShownEvidence['passage'] }) {
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
