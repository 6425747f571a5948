import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'

/** A child process of a test, with all that it has printed. */
export interface Running {
  readonly child: ChildProcess
  /** Standard output and standard error, as they came. */
  readonly printed: () => string
  /** Waits until what was printed matches; fails when the process ends before, or after `limit` milliseconds. */
  readonly until: (pattern: RegExp, limit?: number) => Promise<RegExpExecArray>
  /** Waits for the end; a signal's name when one ended it. */
  readonly ended: Promise<number | NodeJS.Signals>
}

/** What a child process sees of this one's surroundings, settings of the service left out. */
export function cleanEnvironment(settings: Readonly<Record<string, string>>): Record<string, string> {
  const own = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined ||
    /^(PORT|HOST|PUBLIC_URL|ALLOWED_HOSTS|ANONYMOUS_ROLE|LOG_LEVEL|DATA_DIR|(ADMIN|OIDC|NEO4J|MAX|PERSISTED)_.*|(COST|REQUESTS)_A_MINUTE|STATEMENT_TIMEOUT_S|(INTROSPECTION|GRAPHIQL)_ROLE|TRUST_PROXY|AUDIT_DAYS|NODE_OPTIONS)$/.test(
      name,
    )
      ? []
      : [[name, value] as const],
  )
  return { ...Object.fromEntries(own), ...settings }
}

/** Starts a node process with these settings and no others of the service. */
export function runNode(args: readonly string[], settings: Readonly<Record<string, string>> = {}): Running {
  const child = spawn(process.execPath, [...args], {
    env: cleanEnvironment(settings),
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let text = ''
  let over = false
  const take = (chunk: Buffer): void => {
    text += chunk.toString()
  }
  child.stdout.on('data', take)
  child.stderr.on('data', take)
  const ended = once(child, 'close').then(([code, signal]: unknown[]) => {
    over = true
    return (code ?? signal) as number | NodeJS.Signals
  })
  const until = async (pattern: RegExp, limit = 60_000): Promise<RegExpExecArray> => {
    const last = Date.now() + limit
    for (;;) {
      const found = pattern.exec(text)
      if (found !== null) return found
      if (over || Date.now() > last)
        throw new Error(`${over ? 'Ended' : 'Waited'} without ${pattern}:\n${text}`)
      await new Promise((fulfil) => setTimeout(fulfil, 20))
    }
  }
  return { child, printed: () => text, until, ended }
}

/** Whether a process is there, also one that is not ours. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false
    throw error
  }
}
