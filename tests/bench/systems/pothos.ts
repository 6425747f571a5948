import { model } from '../../../server/model/index.ts'
import { connect, serveSchema } from './peer.ts'
import { createLoaders } from './pothos/loaders.ts'
import { createReader } from './pothos/reader.ts'
import { createSchema } from './pothos/schema.ts'

/** A GraphQL service as it is commonly written by hand: Pothos, and a DataLoader for each link. */
const { driver, database } = connect()
const read = createReader(driver, database)
serveSchema(createSchema(model), () => ({ read, loaders: createLoaders(read) }))
