import { Readable } from 'node:stream'
import { Busboy } from '@fastify/busboy'
import { badInput } from '../errors.ts'
import type { ClientError } from '../errors.ts'

/** A file of a form. */
export interface FormFile {
  readonly name: string
  readonly bytes: AsyncIterable<Uint8Array>
}

/** The most files of one form. */
const MAX_FILES = 100

/**
 * The files of a form as they come: each has to be read to its end before the next one comes.
 * @throws ClientError BAD_USER_INPUT for a body that is no form, or that ends in the middle.
 */
export async function* formFiles(
  contentType: string,
  body: AsyncIterable<Uint8Array>,
): AsyncGenerator<FormFile> {
  const parser = parserOf(contentType)
  const waiting: FormFile[] = []
  let state: { readonly error: Error | undefined } | null = null
  let wake = (): void => undefined
  const end = (error?: Error): void => {
    state ??= { error }
    wake()
  }
  parser.on('file', (_field, stream, name) => {
    waiting.push({ name, bytes: wholeOf(stream as AsyncIterable<Uint8Array>) })
    wake()
  })
  parser.on('filesLimit', () =>
    end(badInput([{ path: 'body', reason: `holds more than ${MAX_FILES} files` }])),
  )
  parser.once('finish', () => end())
  parser.once('error', (error: Error) => end(noForm(error.message)))
  const source = Readable.from(body, { objectMode: false })
  source.once('error', end)
  source.pipe(parser)
  const ended = (): typeof state => state
  let files = 0
  try {
    for (;;) {
      const file = waiting.shift()
      if (file !== undefined) {
        files += 1
        yield file
      } else if (ended() === null) await new Promise<void>((fulfil) => (wake = fulfil))
      else break
    }
    const error = ended()?.error
    if (error !== undefined) throw error
    if (files === 0) throw noForm('it holds no file')
  } finally {
    source.destroy()
    parser.destroy()
  }
}

/** The bytes of a file, of which the parser says by an error of the file alone that its end has not come. */
async function* wholeOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* bytes
  } catch (error) {
    throw noForm(error instanceof Error ? error.message : 'a file of it has no end')
  }
}

const noForm = (why: string): ClientError => badInput([{ path: 'body', reason: `is no form: ${why}` }])

function parserOf(contentType: string): InstanceType<typeof Busboy> {
  try {
    return new Busboy({ headers: { 'content-type': contentType }, limits: { files: MAX_FILES } })
  } catch (error) {
    throw badInput([{ path: 'Content-Type', reason: error instanceof Error ? error.message : 'is no form' }])
  }
}
