import { createServer } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { workloads } from '../workloads/index.ts'
import { announce, connect } from './peer.ts'

/**
 * What a good engineer writes by hand for each question: an endpoint that sends the one best statement as it is, through
 * a session for reading without a transaction of its own, and answers with the maps that come back.
 */
const { driver, database } = connect()
const statements = new Map(workloads.map(({ name, statement }) => [`/${name}`, statement]))

async function answer(request: IncomingMessage): Promise<string | null> {
  const statement = statements.get(request.url ?? '')
  if (statement === undefined || statement === null) return null
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const session = driver.session({ database, defaultAccessMode: 'READ' })
  try {
    const parameters = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, unknown>
    const { records } = await session.run(statement, parameters)
    return JSON.stringify(records[0]?.get('value') ?? null)
  } finally {
    await session.close()
  }
}

announce(
  createServer((request, response) => {
    answer(request)
      .then((body) => {
        if (body === null) response.writeHead(404).end()
        else
          response
            .writeHead(200, {
              'content-type': 'application/json',
              'content-length': String(Buffer.byteLength(body)),
            })
            .end(body)
      })
      .catch((error: unknown) => {
        response.writeHead(500).end(String(error))
      })
  }),
)
