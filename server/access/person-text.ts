import type { FieldProblem } from '../errors.ts'

const MAX_EMAIL = 254
const MAX_NAME = 100
/** What the change log calls those who are no people. */
const OF_THE_SERVICE = [
  'anonymous',
  'seed',
  'import',
  'export',
  'first start',
  'openid connect',
  'password command',
  'several',
]
/** Stands between a person and a key in the change log. */
export const KEY_MARK = ' · '

/** An e-mail as it is kept: in small letters. */
export const normalEmail = (given: string): string => given.normalize('NFC').trim().toLowerCase()

/** Whether it looks like an e-mail; whether somebody reads it, only they can tell. */
export const isEmail = (email: string): boolean =>
  email.length <= MAX_EMAIL && /^[^\s@\p{C}]+@[^\s@\p{C}]+$/u.test(email)

/** @returns the e-mail as it is kept; a problem is added where it cannot be. */
export function checkEmail(given: string, problems: FieldProblem[]): string {
  const email = normalEmail(given)
  if (!isEmail(email)) problems.push({ path: 'email', reason: 'must be an e-mail address' })
  return email
}

/** @returns the name as it is kept; a problem is added where it cannot be. */
export function checkName(given: string, problems: FieldProblem[]): string {
  const name = checkLabel(given, problems)
  if (OF_THE_SERVICE.includes(name.toLowerCase()))
    problems.push({ path: 'name', reason: 'is what the change log calls something of the service itself' })
  return name
}

/** The same for the name of a key, which stands behind that of its person. */
export function checkLabel(given: string, problems: FieldProblem[]): string {
  const name = given.normalize('NFC').trim().replace(/\s+/g, ' ')
  const refuse = (reason: string) => problems.push({ path: 'name', reason })
  if (/[\p{C}·]/u.test(name)) refuse('must hold neither control characters nor ·')
  else if (name === '' || name.length > MAX_NAME) refuse(`must have from 1 to ${MAX_NAME} characters`)
  return name
}
