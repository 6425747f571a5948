/** What one request may ask for, and what one person, key or address may within a minute. */
export interface Limits {
  /** Levels that a document, or its variables, may nest. */
  readonly depth: number
  readonly tokens: number
  readonly aliases: number
  readonly directives: number
  /** What one request may cost, in rows: `server/query/cost.ts` says what is how dear. */
  readonly cost: number
  /** What the requests of one person, key or address may cost together within a minute. */
  readonly costAMinute: number
  readonly requestsAMinute: number
  /** Subscriptions of one person, key or address at the same time. */
  readonly subscriptions: number
  /** Connections of one address at the same time, whoever asks on them. */
  readonly connections: number
  /** The largest body of a request, in bytes; that of files that are imported. */
  readonly bodyBytes: number
  readonly importBytes: number
  /** The largest answer to a question, in bytes. */
  readonly answerBytes: number
}

const MB = 1024 * 1024

export const DEFAULT_LIMITS: Limits = {
  depth: 60,
  tokens: 10_000,
  aliases: 500,
  directives: 100,
  cost: 250_000,
  costAMinute: 10_000_000,
  requestsAMinute: 3_000,
  subscriptions: 50,
  // More than a whole office behind one address has open.
  connections: 500,
  // More than any field may hold, so that a field that is too long can be named.
  bodyBytes: 32 * MB,
  importBytes: 1024 * MB,
  answerBytes: 32 * MB,
}
