import {
  Alert,
  Button,
  DialogActions,
  DialogContent,
  DialogTitle,
  MenuItem,
  Stack,
  TextField,
} from '@mui/material'
import { useTranslate } from 'react-admin'
import { useModel } from '../data/ModelContext.tsx'
import { useLang } from '../i18n/useLang.ts'
import { LinkFields } from './LinkFields.tsx'
import { NodePicker } from './NodePicker.tsx'
import { linkRelations, relationTitle } from './relations.ts'
import type { LinkEnd, NodeAtHand } from './types.ts'
import type { useLinkForm } from './useLinkForm.ts'

interface LinkFormProps {
  readonly form: ReturnType<typeof useLinkForm>
  /** The node at hand. */
  readonly node: NodeAtHand
  /** The other end of a link that is there already; its type and its ends stay. */
  readonly fixed: LinkEnd | null
  readonly onSave: () => void
  readonly onCancel: () => void
}

/** The inputs of a link in a dialog. */
export function LinkForm({ form, node, fixed, onSave, onCancel }: LinkFormProps) {
  const translate = useTranslate()
  const model = useModel()
  const lang = useLang()
  const { relation, problems } = form
  const said = problems.fields.relation?.map((key) => translate(key)).join(' ')
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        // The panel may stand inside the form of an Edit page, which must not be sent along.
        event.stopPropagation()
        onSave()
      }}
      style={{ display: 'contents' }}
    >
      <DialogTitle>{translate(fixed === null ? 'links.dialog.create' : 'links.dialog.edit')}</DialogTitle>
      <DialogContent>
        <Stack sx={{ gap: 2, pt: 1 }}>
          {problems.fields.form?.map((key) => (
            <Alert key={key} severity="error" tabIndex={-1}>
              {translate(key)}
            </Alert>
          ))}
          {fixed === null ? (
            <>
              <TextField
                select
                fullWidth
                required
                size="small"
                margin="none"
                label={translate('links.dialog.relation')}
                value={relation?.name ?? ''}
                onChange={({ target }) =>
                  form.setRelation(
                    linkRelations(model, node.kind).find(({ name }) => name === target.value) ?? null,
                  )
                }
                error={said !== undefined}
                helperText={said}
              >
                {linkRelations(model, node.kind).map((one) => (
                  <MenuItem key={one.name} value={one.name} sx={{ whiteSpace: 'normal' }}>
                    {relationTitle(model, one, lang)}
                  </MenuItem>
                ))}
              </TextField>
              <NodePicker
                label={translate('links.dialog.other')}
                key={relation?.to}
                kind={relation === null ? null : model.kind(relation.to)}
                exclude={node.id}
                value={form.other}
                onChange={form.setOther}
                problems={problems.fields.other ?? []}
                autoFocus={relation !== null}
              />
            </>
          ) : (
            <Alert severity="info" icon={false} sx={{ overflowWrap: 'anywhere' }}>
              {node.title} — <strong>{relation?.words[lang]}</strong> → {fixed.title}
            </Alert>
          )}
          <LinkFields values={form.values} onChange={form.setValues} problems={problems} />
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button onClick={onCancel} color="inherit">
          {translate('links.dialog.cancel')}
        </Button>
        <Button type="submit" variant="contained" loading={form.saving}>
          {translate('links.dialog.save')}
        </Button>
      </DialogActions>
    </form>
  )
}
