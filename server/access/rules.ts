import { lowerFirst } from '../model/index.ts'
import type { Model } from '../model/index.ts'
import type { Role } from './principal.ts'

export type RootName = 'Query' | 'Mutation' | 'Subscription'

/** An operation: its root type and its field, `Query.lessons`. */
export type Operation = `${RootName}.${string}`

/** Which role an operation takes at least. */
export type Rules = ReadonlyMap<Operation, Role>

/** The operations that are the same whatever the model holds. */
const FIXED: readonly (readonly [Operation, Role])[] = [
  ['Query.entity', 'READER'],
  ['Query.link', 'READER'],
  ['Query.node', 'READER'],
  ['Query.search', 'READER'],
  ['Query.neighbourhood', 'READER'],
  ['Query.paths', 'READER'],
  ['Query.stats', 'READER'],
  ['Query.seq', 'READER'],
  ['Query.changes', 'READER'],
  ['Query.changeSet', 'READER'],
  ['Query.compare', 'READER'],
  ['Query.importMapping', 'EDITOR'],
  ['Query.viewer', 'NONE'],
  ['Query.people', 'ADMIN'],
  ['Query.sessions', 'READER'],
  ['Query.apiKeys', 'READER'],
  ['Query.auditRecords', 'ADMIN'],
  ['Mutation.signIn', 'NONE'],
  ['Mutation.signOut', 'NONE'],
  ['Mutation.signOutEverywhere', 'READER'],
  ['Mutation.changePassword', 'READER'],
  ['Mutation.createPerson', 'ADMIN'],
  ['Mutation.updatePerson', 'ADMIN'],
  ['Mutation.removePerson', 'ADMIN'],
  ['Mutation.endSession', 'READER'],
  ['Mutation.createApiKey', 'READER'],
  ['Mutation.revokeApiKey', 'READER'],
  ['Mutation.createLink', 'EDITOR'],
  ['Mutation.updateLink', 'EDITOR'],
  ['Mutation.deleteLink', 'EDITOR'],
  ['Mutation.undo', 'EDITOR'],
  ['Mutation.merge', 'EDITOR'],
  ['Mutation.importGraph', 'EDITOR'],
  ['Subscription.changes', 'READER'],
]

/** The one table of who may do what: every operation that a model gives rise to, with the role that it takes. */
export function rulesOf(model: Model, introspection: Role = 'READER'): Rules {
  const ofKinds = model.kinds.flatMap(({ name, plural }): (readonly [Operation, Role])[] => [
    [`Query.${lowerFirst(name)}`, 'READER'],
    [`Query.${plural}`, 'READER'],
    [`Query.${plural}Aggregate`, 'READER'],
    [`Mutation.create${name}`, 'EDITOR'],
    [`Mutation.update${name}`, 'EDITOR'],
    [`Mutation.delete${name}`, 'EDITOR'],
  ])
  const ofSchema = (['Query.__schema', 'Query.__type'] as const).map((name) => [name, introspection] as const)
  return new Map([...FIXED, ...ofSchema, ...ofKinds])
}
