import { open, rm } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'

/** Bytes that are written or read at once. */
const CHUNK = 1 << 20
const NEWLINE = 10

/**
 * A list that lies on the disk, one item a line: what is read once and looked through several times, however much it is.
 * Nothing of it stays behind, not even when the process is killed, where the system lets an open file be removed.
 */
export class Spill<T> {
  readonly #file: FileHandle
  readonly #path: string
  #lines: string[] = []
  #waiting = 0
  #end = 0
  #count = 0

  private constructor(file: FileHandle, path: string) {
    this.#file = file
    this.#path = path
  }

  static async open<T>(): Promise<Spill<T>> {
    const path = join(tmpdir(), `lesson-graph-import-${uuidv7()}`)
    const file = await open(path, 'wx+', 0o600)
    await rm(path, { force: true }).catch(() => undefined)
    return new Spill<T>(file, path)
  }

  get count(): number {
    return this.#count
  }

  /** Takes an item; it is written by the next `flush`. */
  add(item: T): void {
    const line = `${JSON.stringify(item)}\n`
    this.#lines.push(line)
    this.#waiting += line.length
    this.#count += 1
  }

  /** Writes what waits, once there is enough of it, or `all` of it. */
  async flush(all = false): Promise<void> {
    if (this.#waiting === 0 || (this.#waiting < CHUNK && !all)) return
    const bytes = Buffer.from(this.#lines.join(''))
    this.#lines = []
    this.#waiting = 0
    await this.#file.write(bytes, 0, bytes.length, this.#end)
    this.#end += bytes.length
  }

  /** All items in their order, so many at a time, each with the place that `at` finds it by again. */
  async *batches(size: number): AsyncGenerator<{ readonly item: T; readonly place: number }[]> {
    await this.flush(true)
    let rest: Buffer = Buffer.alloc(0)
    let batch: { item: T; place: number }[] = []
    for (let position = 0; position < this.#end;) {
      const chunk = Buffer.allocUnsafe(Math.min(CHUNK, this.#end - position))
      const { bytesRead } = await this.#file.read(chunk, 0, chunk.length, position)
      const bytes = Buffer.concat([rest, chunk.subarray(0, bytesRead)])
      const begun = position - rest.length
      position += bytesRead
      let from = 0
      for (let to = bytes.indexOf(NEWLINE); to !== -1; to = bytes.indexOf(NEWLINE, from)) {
        // The file holds what was added, and nobody else writes it.
        batch.push({ item: parsed(bytes, from, to) as T, place: begun + from })
        from = to + 1
        if (batch.length < size) continue
        yield batch
        batch = []
      }
      rest = bytes.subarray(from)
    }
    if (batch.length > 0) yield batch
  }

  /** The item at a place that `batches` has told. */
  async at(place: number): Promise<T> {
    for (let size = 1 << 14; ; size *= 4) {
      const bytes = Buffer.allocUnsafe(Math.min(size, this.#end - place))
      const { bytesRead } = await this.#file.read(bytes, 0, bytes.length, place)
      const to = bytes.subarray(0, bytesRead).indexOf(NEWLINE)
      if (to !== -1) return parsed(bytes, 0, to) as T
    }
  }

  async close(): Promise<void> {
    await this.#file.close()
    await rm(this.#path, { force: true })
  }
}

const parsed = (bytes: Buffer, from: number, to: number): unknown =>
  JSON.parse(bytes.toString('utf8', from, to))
