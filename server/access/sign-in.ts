import { ClientError, badInput } from '../errors.ts'
import { createPace } from './pace.ts'
import { passwordProblem } from './password-rules.ts'
import { isPassword } from './passwords.ts'
import type { People } from './people.ts'
import { isEmail, normalEmail } from './person-text.ts'
import type { Principal } from './principal.ts'
import { Refusal } from './refusal.ts'
import type { Recorded } from './refusal.ts'
import { signedIn } from './sessions.ts'
import type { Sessions } from './sessions.ts'
import type { Asking, Visit } from './visit.ts'

/** Signing in by e-mail and password. */
export interface SignIn {
  /** @throws ClientError UNAUTHENTICATED, whichever of the two is wrong; RATE_LIMITED with `retryAfter`, in seconds. */
  signIn(visit: Visit, email: string, password: string): Promise<Principal>
  /**
   * Changes one's own password, which ends all one's sessions but the new one that takes the place of this.
   * @throws ClientError UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT or RATE_LIMITED.
   */
  changePassword(asking: Asking, current: string, next: string): Promise<Principal>
}

export function createSignIn(people: People, sessions: Sessions): SignIn {
  const pace = createPace()
  return {
    async signIn(visit, given, password) {
      const email = normalEmail(given)
      const recorded: Recorded = {
        action: 'SIGN_IN',
        // What is no e-mail may be a password in the wrong place.
        target: isEmail(email) ? email : null,
        details: { by: 'PASSWORD' },
      }
      const attempt = pace.begin(email, visit.address, recorded)
      const account = await people.byEmail(email)
      if ((await isPassword(password, account?.passwordHash ?? null)) && account !== null) {
        attempt.succeeded()
        return sessions.begin(visit, account, 'PASSWORD')
      }
      throw new Refusal(recorded, 'UNAUTHENTICATED', 'The e-mail or the password is wrong')
    },
    async changePassword(asking, current, next) {
      const { personId } = signedIn(asking.principal)
      const account = await people.byId(personId)
      if (account === null) throw new ClientError('UNAUTHENTICATED', 'Your account was removed meanwhile')
      const problem = passwordProblem(next, account)
      if (problem !== null) throw badInput([{ path: 'new', reason: problem }])
      const recorded: Recorded = { action: 'CHANGE_PASSWORD', target: account.email }
      const attempt = pace.begin(account.email, asking.visit.address, recorded)
      if (!(await isPassword(current, account.passwordHash))) {
        const { code, message, details } = badInput([{ path: 'current', reason: 'is not your password' }])
        throw new Refusal(recorded, code, message, details)
      }
      attempt.succeeded()
      await people.changeOwnPassword(asking, account, next)
      const changed = await people.byId(personId)
      if (changed === null) throw new ClientError('UNAUTHENTICATED', 'Your account was removed meanwhile')
      return sessions.begin(asking.visit, changed, 'PASSWORD')
    },
  }
}
