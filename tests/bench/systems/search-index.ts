import type { Driver } from 'neo4j-driver'

/** The name of the full-text index that holds a label; the compared systems search in the one that the service made. */
export async function searchIndexOf(driver: Driver, label: string): Promise<string> {
  const session = driver.session({ defaultAccessMode: 'READ' })
  try {
    const { records } = await session.run(
      "SHOW INDEXES YIELD name, type, labelsOrTypes WHERE type = 'FULLTEXT' AND $label IN labelsOrTypes RETURN name ORDER BY name",
      { label },
    )
    const name: unknown = records[0]?.get('name')
    if (typeof name !== 'string') throw new Error(`No full-text index holds ${label}`)
    return name
  } finally {
    await session.close()
  }
}
