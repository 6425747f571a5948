import { Dialog, useMediaQuery, useTheme } from '@mui/material'
import { useEffect, useRef, useState } from 'react'
import { DiscardChanges } from './DiscardChanges.tsx'
import { LinkConflict } from './LinkConflict.tsx'
import { LinkForm } from './LinkForm.tsx'
import type { LinkRelation } from './relations.ts'
import type { LinkAnswer, LinkEnd, NodeAtHand } from './types.ts'
import { useLinkForm } from './useLinkForm.ts'
import type { Beginning, Saved } from './useLinkForm.ts'

interface LinkDialogProps {
  readonly node: NodeAtHand
  readonly relation: LinkRelation | null
  /** The link that is changed, and its other end; null for a new one. */
  readonly editing: { readonly beginning: Beginning; readonly other: LinkEnd } | null
  readonly onSaved: (link: LinkAnswer, relation: LinkRelation) => void
  readonly onUnchanged: () => void
  readonly onClose: () => void
}

/** Makes or changes a link; closes only when nothing typed is lost by it, or when the person says so. */
export function LinkDialog({ node, relation, editing, onSaved, onUnchanged, onClose }: LinkDialogProps) {
  const narrow = useMediaQuery(useTheme().breakpoints.down('sm'))
  const form = useLinkForm(node.id, editing?.beginning ?? null, relation)
  const [asking, setAsking] = useState(false)
  const paper = useRef<HTMLDivElement>(null)
  // The first input that is wrong may be far above the button that was pressed.
  useEffect(() => {
    paper.current?.querySelector<HTMLElement>('[aria-invalid=true]:not([aria-hidden]), [role=alert]')?.focus()
  }, [form.refusals])
  const close = () => (form.isDirty ? setAsking(true) : onClose())
  const after = (saved: Saved) => {
    if (saved.came === 'saved' && form.relation !== null) onSaved(saved.link, form.relation)
    if (saved.came === 'unchanged') onUnchanged()
  }
  return (
    <Dialog
      open
      onClose={close}
      fullWidth
      maxWidth="md"
      fullScreen={narrow}
      slotProps={{ paper: { ref: paper } }}
    >
      {form.conflict !== null && form.base !== null ? (
        <LinkConflict
          before={form.base.values}
          mine={form.values}
          theirs={form.conflict.values}
          saving={form.saving}
          onChoose={(values) => void form.resolve(values).then(after)}
          onBack={form.postpone}
        />
      ) : (
        <LinkForm
          form={form}
          node={node}
          fixed={editing?.other ?? null}
          onSave={() => void form.save().then(after)}
          onCancel={close}
        />
      )}
      {asking && <DiscardChanges onDiscard={onClose} onKeep={() => setAsking(false)} />}
    </Dialog>
  )
}
