import { Neo4jGraphQL } from '@neo4j/graphql'
import { model } from '../../../server/model/index.ts'
import { connect, serveSchema } from './peer.ts'
import { searchIndexOf } from './search-index.ts'
import { typeDefinitions } from './type-definitions.ts'

/** @neo4j/graphql on type definitions made from the model. */
const { driver, database } = connect()
const library = new Neo4jGraphQL({
  typeDefs: typeDefinitions(model, await searchIndexOf(driver, 'Measure')),
  driver,
})
serveSchema(await library.getSchema(), () => ({ sessionConfig: { database } }))
