/** Requests that are made ready once and then sent again and again. */
export interface PoolMessage {
  readonly kind: 'pool'
  readonly pool: string
  readonly path: string
  readonly head: string
  readonly tail: string
  /** The parameters of each request, as JSON. */
  readonly variables: readonly string[]
}

/** One measured window. */
export interface RunMessage {
  readonly kind: 'run'
  readonly pool: string
  readonly port: number
  readonly clients: number
  /** Only the first so many requests, again and again; null takes request after request, going on where it stopped. */
  readonly hot: number | null
  readonly warmupSeconds: number
  readonly seconds: number
}

/** The parent has made all that was answered so far stale. */
export interface FreshMessage {
  readonly kind: 'fresh'
}

export type ToLoad = PoolMessage | RunMessage | FreshMessage

/** What came of a window; times in milliseconds. */
export interface Outcome {
  readonly requests: number
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
  readonly meanBytes: number
}

export type FromLoad =
  | { readonly kind: 'done'; readonly outcome: Outcome }
  | { readonly kind: 'failed'; readonly reason: string }
  /** Every request of the pool was sent: before they come again, what caches hold of them must be stale. */
  | { readonly kind: 'exhausted' }
