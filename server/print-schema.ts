import { writeFile } from 'node:fs/promises'
import { model } from './model/index.ts'
import { printed } from './schema/print.ts'
import { createSchema } from './schema/schema.ts'

await writeFile('schema.graphql', printed(createSchema(model)))
