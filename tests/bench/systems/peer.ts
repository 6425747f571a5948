import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { GraphQLSchema } from 'graphql'
import { createYoga } from 'graphql-yoga'
import neo4j from 'neo4j-driver'
import type { Driver } from 'neo4j-driver'

/** The database that the benchmark's environment names, over a driver with plain numbers and otherwise its defaults. */
export function connect(): { driver: Driver; database: string } {
  const { NEO4J_URI: uri, NEO4J_USER: user, NEO4J_PASSWORD: password } = process.env
  if (uri === undefined || user === undefined || password === undefined)
    throw new Error('NEO4J_URI, NEO4J_USER and NEO4J_PASSWORD say which database: npm run bench sets them')
  const driver = neo4j.driver(uri, neo4j.auth.basic(user, password), { disableLosslessIntegers: true })
  return { driver, database: 'neo4j' }
}

/** Serves a schema by Yoga with nothing on it that answering does not need. */
export function serveSchema(schema: GraphQLSchema, context: () => object): void {
  const yoga = createYoga({ schema, context, logging: false, graphiql: false, landingPage: false })
  announce(createServer((request, response) => void yoga(request, response)))
}

/** Takes a free port on loopback and says which, as the benchmark waits for it; ends with the benchmark. */
export function announce(server: Server): void {
  // The pipe closes however the benchmark ends, also when it is killed.
  process.stdin.resume().once('close', () => process.exit())
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('The server has no port')
    process.stdout.write(`Listening on http://127.0.0.1:${address.port}\n`)
  })
}
