import type { GraphQLError } from 'graphql'
import type { Operation } from '../access/rules.ts'
import type { Written } from './context.ts'

/** What came of a request; its data is JSON text already. */
export interface Answer {
  /** Left out when nothing could be executed. */
  readonly data?: Written | null
  readonly errors?: readonly GraphQLError[]
  readonly extensions?: Extensions
  /** Left out where nothing was asked that could have been executed. */
  readonly cost?: Cost
  /** Whether nobody else may be told it, and nobody once more: it is of who asked, or not of the graph. */
  readonly isPersonal?: true
  /** What failed, for those who keep a record of what is refused; it is no part of the text. */
  readonly failures?: readonly Failure[]
}

/** The error that an operation has failed with, as it was thrown. */
export interface Failure {
  /** Null where the request as a whole has failed. */
  readonly operation: Operation | null
  readonly error: unknown
}

/** What is said of an answer beside it. */
export interface Extensions {
  /** The sequence number as of which a field was read, by its alias. */
  readonly asOf?: Readonly<Record<string, number>>
  /** Where nodes that were asked for by an old id have gone, by that id. */
  readonly redirects?: Readonly<Record<string, string>>
}

/** What a request costs, known before anything of it is carried out. */
export interface Cost {
  readonly requested: number
  /** What one request may cost. */
  readonly limit: number
  /** What requests may still cost within this minute. */
  readonly remaining: number
}

/** The whole of an answer as JSON text. */
export function answerText(answer: Answer): string {
  return answer.cost === undefined
    ? `${opening(answer)}}`
    : openText(answer, answer.cost) + closingText(answer.cost.remaining)
}

/** An answer as JSON text up to what of it is another with every request: what remains. */
export function openText(answer: Answer, { requested, limit }: Omit<Cost, 'remaining'>): string {
  const before = opening(answer)
  const cost = `"cost":{"requested":${requested},"limit":${limit}`
  return answer.extensions === undefined
    ? `${before},"extensions":{${cost}`
    : `${before.slice(0, -1)},${cost}`
}

/** What ends an answer that `openText` has begun. */
export const closingText = (remaining: number): string => `,"remaining":${remaining}}}}`

/** All of an answer but its cost, without the bracket at its end. */
function opening({ data, errors, extensions }: Answer): string {
  const members = [
    ...(errors === undefined ? [] : [`"errors":${JSON.stringify(errors)}`]),
    ...(data === undefined ? [] : [`"data":${data === null ? 'null' : data.json}`]),
    ...(extensions === undefined ? [] : [`"extensions":${JSON.stringify(extensions)}`]),
  ]
  return `{${members.join(',')}`
}
