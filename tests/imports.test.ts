import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'

/** What each room may import beside itself and the files that stand alone (errors, json, progress, start-error, root). */
const allowed: Readonly<Record<string, readonly string[]>> = {
  model: [],
  query: ['model'],
  store: ['model'],
  access: ['store', 'model'],
  curate: ['store', 'model'],
  seed: ['curate', 'model'],
  import: ['seed', 'curate', 'store', 'model'],
  live: ['store'],
  export: ['access', 'curate', 'store', 'model'],
  backup: ['curate', 'store', 'model'],
  schema: ['access', 'query', 'import', 'curate', 'export', 'live', 'store', 'model'],
  http: ['access', 'schema', 'query', 'import', 'curate', 'export', 'live', 'store', 'model'],
  start: [
    'access',
    'app',
    'config',
    'http',
    'import',
    'seed',
    'curate',
    'export',
    'backup',
    'live',
    'schema',
    'store',
    'model',
  ],
}
const alone = ['errors', 'json', 'progress', 'start-error', 'root']

const importsOf = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(/(?:from|import) '(\.[^']+)'/g)].map(([, path]) =>
    relative('.', join(dirname(file), path ?? '')),
  )

const roomOf = (path: string): string => path.split('/')[1]?.replace(/\.ts$/, '') ?? ''

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name))

const files = filesBelow('server')
const adminFiles = filesBelow('admin')

test('there are files to look at', () => {
  expect(files.length).toBeGreaterThan(30)
  expect(adminFiles.length).toBeGreaterThan(10)
})

test.each(Object.keys(allowed))('server/%s imports only what stands below it', (room) => {
  const wrong = files
    .filter((file) => file.startsWith(`server/${room}/`))
    .flatMap((file) =>
      importsOf(file)
        .filter((path) => {
          const to = roomOf(path)
          return !(to === room || alone.includes(to) || allowed[room]?.includes(to))
        })
        .map((path) => `${file} imports ${path}`),
    )
  expect(wrong).toEqual([])
})

test('the model imports nothing from outside its room', () => {
  const packages = files
    .filter((file) => file.startsWith('server/model/'))
    .flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/from '([^.][^']*)'/g)].map(([, name]) => name),
    )
  expect(packages).toEqual([])
})

test('only the store talks to Neo4j', () => {
  const wrong = files.filter(
    (file) => !file.startsWith('server/store/') && readFileSync(file, 'utf8').includes("from 'neo4j-driver'"),
  )
  expect(wrong).toEqual([])
})

/** Tables and rules without anything behind them, which the admin goes by as the server does. */
const forAdmin = [
  'server/access/principal.ts',
  'server/access/rules.ts',
  'server/access/password-rules.ts',
  'server/access/audit-words.ts',
]

test('the admin knows of the server its model and its rules alone', () => {
  const wrong = adminFiles.flatMap((file) =>
    importsOf(file)
      .filter(
        (path) => path.startsWith('server/') && !path.startsWith('server/model/') && !forAdmin.includes(path),
      )
      .map((path) => `${file} imports ${path}`),
  )
  expect(wrong).toEqual([])
})
