import { badInput } from '../errors.ts'
import type { KeyValue } from './plan.ts'

/** A cursor holds the list's signature and a row's sort values, so that it fits no other list or order. */
export const encodeCursor = (signature: string, keys: readonly KeyValue[]): string =>
  Buffer.from(JSON.stringify([signature, ...keys]), 'utf8').toString('base64url')

/** @throws ClientError BAD_USER_INPUT when the cursor is not one that this list gave out. */
export function decodeCursor(
  cursor: string,
  signature: string,
  length: number,
  path: string,
): readonly KeyValue[] {
  const parsed = parse(cursor)
  if (!isList(parsed)) throw badInput([{ path, reason: 'is no cursor; pass one that this list gave out' }])
  const [given, ...keys] = parsed
  if (given !== signature || keys.length !== length || !keys.every(isKeyValue))
    throw badInput([{ path, reason: 'belongs to another list, order or filter; start again without it' }])
  return keys
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value)

const isKeyValue = (value: unknown): value is KeyValue =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value)
