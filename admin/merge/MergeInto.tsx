import MergeIcon from '@mui/icons-material/CallMerge'
import {
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Button as MuiButton,
  Typography,
} from '@mui/material'
import { useState } from 'react'
import { Button, useRecordContext, useTranslate } from 'react-admin'
import { useNavigate } from 'react-router-dom'
import { titleOf } from '../data/records.ts'
import type { NodeRecord } from '../data/records.ts'
import { useLang } from '../i18n/useLang.ts'
import { NodePicker } from '../links/NodePicker.tsx'
import type { LinkEnd } from '../links/types.ts'
import { mergePath } from './address.ts'
import { useKind } from '../resources/useKind.ts'

/** Lets a person pick the node into which the one of this page is to be merged, and leads to where that is done. */
export function MergeInto() {
  const kind = useKind()
  const lang = useLang()
  const translate = useTranslate()
  const navigate = useNavigate()
  const record = useRecordContext<NodeRecord>()
  const [asking, setAsking] = useState(false)
  const [other, setOther] = useState<LinkEnd | null>(null)
  if (record === undefined) return null
  return (
    <>
      <Button label="history.merge.intoAction" onClick={() => setAsking(true)}>
        <MergeIcon />
      </Button>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        fullWidth
        maxWidth="sm"
        aria-labelledby="merge-into-title"
      >
        <DialogTitle id="merge-into-title">{translate('history.merge.intoAction')}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 2 }}>
          <Typography>
            {translate('history.merge.intoText', { title: titleOf(kind, record, lang) })}
          </Typography>
          <NodePicker
            label={translate('history.merge.other')}
            kind={kind}
            exclude={record.id}
            value={other}
            onChange={setOther}
            problems={[]}
            autoFocus
          />
        </DialogContent>
        <DialogActions>
          <MuiButton onClick={() => setAsking(false)}>{translate('ra.action.cancel')}</MuiButton>
          <MuiButton
            variant="contained"
            disabled={other === null}
            onClick={() => {
              if (other !== null) void navigate(mergePath(kind.plural, [other.id, record.id], other.id))
            }}
          >
            {translate('history.merge.next')}
          </MuiButton>
        </DialogActions>
      </Dialog>
    </>
  )
}
