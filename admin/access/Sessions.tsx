import { Button, Chip } from '@mui/material'
import { useState } from 'react'
import { useNotify, useTranslate } from 'react-admin'
import { sayAgo, sayInstant } from '../data/format.ts'
import { request } from '../data/graphql.ts'
import { useNow } from '../history/useNow.ts'
import { useLang } from '../i18n/useLang.ts'
import { sayAgent } from './agent.ts'
import { ConfirmDialog } from './ConfirmDialog.tsx'
import { endSessionDocument } from './documents.ts'
import type { ListDocument, Session } from './documents.ts'
import { Entry } from './Entry.tsx'
import { Listing } from './Listing.tsx'
import { useListed } from './useListed.ts'

interface SessionsProps {
  readonly of: ListDocument<Session>
  /** Whether it is said whose each is. */
  readonly named?: boolean
}

/** Where people are signed in, each to be ended. */
export function Sessions({ of, named = false }: SessionsProps) {
  const translate = useTranslate()
  const notify = useNotify()
  const lang = useLang()
  const now = useNow()
  const slices = useListed(of)
  const [ending, setEnding] = useState<Session | null>(null)
  return (
    <>
      <Listing slices={slices} none={translate('access.sessions.none')}>
        {(session) => (
          <Entry
            key={session.id}
            title={named ? session.person.name : sayAgent(session.agent, translate)}
            marks={
              session.current && (
                <Chip
                  size="small"
                  color="success"
                  variant="outlined"
                  label={translate('access.sessions.current')}
                />
              )
            }
            facts={[
              ...(named
                ? ([[translate('access.sessions.agent'), sayAgent(session.agent, translate)]] as const)
                : []),
              [translate('access.sessions.address'), session.address],
              [translate('access.sessions.begun'), sayInstant(session.createdAt, lang)],
              [translate('access.field.lastUsed'), sayAgo(session.lastUsedAt, lang, now)],
            ]}
            actions={
              !session.current && (
                <Button
                  size="small"
                  color="error"
                  aria-label={translate('access.sessions.endLabel', {
                    name: named ? session.person.name : sayAgent(session.agent, translate),
                    when: sayInstant(session.createdAt, lang),
                  })}
                  onClick={() => setEnding(session)}
                >
                  {translate('access.sessions.end')}
                </Button>
              )
            }
          />
        )}
      </Listing>
      {ending !== null && (
        <ConfirmDialog
          title={translate('access.sessions.endTitle')}
          text={translate('access.sessions.endText', {
            name: ending.person.name,
            agent: sayAgent(ending.agent, translate),
          })}
          action={translate('access.sessions.end')}
          perform={() => request(endSessionDocument, { id: ending.id })}
          onDone={() => {
            setEnding(null)
            notify('access.sessions.ended', { type: 'success' })
            slices.reload()
          }}
          onClose={() => setEnding(null)}
        />
      )}
    </>
  )
}
