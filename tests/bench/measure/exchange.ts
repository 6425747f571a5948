/** The answer to one request, read from a connection on which nothing else is on the way. */
export interface Exchange {
  /** Takes what came in. @returns the answer when it is whole, else null. */
  take(chunk: Buffer): Answer | null
}

export interface Answer {
  readonly status: number
  readonly bytes: number
  /** The whole of it, head and body. */
  readonly content: Buffer
}

/** What ends an answer that is sent in chunks; JSON never holds it. */
const LAST_CHUNK = Buffer.from('\r\n0\r\n\r\n')
const HEAD_END = Buffer.from('\r\n\r\n')

/**
 * Reads HTTP answers as little as can be, so that the load takes little of the machine that it shares with what is
 * measured: status, and where the answer ends.
 */
export function exchange(): Exchange {
  let chunks: Buffer[] = []
  let length = 0
  let status = 0
  /** Bytes of the whole answer; -1 in chunks, 0 while the head is not read. */
  let expected = 0
  return {
    take(chunk) {
      chunks.push(chunk)
      length += chunk.length
      if (expected === 0) {
        const all = chunks.length === 1 ? chunk : Buffer.concat(chunks)
        const end = all.indexOf(HEAD_END)
        if (end === -1) return null
        const head = all.toString('latin1', 0, end).toLowerCase()
        status = Number(head.slice(9, 12))
        const declared = /\r\ncontent-length: *(\d+)/.exec(head)
        expected = declared === null ? -1 : end + HEAD_END.length + Number(declared[1])
        chunks = [all]
      }
      if (expected === -1 ? !endsWith(chunks, LAST_CHUNK) : length < expected) return null
      const answer = { status, bytes: length, content: chunks.length === 1 ? chunk : Buffer.concat(chunks) }
      chunks = []
      length = 0
      expected = 0
      return answer
    },
  }
}

function endsWith(chunks: readonly Buffer[], end: Buffer): boolean {
  const last = chunks.at(-1)
  if (last === undefined) return false
  const tail = last.length >= end.length ? last : Buffer.concat(chunks.slice(-end.length))
  return tail.subarray(-end.length).equals(end)
}
