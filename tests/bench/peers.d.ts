/**
 * What is used of the packages that only tests/bench/package.json names, so that types can be checked where the
 * benchmark has never run and they are not installed.
 */
declare module '@neo4j/graphql' {
  import type { GraphQLSchema } from 'graphql'
  import type { Driver } from 'neo4j-driver'

  export class Neo4jGraphQL {
    constructor(options: { typeDefs: string; driver: Driver; features?: Readonly<Record<string, unknown>> })
    getSchema(): Promise<GraphQLSchema>
  }
}

declare module 'dataloader' {
  export default class DataLoader<Key, Value> {
    constructor(load: (keys: readonly Key[]) => Promise<readonly (Value | Error)[]>)
    load(key: Key): Promise<Value>
  }
}
