import { badInput } from '../../errors.ts'
import type { Model } from '../../model/index.ts'
import type { Store } from '../../store/store.ts'
import { keptMapping } from './kept.ts'
import { LINK_COLUMNS, meaningsOf, signatureOf, suggest, suggestFor } from './mapping.ts'
import type { Suggestion } from './mapping.ts'
import { BrokenTable, readTable } from './table.ts'

/** How a table would be read, and its first rows. */
export interface Proposal extends Suggestion {
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly meanings: readonly string[]
  readonly isKept: boolean
}

/** The most rows that are shown. */
const SHOWN = 5

/**
 * Proposes how to read a table by its beginning: as one of its header was read before, else as the header suggests.
 * @param kind of which kind the rows are, null for links, where somebody has chosen.
 * @throws ClientError BAD_USER_INPUT when it is no table.
 */
export async function proposeMapping(
  store: Store,
  model: Model,
  name: string,
  head: string,
  kind: string | null | undefined,
): Promise<Proposal> {
  const [header, ...rows] = await firstRows(head)
  if (header === undefined)
    throw badInput([{ path: 'head', reason: 'is empty: its first line names the columns' }])
  const kept = kind === undefined ? await keptMapping(store, signatureOf(header)) : undefined
  const { mapping, alternatives } =
    kind !== undefined
      ? { mapping: suggestFor(model, header, kind), alternatives: [] }
      : kept !== undefined
        ? { mapping: kept, alternatives: [] }
        : suggest(model, header, name)
  const meanings = mapping.kind === null ? LINK_COLUMNS : meaningsOf(model, model.kind(mapping.kind))
  return { header, rows, mapping, alternatives, meanings, isKept: kept !== undefined }
}

async function firstRows(head: string): Promise<(readonly string[])[]> {
  const rows: (readonly string[])[] = []
  try {
    for await (const { cells } of readTable(bytesOf(head))) {
      rows.push(cells)
      if (rows.length > SHOWN) break
    }
  } catch (error) {
    // What was cut off in the middle of a row is none of the first.
    if (!(error instanceof BrokenTable) || rows.length === 0)
      throw error instanceof BrokenTable ? badInput([{ path: 'head', reason: error.message }]) : error
  }
  return rows
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(Buffer.from(text))
}
