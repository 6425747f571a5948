import type { Kind } from '../../server/model/index.ts'

type Values = Readonly<Record<string, unknown>>

/** A text as the service keeps it. */
const clean = (text: string): string => text.replace(/\r\n?/g, '\n').normalize('NFC').trim()

/**
 * The digest and length of a text that was replaced go in with it: the service takes a text for a slip of the hand when
 * it does not fit what is recorded. Without a text they stay as they were typed.
 */
export async function withDerived(kind: Kind, before: Values, after: Values): Promise<Values> {
  const values: Record<string, unknown> = { ...after }
  for (const [name, field] of Object.entries(kind.fields)) {
    const of = field.type === 'text' ? field.digestOf : field.type === 'integer' ? field.lengthOf : undefined
    if (of === undefined) continue
    const text = after[of]
    if (typeof text !== 'string' || text.trim() === '' || text === before[of]) continue
    values[name] = field.type === 'text' ? await digest(clean(text)) : clean(text).length
  }
  return values
}

/** SHA-256 as hexadecimal. Browsers offer it to pages on HTTPS or the machine itself, which are the ones we serve. */
async function digest(text: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
