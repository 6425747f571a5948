import { LRUCache } from 'lru-cache'

const JSON_TYPE = 'application/json'
const RESPONSE_TYPE = 'application/graphql-response+json'

/** Headers of one kind, of which clients send few, and each again and again. */
const remembered = <T extends object | boolean>(read: (header: string) => T): ((header: string) => T) => {
  const known = new LRUCache<string, T>({ max: 100, maxSize: 100_000, sizeCalculation: sizeOf })
  return (header) => {
    const found = known.get(header)
    if (found !== undefined) return found
    const value = read(header)
    known.set(header, value)
    return value
  }
}

const sizeOf = (_value: unknown, header: string): number => header.length + 1

/** Whether a body is said to be JSON, in the only charset that JSON has. */
export const isJson: (contentType: string) => boolean = remembered(
  (header) => typesIn(header)[0] === JSON_TYPE,
)

/** As what a question is answered, by what its client accepts and as the long way does it; null: as none of ours. */
export const answerType = (accept: string | undefined): string | null =>
  accept === undefined ? JSON_TYPE : chosen(accept).type

const chosen = remembered((header) => {
  for (const type of typesIn(header)) {
    if (type === RESPONSE_TYPE || type === JSON_TYPE) return { type }
    if (type === '*/*' || type === 'application/*') return { type: JSON_TYPE }
  }
  return { type: null }
})

/**
 * The media types of a header in their order, without those that ask for another charset. One in other letters than
 * these goes the long way, which knows what it makes of it.
 */
const typesIn = (header: string): string[] =>
  header
    .replace(/\s/g, '')
    .split(',')
    .flatMap((item) => {
      const [type = '', ...parameters] = item.split(';')
      const charset = parameters.map((one) => one.toLowerCase()).find((one) => one.startsWith('charset='))
      return charset === undefined || charset === 'charset=utf-8' ? [type] : []
    })
