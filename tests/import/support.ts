import { importFiles } from '../../server/import/run.ts'
import type { ImportOptions, Imported } from '../../server/import/run.ts'
import type { ImportFile } from '../../server/import/sources.ts'
import { model } from '../../server/model/index.ts'
import type { Service } from '../support/app.ts'

export const author = { actor: 'tester', reason: 'Nạp thử', origin: 'IMPORT' } as const

/** A file of a text, which comes in pieces so small that characters and items are cut. */
export const fileOf = (
  name: string,
  text: string | Uint8Array,
  format: ImportFile['format'] = 'JSON',
): ImportFile => ({
  name,
  format,
  async *bytes() {
    const bytes = typeof text === 'string' ? Buffer.from(text) : text
    for (let from = 0; from < bytes.length; from += 777)
      yield await Promise.resolve(bytes.subarray(from, from + 777))
  },
})

/** A file in the form that export writes, one item a line: the first node stands on line 2. */
export const jsonFile = (
  nodes: readonly object[],
  links: readonly object[] = [],
  name = 'facts.json',
): ImportFile => {
  const lines = (items: readonly object[]) => items.map((item) => JSON.stringify(item)).join(',\n')
  return fileOf(
    name,
    `{ "format": "lesson-graph", "version": 1, "nodes": [\n${lines(nodes)}\n], "links": [\n${lines(links)}\n] }\n`,
  )
}

/** Imports files into the graph of a service. */
export const bring = (
  { store }: Pick<Service, 'store'>,
  files: ImportFile | readonly ImportFile[],
  options: Partial<ImportOptions> = {},
): Promise<Imported> => importFiles(store, model, 'name' in files ? [files] : files, { author, ...options })
