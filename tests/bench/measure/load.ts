import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { FromLoad, Outcome, PoolMessage, RunMessage, ToLoad } from './messages.ts'

/** The process that sends the load. */
export interface Load {
  /** Makes requests ready. */
  prepare(pool: Omit<PoolMessage, 'kind'>): void
  /** @throws Error when an answer is an error. */
  run(window: Omit<RunMessage, 'kind'>): Promise<Outcome>
  stop(): void
}

/**
 * Starts the load's process.
 * @param makeStale makes all caches of answers stale; called when cold requests run out, before they come again.
 */
export function startLoad(makeStale: () => Promise<void>): Load {
  const child = fork(fileURLToPath(new URL('load-process.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
    serialization: 'advanced',
  })
  const send = (message: ToLoad): void => void child.send(message)
  return {
    prepare: (pool) => send({ kind: 'pool', ...pool }),
    run: (window) =>
      new Promise((fulfil, reject) => {
        const over = listen(child, (message) => {
          switch (message.kind) {
            case 'done':
              over()
              fulfil(message.outcome)
              return
            case 'failed':
              over()
              reject(new Error(message.reason))
              return
            case 'exhausted':
              makeStale().then(
                () => send({ kind: 'fresh' }),
                (error: unknown) => {
                  over()
                  reject(error instanceof Error ? error : new Error(String(error)))
                },
              )
          }
        })
        send({ kind: 'run', ...window })
      }),
    stop: () => child.disconnect(),
  }
}

function listen(child: ChildProcess, take: (message: FromLoad) => void): () => void {
  const onMessage = (message: unknown) => take(message as FromLoad)
  child.on('message', onMessage)
  return () => child.off('message', onMessage)
}
