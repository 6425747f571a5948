import {
  SEARCH,
  abbreviatingField,
  encodingOf,
  endsProperty,
  foldedName,
  isFolded,
  isSortable,
  propertiesOf,
  scalarsOf,
} from '../model/index.ts'
import type { Kind, Model } from '../model/index.ts'
import { refill } from './refill.ts'
import { SEARCH_INDEX_PREFIX, searchIndexes } from './search-index.ts'
import type { Store } from './store.ts'

/** Longest that making the schema may take, in milliseconds: indexes over a large graph are filled meanwhile. */
const SCHEMA_TIMEOUT_MS = 600_000

/** Every constraint and index that the model asks for, as statements that change nothing when run again. */
export function schemaStatements(model: Model): string[] {
  return [
    unique('entity_id', '(n:Entity)', 'n.id'),
    unique('evidence_id', '(n:Evidence)', 'n.id'),
    index('evidence_target', '(n:Evidence)', 'n.targetId'),
    unique('clock_id', '(n:Clock)', 'n.id'),
    unique('change_set_id', '(n:ChangeSet)', 'n.id'),
    unique('change_set_seq', '(n:ChangeSet)', 'n.seq'),
    unique('import_mapping_signature', '(n:ImportMapping)', 'n.signature'),
    ...['id', 'email', 'name', 'subject'].map((property) =>
      unique(`person_${property}`, '(n:Person)', `n.${property}`),
    ),
    ...['id', 'hash'].flatMap((property) => [
      unique(`session_${property}`, '(n:Session)', `n.${property}`),
      unique(`api_key_${property}`, '(n:ApiKey)', `n.${property}`),
    ]),
    ...['personId', 'expiresAt'].map((property) =>
      index(`session_${property}`, '(n:Session)', `n.${property}`),
    ),
    index('api_key_person', '(n:ApiKey)', 'n.personId'),
    unique('signing_key_id', '(n:SigningKey)', 'n.id'),
    unique('access_turn_id', '(n:AccessTurn)', 'n.id'),
    unique('audit_record_id', '(n:AuditRecord)', 'n.id'),
    // The newest of somebody, of an address and so on are a range of these, since an id begins with its time.
    ...['action', 'actor', 'target', 'address'].map((property) =>
      index(`audit_record_${property}`, '(n:AuditRecord)', `n.${property}, n.id`),
    ),
    index('change_set_at', '(n:ChangeSet)', 'n.at'),
    // The history of a node or a link, newest first, is a range of these, however long it is.
    ...['targetId', 'from', 'to'].map((end) => index(`change_${end}`, '(n:Change)', `n.${end}, n.seq`)),
    index('change_touches', '()-[n:TOUCHES]-()', 'n.id, n.seq'),
    ...model.kinds.flatMap(kindStatements),
    ...model.linkTypes.flatMap((type) => {
      const name = type.toLowerCase()
      return [
        unique(`link_${name}_id`, `()-[n:${type}]-()`, 'n.id'),
        unique(`link_${name}_ends`, `()-[n:${type}]-()`, `n.${endsProperty('out')}`),
        index(`link_${name}_ends_reversed`, `()-[n:${type}]-()`, `n.${endsProperty('in')}`),
        ...(model.links.some((link) => link.type === type && link.toOne)
          ? [unique(`link_${name}_single`, `()-[n:${type}]-()`, 'n.single')]
          : []),
      ]
    }),
    ...Object.values(searchIndexes(model)).map(({ statement }) => statement),
  ]
}

function kindStatements(kind: Kind): string[] {
  const name = kind.name.toLowerCase()
  const target = `(n:${kind.name})`
  return [
    unique(`${name}_id`, target, 'n.id'),
    ...['createdAt', 'updatedAt'].map((property) => index(`${name}_${property}`, target, `n.${property}`)),
    ...(abbreviatingField(kind) === undefined
      ? []
      : [index(`${name}_${SEARCH.shortFolded}`, target, `n.${SEARCH.shortFolded}`)]),
    ...scalarsOf(kind).flatMap(([field, declared]) => {
      if (!isSortable(declared)) return []
      // English is ordered with Vietnamese standing in where it is missing, and no index holds that.
      const own = propertiesOf(field, declared).slice(0, 1)
      const ordered = isFolded(declared) ? own.map(foldedName) : own
      // Exact comparisons of text use the property as it is written; a language's text is rarely compared whole.
      const exact = declared.type === 'text' && encodingOf(declared) === 'plain' ? own : []
      const isUnique = declared.type === 'text' && declared.unique
      return [...new Set([...ordered, ...exact])].map((property) =>
        (isUnique && property === field ? unique : index)(`${name}_${property}`, target, `n.${property}`),
      )
    }),
  ]
}

const unique = (name: string, target: string, property: string): string =>
  `CREATE CONSTRAINT ${name} IF NOT EXISTS FOR ${target} REQUIRE ${property} IS UNIQUE`

const index = (name: string, target: string, property: string): string =>
  `CREATE INDEX ${name} IF NOT EXISTS FOR ${target} ON (${property})`

/**
 * Brings the database's constraints and indexes in line with the model, and makes the clock that orders all writers.
 * One transaction makes all that is missing: one each would take as long as the whole rest of a start.
 */
export async function prepare(store: Store, model: Model): Promise<void> {
  const present = await store.read({
    text: 'SHOW INDEXES YIELD name, type RETURN collect([name, type]) AS value',
    parameters: {},
  })
  const existing = new Map(present[0] as [string, string][])
  const search = Object.values(searchIndexes(model))
  const stale = [...existing].flatMap(([name, type]) =>
    type === 'FULLTEXT' &&
    name.startsWith(SEARCH_INDEX_PREFIX) &&
    !search.some((index) => index.name === name)
      ? [`DROP INDEX ${name} IF EXISTS`]
      : [],
  )
  const missing = schemaStatements(model).filter((statement) => !existing.has(nameOf(statement)))
  const outdated = search.some(({ statement }) => missing.includes(statement)) && (await holdsNodes(store))
  if (outdated) {
    const others = missing.filter((statement) => !search.some((index) => index.statement === statement))
    await make(store, [...stale, ...others])
    // Before there is an index on them, so that a start that was cut short begins with them again.
    await refill(store, model)
  }
  await make(store, outdated ? search.map(({ statement }) => statement) : [...stale, ...missing])
}

async function make(store: Store, statements: readonly string[]): Promise<void> {
  await store.write(async (transaction) => {
    for (const text of statements) await transaction.run({ text, parameters: {} })
  }, SCHEMA_TIMEOUT_MS)
  await store.write(async (transaction) => {
    if (statements.length > 0) await transaction.run({ text: 'CALL db.awaitIndexes(600)', parameters: {} })
    await transaction.run({ text: "MERGE (c:Clock { id: 'graph' }) ON CREATE SET c.seq = 0", parameters: {} })
  }, SCHEMA_TIMEOUT_MS)
}

async function holdsNodes(store: Store): Promise<boolean> {
  const [found] = await store.read({ text: 'RETURN EXISTS { MATCH (:Entity) } AS value', parameters: {} })
  return found === true
}

/** Constraints and indexes share one space of names: each constraint has the index that bears its name. */
const nameOf = (statement: string): string =>
  /^CREATE (?:CONSTRAINT|(?:FULLTEXT )?INDEX) (\w+) /.exec(statement)?.[1] ?? ''
