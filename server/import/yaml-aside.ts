import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import pLimit from 'p-limit'
import type { YamlDocument } from '../seed/yaml-document.ts'

/** The longest that one file may be read, in milliseconds. */
const LIMIT_MS = 30_000
/** The most memory that this may take, in megabytes. */
const MEMORY_MB = 1_024
/** How long a thread that has nothing to do is kept, in milliseconds. */
const KEPT_MS = 10_000

// One at a time: each takes a core.
const inTurn = pLimit(1)
let idle: { readonly thread: Worker; readonly timeout: NodeJS.Timeout } | undefined

/**
 * Reads YAML in a thread of its own. Nothing bounds what a few kilobytes of it can cost, and nothing interrupts the reading:
 * meanwhile others are served, and what takes too long is given up.
 * @returns null for what was given up.
 */
export const readAside = (bytes: Uint8Array): Promise<YamlDocument | null> =>
  inTurn(async () => {
    const thread = taken()
    try {
      const document = await answerOf(thread, bytes)
      if (document !== null) keep(thread)
      return document
    } finally {
      if (idle?.thread !== thread) await thread.terminate()
    }
  })

function taken(): Worker {
  const thread = idle?.thread ?? started()
  clearTimeout(idle?.timeout)
  idle = undefined
  return thread
}

function keep(thread: Worker): void {
  thread.unref()
  const timeout = setTimeout(() => {
    idle = undefined
    void thread.terminate()
  }, KEPT_MS)
  timeout.unref()
  idle = { thread, timeout }
}

function started(): Worker {
  const file = extname(import.meta.url) === '.ts' ? './yaml-thread.mjs' : './yaml-thread.js'
  return new Worker(new URL(file, import.meta.url), {
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  })
}

function answerOf(thread: Worker, bytes: Uint8Array): Promise<YamlDocument | null> {
  return new Promise((fulfil, reject) => {
    const end = (outcome: () => void): void => {
      clearTimeout(timeout)
      thread.off('message', onMessage).off('error', onError)
      outcome()
    }
    const onMessage = (document: YamlDocument): void => end(() => fulfil(document))
    const onError = (error: NodeJS.ErrnoException): void =>
      end(() => (error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? fulfil(null) : reject(error)))
    const timeout = setTimeout(() => end(() => fulfil(null)), LIMIT_MS)
    thread.ref()
    thread.on('message', onMessage).on('error', onError).postMessage(bytes)
  })
}
