import { hash, verify } from '@node-rs/argon2'
import pLimit from 'p-limit'
import { PASSWORD_LENGTH } from './password-rules.ts'

/** argon2id with what OWASP recommends: 19 MiB of memory, 2 passes, 1 thread. */
const HASHING = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const
/** The hash of a random password that nobody has kept, for e-mails that nobody has. */
const OF_NOBODY =
  '$argon2id$v=19$m=19456,t=2,p=1$IxhTuQYTwgQP4l8UFnfDVw$oZkKBcLZWCTpdUhiLbl2TF4pWtL20Fm74rNg61vJnU8'

// Each takes 19 MiB and a core for its time: however many sign in at once, others are answered meanwhile.
const inTurn = pLimit(2)

export const hashPassword = (password: string): Promise<string> =>
  inTurn(() => hash(password.normalize('NFKC'), HASHING))

/**
 * Whether it is the password that was hashed.
 * @param hashed null where there is none: that takes the same time, so that it does not tell who has an account.
 */
export async function isPassword(password: string, hashed: string | null): Promise<boolean> {
  const given = password.length > PASSWORD_LENGTH.max ? '' : password.normalize('NFKC')
  const isRight = await inTurn(() => verify(hashed ?? OF_NOBODY, given))
  return isRight && hashed !== null
}
