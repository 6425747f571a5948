/** What a terminal (SIGINT) or a process manager (SIGTERM) asks for. */
export interface StopSignals {
  /** Aborted by the first signal. */
  readonly signal: AbortSignal
  /** Resolves with the first signal's name. */
  readonly requested: Promise<NodeJS.Signals>
}

/** The whole of stopping, in milliseconds: managers kill after a while, and it is better to end by ourselves. */
const stopLimit = 14_000

/**
 * Listens for SIGINT and SIGTERM. The first asks for an orderly stop; a second one, or a stop that hangs for 14 s, ends
 * the process at once, after `lastResort`.
 */
export function stopSignals(lastResort: () => void): StopSignals {
  const controller = new AbortController()
  const requested = new Promise<NodeJS.Signals>((fulfil) => {
    const onSignal = (name: NodeJS.Signals): void => {
      if (controller.signal.aborted) {
        lastResort()
        process.exit(1)
      }
      setTimeout(() => {
        lastResort()
        process.exit(0)
      }, stopLimit).unref()
      controller.abort(new Error(`Stopped by ${name}`))
      fulfil(name)
    }
    process.on('SIGINT', onSignal)
    process.on('SIGTERM', onSignal)
  })
  return { signal: controller.signal, requested }
}
