import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'

/** Seconds that Neo4j gets to close its store before it is killed; its log keeps what was committed either way. */
export const graceSeconds = 12

/**
 * Runs java and ends it when the pipe on file descriptor 0 closes. The kernel closes that pipe however the service
 * ends, also by SIGKILL, so stopping and dying are one mechanism and Neo4j never outlives the service.
 * $1 the file for the pids (this shell's, then java's), $2 java, $3 its argument file.
 */
const script = `
exec 3<&0 </dev/null
echo $$ >"$1"
"$2" "@$3" 3<&- &
java=$!
echo $java >>"$1"
trap 'kill -TERM $java' HUP INT TERM
(
  while read -r line <&3; do :; done
  kill -TERM $java
  n=0
  while [ $n -lt ${graceSeconds} ] && kill -0 $java; do sleep 1; n=$((n + 1)); done
  kill -KILL $java
) 2>/dev/null &
watcher=$!
exec 3<&-
wait $java
code=$?
while kill -0 $java 2>/dev/null; do wait $java; code=$?; done
kill $watcher 2>/dev/null
rm -f "$1"
exit $code
`

/** What the supervised java needs. */
export interface Supervised {
  readonly java: string
  readonly argumentFile: string
  readonly pidFile: string
  /** Takes what java writes to its standard outputs; begun anew. */
  readonly console: string
}

/**
 * Starts java under the supervisor, in a process group of its own, so that a terminal's Ctrl-C reaches only the
 * service, which then stops Neo4j in its own time.
 */
export function supervise({ java, argumentFile, pidFile, console }: Supervised): ChildProcess {
  const log = openSync(console, 'w', 0o600)
  try {
    return spawn('/bin/sh', ['-c', script, 'lesson-graph-neo4j', pidFile, java, argumentFile], {
      detached: true,
      stdio: ['pipe', log, log],
    })
  } finally {
    closeSync(log)
  }
}

/** Closes the pipe and waits until java has ended; kills all of it when that takes longer than the grace. */
export async function endSupervised(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  child.stdin?.destroy()
  const timer = setTimeout(() => killGroup(child), graceSeconds * 1000)
  await ended
  clearTimeout(timer)
}

/** Kills the supervisor and java at once, whichever of them is left. */
export function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}
