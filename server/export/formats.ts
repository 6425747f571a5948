import { csv } from './csv/csv.ts'
import { zip } from './csv/zip.ts'
import { cypher } from './cypher.ts'
import type { Format } from './format.ts'
import { graphml } from './graphml.ts'
import { json } from './json.ts'
import { jsonld } from './rdf/jsonld.ts'
import { turtle } from './rdf/turtle.ts'

/** Every form that a graph is exported in, the one that loses nothing first. */
export const formats: readonly Format[] = [json, csv, zip, graphml, turtle, jsonld, cypher]

/** The format that a file's name ends in; undefined where it ends in none. */
export const formatOfFile = (file: string): Format | undefined =>
  formats.find(({ extension }) => file.toLowerCase().endsWith(`.${extension}`))
