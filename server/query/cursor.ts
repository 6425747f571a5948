import { badInput } from '../errors.ts'
import { parsedJson } from '../json.ts'
import { dayOf, instantOf } from '../model/index.ts'
import type { KeyValue, SortBy, SortKey } from './plan.ts'

/** A cursor holds the list's signature and a row's sort values, so that it fits no other list or order. */
export const encodeCursor = (signature: string, keys: readonly KeyValue[]): string =>
  Buffer.from(JSON.stringify([signature, ...keys]), 'utf8').toString('base64url')

/** @throws ClientError BAD_USER_INPUT when the cursor is not one that this list gave out. */
export function decodeCursor(
  cursor: string,
  signature: string,
  sort: readonly SortKey[],
  path: string,
): readonly KeyValue[] {
  const parsed = parse(cursor)
  if (!isList(parsed)) throw badInput([{ path, reason: 'is no cursor; pass one that this list gave out' }])
  const [given, ...keys] = parsed
  if (given !== signature || keys.length !== sort.length)
    throw badInput([{ path, reason: 'belongs to another list or order; start again without it' }])
  if (!sort.every((key, index) => fits(key, keys[index])))
    throw badInput([{ path, reason: 'was changed by hand; pass it as this list gave it out' }])
  return keys as KeyValue[]
}

/** Whether a value can be one of a sort key's: what a statement compares it with must not fail. */
const fits = ({ by, required }: SortKey, value: unknown): boolean =>
  value === null ? !required : fitsOrder(by, value)

function fitsOrder(by: SortBy, value: unknown): boolean {
  switch (by.kind) {
    case 'localized':
      return typeof value === 'string'
    case 'relationCount':
    case 'evidenceCount':
      return Number.isSafeInteger(value)
    case 'link':
      return fitsOrder(by.by, value)
    case 'property':
      switch (by.as) {
        case 'integer':
          return Number.isSafeInteger(value)
        case 'date':
          return dayOf(value) !== null
        case 'dateTime':
          return instantOf(value) !== null
        case 'plain':
          return (by.property === 'id' ? ['string'] : ['string', 'number', 'boolean']).includes(typeof value)
      }
  }
}

const parse = (cursor: string): unknown => parsedJson(Buffer.from(cursor, 'base64url').toString('utf8'))

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value)
