import { writeFile } from 'node:fs/promises'
import { lexicographicSortSchema, printSchema } from 'graphql'
import { model } from './model/index.ts'
import { createSchema } from './schema/schema.ts'

await writeFile('schema.graphql', `${printSchema(lexicographicSortSchema(createSchema(model)))}\n`)
