import { PERSON_ROLES } from '../../../server/access/principal.ts'
import { sayInstant } from '../../data/format.ts'
import type { Lang } from '../../i18n/useLang.ts'
import type { AuditRecord } from '../documents.ts'

type Translate = (key: string, values?: Record<string, unknown>) => string

/** Who did something, where the name is not a person's. */
export const knownActors: Readonly<Record<string, string>> = {
  anonymous: 'history.actor.anonymous',
  'first start': 'access.audit.actor.firstStart',
  'password command': 'access.audit.actor.command',
  'OpenID Connect': 'access.audit.actor.openId',
  several: 'access.audit.actor.several',
}

export function sayActor(actor: string, translate: Translate): string {
  const key = knownActors[actor]
  return key === undefined ? actor : translate(key)
}

/** Where something was asked from, where it is no address. */
export function sayAddress(address: string, translate: Translate): string {
  if (address === 'here') return translate('access.audit.here')
  return address === 'several' ? translate('access.audit.actor.several') : address
}

/** When it was; with when it was last, where that is another minute. */
export function sayWhen({ at, lastAt }: Pick<AuditRecord, 'at' | 'lastAt'>, lang: Lang): string {
  const [first, last] = [sayInstant(at, lang), sayInstant(lastAt, lang)]
  return first === last ? first : `${first} – ${last}`
}

/** Why it was refused; null where it was not. */
export function sayReason({ action, outcome, details }: AuditRecord, translate: Translate): string | null {
  if (outcome !== 'REFUSED' || action === 'OTHER_REFUSALS') return null
  const { code, from } = details
  if (code === 'RATE_LIMITED') return translate('access.audit.reason.RATE_LIMITED')
  switch (action) {
    case 'SIGN_IN':
      return translate(
        details['by'] === 'OPENID' ? 'access.audit.reason.openId' : 'access.audit.reason.signIn',
      )
    case 'CHANGE_PASSWORD':
      return translate('access.audit.reason.password')
    case 'USE_API_KEY':
      return translate('access.audit.reason.key')
    case 'USE_SESSION':
      if (code === undefined) return translate('access.audit.reason.session')
      return typeof from === 'string'
        ? translate('access.audit.reason.foreignOf', { from })
        : translate('access.audit.reason.foreign')
    default:
      return translate(
        code === 'UNAUTHENTICATED' ? 'access.audit.reason.UNAUTHENTICATED' : 'access.audit.reason.FORBIDDEN',
      )
  }
}

/** What else was written down of it: what each is, and its value. */
export function sayDetails(
  { details }: Pick<AuditRecord, 'details'>,
  lang: Lang,
  translate: Translate,
): [string, string][] {
  const { by, name, nameBefore, role, roleBefore, password, expiresAt } = details
  const roleOf = (value: unknown) => {
    const role = PERSON_ROLES.find((one) => one === value)
    return role === undefined ? null : translate(`access.role.${role}`)
  }
  const changed = (before: string | null, now: string) => (before === null ? now : `${before} → ${now}`)
  const text = (value: unknown) => (typeof value === 'string' ? value : null)
  const [named, roleNow] = [text(name), roleOf(role)]
  const facts: [string, string | null][] = [
    ['access.audit.by', by === 'PASSWORD' || by === 'OPENID' ? translate(`access.audit.way.${by}`) : null],
    ['access.audit.name', named === null ? null : changed(text(nameBefore), named)],
    ['access.field.role', roleNow === null ? null : changed(roleOf(roleBefore), roleNow)],
    ['access.field.password', password === 'SET' ? translate('access.audit.passwordSet') : null],
    ['access.keys.expires', typeof expiresAt === 'string' ? sayInstant(expiresAt, lang) : null],
  ]
  return facts.flatMap(([key, value]) => (value === null ? [] : [[translate(key), value]]))
}
