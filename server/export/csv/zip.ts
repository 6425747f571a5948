import { Zip, ZipDeflate } from 'fflate'
import type { LinkState, NodeState } from '../../curate/state.ts'
import type { Format } from '../format.ts'
import type { Source } from '../source.ts'
import { evidenceColumns, linkColumns, nodeColumns } from './columns.ts'
import type { Grounds } from './columns.ts'
import { headOf, rowsOf } from './table.ts'
import type { Column } from './table.ts'

/** A table for each kind, one of links and one of evidence, in one file. */
export const zip: Format = {
  name: 'zip',
  extension: 'zip',
  mediaType: 'application/zip',
  isOneTable: false,
  async *write(source) {
    const archive = createArchive(source.exportedAt)
    for (const kind of source.kinds)
      yield* table(archive, kind.plural, nodeColumns(kind, source), source.nodes(kind))
    yield* table(archive, 'links', linkColumns(source), allLinks(source))
    yield* table(archive, 'evidence', evidenceColumns(source), evidence(source))
    yield* archive.end()
  },
}

async function* table<T>(
  archive: Archive,
  name: string,
  columns: readonly Column<T>[],
  batches: AsyncIterable<readonly T[]>,
): AsyncGenerator<Uint8Array> {
  const file = archive.add(`${name}.csv`)
  yield* file(headOf(columns))
  for await (const states of batches) yield* file(rowsOf(columns, states))
  yield* file(null)
}

async function* allLinks(source: Source): AsyncGenerator<readonly LinkState[]> {
  for (const type of source.linkTypes) yield* source.links(type)
}

async function* evidence(source: Source): AsyncGenerator<readonly Grounds[]> {
  for (const kind of source.kinds) for await (const states of source.nodes(kind)) yield groundsOf(states)
  for await (const states of allLinks(source)) yield groundsOf(states)
}

const groundsOf = (states: readonly (NodeState | LinkState)[]): Grounds[] =>
  states.flatMap(({ id, evidence }) => evidence.map((piece) => ({ ...piece, target: id })))

interface Archive {
  /** Begins a file; what it returns writes to it, and ends it with null. */
  add(name: string): (text: string | null) => Uint8Array[]
  end(): Uint8Array[]
}

/** A ZIP file that hands out its bytes as they come. @param at the ISO instant that its files bear. */
function createArchive(at: string): Archive {
  let bytes: Uint8Array[] = []
  const archive = new Zip((error, chunk) => {
    if (error) throw error
    bytes.push(chunk)
  })
  const taken = (): Uint8Array[] => {
    const out = bytes
    bytes = []
    return out
  }
  return {
    add(name) {
      const file = new ZipDeflate(name)
      file.mtime = at
      archive.add(file)
      return (text) => {
        file.push(encoder.encode(text ?? ''), text === null)
        return taken()
      }
    },
    end() {
      archive.end()
      return taken()
    },
  }
}

const encoder = new TextEncoder()
