import { useEffect, useState } from 'react'
import { upperSnake } from '../../../server/model/index.ts'
import type { Model } from '../../../server/model/index.ts'
import { useModel } from '../../data/ModelContext.tsx'
import { request } from '../../data/graphql.ts'
import { mappingDocument } from './documents.ts'
import type { CsvProposal } from './documents.ts'
import type { CsvMapping } from './types.ts'

/** How much of a table is looked at to tell what its columns hold, in bytes. */
const HEAD_BYTES = 65_536

/** A table among the chosen files, and how it is to be read. */
export interface Table {
  readonly file: File
  readonly proposal: CsvProposal
  readonly mapping: CsvMapping
}

export interface Tables {
  readonly tables: readonly Table[]
  /** What looking at a table failed with. */
  readonly error: unknown
  readonly isLooking: boolean
  /** Takes another kind for the rows of a table; null: links. */
  readonly choose: (file: File, kind: string | null) => void
  readonly change: (file: File, mapping: CsvMapping) => void
}

export const isTable = ({ name }: File): boolean => /\.(csv|tsv|txt)$/i.test(name)

/** Looks at the beginning of each table, and keeps what somebody has changed of how it is to be read. */
export function useTables(files: readonly File[]): Tables {
  const model = useModel()
  const [tables, setTables] = useState<readonly Table[]>([])
  const [error, setError] = useState<unknown>(undefined)
  const [looking, setLooking] = useState(0)

  const look = async (file: File, kind: string | null | undefined, isWanted: () => boolean) => {
    setLooking((count) => count + 1)
    setError(undefined)
    try {
      const proposal = await propose(file, kind)
      const mapping = mappingOf(model, proposal)
      if (isWanted())
        setTables((before) => [...before.filter((one) => one.file !== file), { file, proposal, mapping }])
    } catch (failure) {
      if (isWanted()) setError(failure)
    } finally {
      setLooking((count) => count - 1)
    }
  }

  useEffect(() => {
    let isWanted = true
    setTables((before) => before.filter(({ file }) => files.includes(file)))
    for (const file of files) if (isTable(file)) void look(file, undefined, () => isWanted)
    return () => {
      isWanted = false
    }
  }, [files])

  return {
    tables: files.flatMap((file) => tables.find((table) => table.file === file) ?? []),
    error,
    isLooking: looking > 0,
    choose: (file, kind) => void look(file, kind, () => true),
    change: (file, mapping) =>
      setTables((before) => before.map((one) => (one.file === file ? { ...one, mapping } : one))),
  }
}

async function propose(file: File, kind: string | null | undefined): Promise<CsvProposal> {
  const bytes = await file.slice(0, HEAD_BYTES).arrayBuffer()
  const isUtf16 = new Uint8Array(bytes)[0] === 0xff
  const text = new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8').decode(bytes)
  // What the end cuts in the middle would be a row that is not there.
  const head = file.size > HEAD_BYTES ? text.slice(0, text.lastIndexOf('\n') + 1) : text
  const asked = { name: file.name, head, kind: kind === undefined ? null : kind && upperSnake(kind) }
  return (await request(mappingDocument, { ...asked, links: kind === null ? true : null })).importMapping
}

const mappingOf = (model: Model, { kind, separator, columns }: CsvProposal): CsvMapping => ({
  kind: model.kinds.find(({ name }) => upperSnake(name) === kind)?.name ?? null,
  separator,
  columns,
})
