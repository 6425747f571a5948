import { Alert, Button, CircularProgress, Dialog, DialogActions, DialogContent } from '@mui/material'
import { useEffect, useState } from 'react'
import { useTranslate } from 'react-admin'
import { ApiError, request } from '../data/graphql.ts'
import { linkDocument } from './documents.ts'
import { valuesOfLink } from './draft.ts'
import { useApiLang } from './language.ts'
import { LinkDialog } from './LinkDialog.tsx'
import { sentenceOf } from './problems.ts'
import type { LinkRelation } from './relations.ts'
import type { LinkAnswer, LinkEdge, NodeAtHand } from './types.ts'
import type { Beginning } from './useLinkForm.ts'

interface EditLinkProps {
  readonly node: NodeAtHand
  readonly relation: LinkRelation
  readonly edge: LinkEdge
  readonly onSaved: (link: LinkAnswer, relation: LinkRelation) => void
  readonly onUnchanged: () => void
  readonly onGone: () => void
  readonly onClose: () => void
}

/** Reads a link as it is now, with its evidence, and lets it be changed from there. */
export function EditLink({ node, relation, edge, onSaved, onUnchanged, onGone, onClose }: EditLinkProps) {
  const translate = useTranslate()
  const lang = useApiLang()
  const [beginning, setBeginning] = useState<Beginning | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  useEffect(() => {
    const controller = new AbortController()
    request(linkDocument, { id: edge.id, lang }, controller.signal).then(
      ({ link }) => {
        if (link === null) onGone()
        else setBeginning({ id: link.id, version: link.version, values: valuesOfLink(link) })
      },
      (error: unknown) => {
        if (controller.signal.aborted) return
        setProblem(error instanceof ApiError ? sentenceOf(error.code) : 'links.problem.form')
      },
    )
    return () => controller.abort()
    // Read once: what others change from here on is a conflict to be shown, not a reason to begin anew.
  }, [])
  if (beginning !== null)
    return (
      <LinkDialog
        node={node}
        relation={relation}
        editing={{ beginning, other: edge.node }}
        onSaved={onSaved}
        onUnchanged={onUnchanged}
        onClose={onClose}
      />
    )
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="md">
      <DialogContent sx={{ textAlign: 'center' }}>
        {problem === null ? (
          <CircularProgress aria-label={translate('links.loading')} />
        ) : (
          <Alert severity="error">{translate(problem)}</Alert>
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} color="inherit">
          {translate('links.dialog.cancel')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
