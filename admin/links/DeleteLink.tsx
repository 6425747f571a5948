import { Alert, Button, Dialog, DialogActions, DialogContent, DialogTitle, Typography } from '@mui/material'
import { useState } from 'react'
import { useTranslate } from 'react-admin'
import { ApiError, request } from '../data/graphql.ts'
import { useLang } from '../i18n/useLang.ts'
import { percent } from './confidence.ts'
import { deleteLinkDocument } from './documents.ts'
import { currentLink } from './merge.ts'
import { sentenceOf } from './problems.ts'
import type { LinkRelation } from './relations.ts'
import type { LinkEdge } from './types.ts'

interface DeleteLinkProps {
  readonly edge: LinkEdge
  readonly relation: LinkRelation
  /** What the node at hand is called. */
  readonly title: string
  readonly onDeleted: (already: boolean) => void
  readonly onClose: () => void
}

/** Asks before a link goes, saying what goes with it; asks again when somebody changed it meanwhile. */
export function DeleteLink({ edge, relation, title, onDeleted, onClose }: DeleteLinkProps) {
  const translate = useTranslate()
  const lang = useLang()
  const [seen, setSeen] = useState({ ...edge, changed: false })
  const [problem, setProblem] = useState<string | null>(null)
  const [deleting, setDeleting] = useState(false)

  const remove = async () => {
    setDeleting(true)
    setProblem(null)
    try {
      await request(deleteLinkDocument, { id: edge.id, expectedVersion: seen.version })
      onDeleted(false)
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      const current = error.code === 'CONFLICT' ? currentLink(error.current) : null
      if (error.code === 'NOT_FOUND') onDeleted(true)
      else if (current === null) setProblem(sentenceOf(error.code))
      else {
        const { note, confidence, status, evidence } = current.values
        setSeen({
          ...edge,
          version: current.version,
          note: note === '' ? null : note,
          confidence: confidence === null ? null : confidence / 100,
          status,
          evidenceCount: evidence.length,
          changed: true,
        })
      }
    } finally {
      setDeleting(false)
    }
  }

  const lost = [
    ...(seen.note === null ? [] : [`${translate('links.remove.lostNote')} “${seen.note}”`]),
    ...(seen.confidence === null
      ? []
      : [`${translate('links.remove.lostConfidence')} ${percent(seen.confidence, lang)}`]),
    ...(seen.evidenceCount === 0
      ? []
      : [translate('links.remove.lostEvidence', { smart_count: seen.evidenceCount })]),
  ]
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm">
      <DialogTitle>{translate('links.remove.title')}</DialogTitle>
      <DialogContent sx={{ display: 'flex', flexDirection: 'column', gap: 1.5, overflowWrap: 'anywhere' }}>
        {problem !== null && <Alert severity="error">{translate(problem)}</Alert>}
        {seen.changed && <Alert severity="warning">{translate('links.remove.changed')}</Alert>}
        <Typography>
          {translate('links.remove.text', { words: relation.words[lang], from: title, to: edge.node.title })}
        </Typography>
        {lost.length > 0 && (
          <Typography>
            {translate('links.remove.lost', { what: new Intl.ListFormat(lang).format(lost) })}
          </Typography>
        )}
        <Typography color="textSecondary">{translate('links.remove.kept')}</Typography>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} color="inherit" autoFocus>
          {translate('links.dialog.cancel')}
        </Button>
        <Button variant="contained" color="error" loading={deleting} onClick={() => void remove()}>
          {translate('links.remove.confirm')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
