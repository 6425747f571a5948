import { Link } from '@mui/material'
import { useTranslate } from 'react-admin'
import { Link as RouterLink } from 'react-router-dom'
import { sayInstant } from '../data/format.ts'
import { useLang } from '../i18n/useLang.ts'
import type { SetName } from './types.ts'
import { sayActor } from './words.ts'

/** "lần thay đổi số 12 (Nguyễn A, 24/11/2026 20:33)", and the way to it. */
export function SetLink({ set: { id, seq, actor, at } }: { set: SetName }) {
  const lang = useLang()
  const translate = useTranslate()
  return (
    <Link component={RouterLink} to={`/changes/${encodeURIComponent(id)}`}>
      {translate('history.setName', { seq, actor: sayActor(actor, translate), when: sayInstant(at, lang) })}
    </Link>
  )
}
