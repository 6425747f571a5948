import type { EnumRef, ObjectRef } from '@pothos/core'
import type { ApiKey } from '../access/api-keys.ts'
import type { Person } from '../access/person.ts'
import type { Role } from '../access/principal.ts'
import type { Base } from './builder.ts'
import type { Connections } from './connections.ts'
import { personal } from './context.ts'
import { listArgs, listOf, listed, ownArg } from './lists.ts'

type Types = Base['builder']['$inferSchemaTypes']

interface Known {
  readonly person: ObjectRef<Types, Person>
  readonly role: EnumRef<Types, Role>
}

/** The keys by which programs ask. */
export function addApiKeys(base: Base, connections: Connections, { person, role }: Known): void {
  const { builder } = base
  const apiKey = builder.objectRef<ApiKey>('ApiKey').implement({
    description: 'A key by which a program asks, in the name of whoever made it.',
    fields: (t) => ({
      id: t.exposeID('id'),
      name: t.exposeString('name'),
      role: t.expose('role', {
        type: role,
        description: 'At most this, and at most what its maker may by now.',
      }),
      prefix: t.exposeString('prefix', { description: 'How the secret begins.' }),
      person: t.expose('person', { type: person, description: 'Who made it.' }),
      createdAt: t.expose('createdAt', { type: 'DateTime' }),
      expiresAt: t.expose('expiresAt', { type: 'DateTime' }),
      lastUsedAt: t.expose('lastUsedAt', {
        type: 'DateTime',
        nullable: true,
        description: 'Exact to a minute.',
      }),
      revokedAt: t.expose('revokedAt', { type: 'DateTime', nullable: true }),
    }),
  })
  const created = builder
    .objectRef<{ readonly secret: string; readonly apiKey: ApiKey }>('CreatedApiKey')
    .implement({
      fields: (t) => ({
        secret: t.exposeString('secret', {
          description: 'What the program sends as Authorization: Bearer. It is shown this once.',
        }),
        apiKey: t.expose('apiKey', { type: apiKey }),
      }),
    })
  const apiKeys = listOf(base, connections, 'ApiKey', apiKey)
  builder.queryField('apiKeys', (t) =>
    t.field({
      type: apiKeys,
      description: 'The keys, the newest first: one’s own, or everybody’s to administrators.',
      args: { ...listArgs(t.arg), own: ownArg(t.arg) },
      extensions: personal,
      resolve: (_root, { own, ...args }, { access, principal }) =>
        listed(args, (asked) => access.keys.page(principal, asked, own)),
    }),
  )
  builder.mutationField('createApiKey', (t) =>
    t.field({
      type: created,
      description: 'Makes a key, of at most one’s own role. It takes a person who has signed in.',
      args: {
        name: t.arg.string({ required: true }),
        role: t.arg({ type: role, required: true }),
        expiresAt: t.arg({ type: 'DateTime', description: 'In 90 days where it is left out.' }),
      },
      resolve: (_root, { name, role: of, expiresAt }, context) =>
        context.access.keys.create(context, { name, role: of, expiresAt: expiresAt ?? null }),
    }),
  )
  builder.mutationField('revokeApiKey', (t) =>
    t.field({
      type: apiKey,
      description: 'Makes a key good for nothing: one’s own, or as an administrator anybody’s.',
      args: { id: t.arg.id({ required: true }) },
      resolve: (_root, { id }, context) => context.access.keys.revoke(context, id),
    }),
  )
}
