import type { Driver } from 'neo4j-driver'

/** Runs one reading statement; returns the first column of its rows. */
export type Read = (text: string, parameters: Readonly<Record<string, unknown>>) => Promise<unknown[]>

export function createReader(driver: Driver, database: string): Read {
  return async (text, parameters) => {
    const session = driver.session({ database, defaultAccessMode: 'READ' })
    try {
      const { records } = await session.run(text, parameters)
      return records.map((record): unknown => record.get(0))
    } finally {
      await session.close()
    }
  }
}
