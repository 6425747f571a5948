/** One long step that a person is waiting for. */
export interface Step {
  /** How far it is, in a few words ("120 files"); shown with the seconds it has taken. */
  note(detail: string): void
  /** It is over; `outcome` says what came of it ("212 jars"). */
  end(outcome?: string): void
}

/** Where long steps tell how far they are. */
export interface Progress {
  begin(what: string): Step
}

/** Says nothing: for tests, and for callers whose output a program reads. */
export const silent: Progress = {
  begin: () => ({ note: () => undefined, end: () => undefined }),
}

/**
 * Progress for people: on a terminal one line a step, rewritten while it runs; elsewhere a line at the start, one each
 * `every` milliseconds (5000) while it lasts, and one at the end, so that a log stays readable.
 */
export function progressTo(out: NodeJS.WriteStream, every = 5000): Progress {
  return { begin: (what) => (out.isTTY ? liveStep(out, what) : loggedStep(out, what, every)) }
}

function liveStep(out: NodeJS.WriteStream, what: string): Step {
  const started = Date.now()
  let detail = ''
  const show = () => out.write(`\r\u001b[2K${line(what, detail, started)} ...`)
  const timer = setInterval(show, 250)
  timer.unref()
  show()
  return {
    note: (text) => {
      detail = text
    },
    end: (outcome) => {
      clearInterval(timer)
      out.write(`\r\u001b[2K${line(what, outcome ?? '', started)}\n`)
    },
  }
}

function loggedStep(out: NodeJS.WriteStream, what: string, every: number): Step {
  const started = Date.now()
  let detail = ''
  out.write(`${what} ...\n`)
  const timer = setInterval(() => out.write(`${line(what, detail, started)} ...\n`), every)
  timer.unref()
  return {
    note: (text) => {
      detail = text
    },
    end: (outcome) => {
      clearInterval(timer)
      out.write(`${line(what, outcome ?? '', started)}\n`)
    },
  }
}

const line = (what: string, detail: string, started: number): string =>
  [
    `${what}:`,
    ...(detail === '' ? [] : [`${detail},`]),
    `${((Date.now() - started) / 1000).toFixed(1)} s`,
  ].join(' ')
