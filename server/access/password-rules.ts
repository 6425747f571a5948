import { fold } from '../model/index.ts'
import { isWellKnown } from './well-known-passwords.ts'

/** In characters; length is what makes a password hard to guess, so that there are no rules of what it must hold. */
export const PASSWORD_LENGTH = { min: 12, max: 200 } as const
/** The least that a password holds beside the e-mail or the name of whom it is. */
const MIN_OWN = 8

/** Whether a password is neither too short nor too long. */
export function hasPasswordLength(password: string): boolean {
  const { min, max } = PASSWORD_LENGTH
  return Array.from(password.normalize('NFKC')).length >= min && password.length <= max
}

/** Why a password cannot be taken; null when it can. */
export function passwordProblem(
  password: string,
  person: { readonly email: string; readonly name: string },
): string | null {
  const { min, max } = PASSWORD_LENGTH
  if (!hasPasswordLength(password)) return `must have from ${min} to ${max} characters`
  if (!password.isWellFormed()) return 'holds half of a surrogate pair: send well-formed Unicode'
  const plain = fold(password)
  const own = [person.email, ...person.email.split('@'), person.name].map(fold)
  if (own.some((text) => text.length >= 3 && plain.replaceAll(text, '').length < MIN_OWN))
    return 'must hold more than the e-mail or the name'
  if (isWellKnown(plain)) return 'is among those that are guessed first'
  return null
}
