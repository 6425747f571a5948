import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Store } from '../store/store.ts'

/** 32 random bytes as 43 characters that need no quoting anywhere. */
export const randomSecret = (): string => randomBytes(32).toString('base64url')

/** SHA-256, by which a random secret is found again without being kept; for passwords it would be too fast. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url')

/** Signs what clients keep for us, with a key that all instances on one database share. */
export interface Signer {
  /** The value with its signature behind a dot. @param purpose what it is for: it is good for nothing else. */
  sign(purpose: string, value: string): Promise<string>
  /** The value; null when the signature is not ours. */
  verify(purpose: string, signed: string): Promise<string | null>
}

const MAC_LENGTH = 43

/** The key is made when it is needed first, and read from the database once. */
export function createSigner(store: Store): Signer {
  let key: Promise<string> | undefined
  const load = (): Promise<string> => {
    key ??= signingKey(store).catch((error: unknown) => {
      key = undefined
      throw error
    })
    return key
  }
  const macOf = async (purpose: string, value: string): Promise<string> =>
    createHmac('sha256', await load())
      .update(`${purpose}\n${value}`)
      .digest('base64url')
  return {
    sign: async (purpose, value) => `${value}.${await macOf(purpose, value)}`,
    async verify(purpose, signed) {
      const value = signed.slice(0, -MAC_LENGTH - 1)
      if (value === '' || signed.at(-MAC_LENGTH - 1) !== '.') return null
      const given = Buffer.from(signed.slice(-MAC_LENGTH))
      const right = Buffer.from(await macOf(purpose, value))
      return given.length === right.length && timingSafeEqual(given, right) ? value : null
    },
  }
}

async function signingKey(store: Store): Promise<string> {
  const read = { text: "MATCH (k:SigningKey) WHERE k.id = 'access' RETURN k.key AS value", parameters: {} }
  const [known] = await store.read(read)
  if (typeof known === 'string') return known
  return store.write(async (transaction) => {
    const [row] = await transaction.run({
      text: "MERGE (k:SigningKey { id: 'access' }) ON CREATE SET k.key = $key RETURN k.key AS value",
      parameters: { key: randomSecret() },
    })
    return String(row?.['value'])
  })
}
