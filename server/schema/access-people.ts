import type { EnumRef, ObjectRef } from '@pothos/core'
import type { Person } from '../access/person.ts'
import type { Role } from '../access/principal.ts'
import type { Base } from './builder.ts'
import type { Connections } from './connections.ts'
import { personal } from './context.ts'
import { listArgs, listOf, listed } from './lists.ts'

type Types = Base['builder']['$inferSchemaTypes']

interface Known {
  readonly person: ObjectRef<Types, Person>
  readonly role: EnumRef<Types, Role>
}

/** Who can sign in. */
export function addPeople(base: Base, connections: Connections, { person, role }: Known): void {
  const { builder } = base
  const people = listOf(base, connections, 'Person', person)
  const password =
    'From 12 to 200 characters; what they are does not matter, as long as it is none that is guessed first.'
  builder.queryField('people', (t) =>
    t.field({
      type: people,
      description: 'Who can sign in, by name.',
      args: listArgs(t.arg),
      extensions: personal,
      resolve: (_root, args, { access }) => listed(args, (asked) => access.people.page(asked)),
    }),
  )
  builder.mutationField('createPerson', (t) =>
    t.field({
      type: person,
      description: 'Lets somebody sign in. The e-mail of a person who was removed brings that person back.',
      args: {
        email: t.arg.string({ required: true }),
        name: t.arg.string({ required: true }),
        role: t.arg({ type: role, required: true }),
        password: t.arg.string({
          description: `${password} Without one they can sign in by OpenID Connect alone.`,
        }),
      },
      resolve: (_root, args, context) =>
        context.access.people.create(context, { ...args, password: args.password ?? null }),
    }),
  )
  builder.mutationField('updatePerson', (t) =>
    t.field({
      type: person,
      description:
        'Changes what is given. Another role or password ends all sessions of the person; the last administrator stays one.',
      args: {
        id: t.arg.id({ required: true }),
        name: t.arg.string(),
        role: t.arg({ type: role }),
        password: t.arg.string({ description: password }),
      },
      resolve: (_root, { id, ...patch }, context) =>
        context.access.people.update(context, id, {
          name: patch.name ?? undefined,
          role: patch.role ?? undefined,
          password: patch.password ?? undefined,
        }),
    }),
  )
  builder.mutationField('removePerson', (t) =>
    t.field({
      type: person,
      description:
        'Takes somebody’s account away, with all sessions and keys at once; what they have changed stays theirs. The last ' +
        'administrator cannot be removed.',
      args: { id: t.arg.id({ required: true }) },
      resolve: (_root, { id }, context) => context.access.people.remove(context, id),
    }),
  )
}
