import AddIcon from '@mui/icons-material/PersonAddAlt'
import { Box, Button } from '@mui/material'
import { useState } from 'react'
import { useNotify, useTranslate } from 'react-admin'
import { sayAgo, sayInstant } from '../data/format.ts'
import { request } from '../data/graphql.ts'
import { useNow } from '../history/useNow.ts'
import { useLang } from '../i18n/useLang.ts'
import { ConfirmDialog } from './ConfirmDialog.tsx'
import { peopleDocument, removePersonDocument } from './documents.ts'
import type { Person } from './documents.ts'
import { Entry } from './Entry.tsx'
import { Listing } from './Listing.tsx'
import { PersonDialog } from './PersonDialog.tsx'
import { RoleChip } from './RoleChip.tsx'
import { useListed } from './useListed.ts'

type Doing =
  | { readonly is: 'adding' }
  | { readonly is: 'editing'; readonly person: Person }
  | { readonly is: 'removing'; readonly person: Person }

/** Who can sign in: to add, change and remove. */
export function People() {
  const translate = useTranslate()
  const notify = useNotify()
  const lang = useLang()
  const now = useNow()
  const slices = useListed(peopleDocument)
  const [doing, setDoing] = useState<Doing | null>(null)
  const close = () => setDoing(null)
  const done = (told: string) => {
    close()
    notify(told, { type: 'success' })
    slices.reload()
  }
  return (
    <>
      <Box sx={{ mb: 1 }}>
        <Button
          variant="outlined"
          size="small"
          startIcon={<AddIcon />}
          onClick={() => setDoing({ is: 'adding' })}
        >
          {translate('access.people.add')}
        </Button>
      </Box>
      <Listing slices={slices} none={translate('access.people.none')}>
        {(person) => (
          <Entry
            key={person.id}
            title={person.name}
            marks={<RoleChip role={person.role} />}
            facts={[
              [translate('access.field.email'), person.email],
              [translate('access.people.since'), sayInstant(person.createdAt, lang)],
              [
                translate('access.people.lastSignIn'),
                person.lastSignInAt === null
                  ? translate('access.field.never')
                  : sayAgo(person.lastSignInAt, lang, now),
              ],
            ]}
            actions={
              <>
                <Button
                  size="small"
                  aria-label={translate('access.people.editLabel', { name: person.name })}
                  onClick={() => setDoing({ is: 'editing', person })}
                >
                  {translate('ra.action.edit')}
                </Button>
                <Button
                  size="small"
                  color="error"
                  aria-label={translate('access.people.removeLabel', { name: person.name })}
                  onClick={() => setDoing({ is: 'removing', person })}
                >
                  {translate('access.people.remove')}
                </Button>
              </>
            }
          />
        )}
      </Listing>
      {doing?.is === 'adding' && <PersonDialog onDone={() => done('access.people.added')} onClose={close} />}
      {doing?.is === 'editing' && (
        <PersonDialog person={doing.person} onDone={() => done('access.people.changed')} onClose={close} />
      )}
      {doing?.is === 'removing' && (
        <ConfirmDialog
          title={translate('access.people.removeTitle', { name: doing.person.name })}
          text={translate('access.people.removeText')}
          action={translate('access.people.remove')}
          perform={() => request(removePersonDocument, { id: doing.person.id })}
          onDone={() => done('access.people.removed')}
          onClose={close}
        />
      )}
    </>
  )
}
