import { createServer } from 'node:http'
import { Neo4jGraphQL } from '@neo4j/graphql'
import { createYoga } from 'graphql-yoga'
import { model } from '../../../server/model/index.ts'
import { announce, connect } from './peer.ts'
import { typeDefinitions } from './type-definitions.ts'

/** @neo4j/graphql on type definitions made from the model, served by Yoga. */
const { driver, database } = connect()
const library = new Neo4jGraphQL({
  typeDefs: typeDefinitions(model),
  driver,
  // The schema without what is only there for those who come from earlier versions.
  features: { excludeDeprecatedFields: { deprecatedOptionsArgument: true } },
})
const schema = await library.getSchema()
const yoga = createYoga({
  schema,
  context: () => ({ sessionConfig: { database } }),
  logging: false,
  graphiql: false,
  landingPage: false,
})
announce(createServer((request, response) => void yoga(request, response)))
