import { PASSWORD_LENGTH, hasPasswordLength } from '../../server/access/password-rules.ts'
import { sayError } from '../data/errors.ts'
import { ApiError } from '../data/graphql.ts'

type Translate = (key: string, values?: Record<string, unknown>) => string

/** What was refused, by the input that it is about, and what is wrong with the whole. */
export interface Problems {
  readonly fields: Readonly<Record<string, string>>
  readonly whole: string | null
}

export const noProblems: Problems = { fields: {}, whole: null }

/** The inputs that the service may refuse, by the paths that it names. */
const inputs = ['email', 'name', 'role', 'password', 'new', 'current', 'expiresAt']

/** A refusal about people, keys and sessions in the person's words. */
export function problemsOf(error: unknown, translate: Translate): Problems {
  if (!(error instanceof ApiError)) return { ...noProblems, whole: sayError(error, translate) }
  const known = error.fields.filter(({ path }) => inputs.includes(path))
  if (error.code === 'BAD_USER_INPUT' && known.length > 0 && known.length === error.fields.length)
    return {
      fields: Object.fromEntries(known.map(({ path }) => [path, translate(`access.refused.${path}`)])),
      whole: null,
    }
  return { ...noProblems, whole: sayAccessError(error, translate) }
}

/** What went wrong about people, keys and sessions as one sentence. */
export function sayAccessError(error: unknown, translate: Translate): string {
  if (!(error instanceof ApiError)) return sayError(error, translate)
  if (error.code === 'CONFLICT') return translate('access.refused.conflict')
  if (error.code === 'NOT_FOUND') return translate('access.refused.gone')
  return sayError(error, translate)
}

/** What a new password must be like, before the service looks at it; null where nothing is wrong so far. */
export const passwordTooShort = (password: string, translate: Translate): string | null =>
  hasPasswordLength(password) ? null : translate('access.password.rule', PASSWORD_LENGTH)
