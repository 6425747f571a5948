import type { ObjectRef } from '@pothos/core'
import type { Person } from '../access/person.ts'
import type { Principal } from '../access/principal.ts'
import type { Session } from '../access/sessions.ts'
import type { Base } from './builder.ts'
import type { Connections } from './connections.ts'
import { personal } from './context.ts'
import { listArgs, listOf, listed, ownArg } from './lists.ts'

type Types = Base['builder']['$inferSchemaTypes']

interface Known {
  readonly person: ObjectRef<Types, Person>
  readonly viewer: ObjectRef<Types, Principal>
}

/** Signing in and out, and the sessions that come of it. */
export function addSessions(base: Base, connections: Connections, { person, viewer }: Known): void {
  const { builder } = base
  const session = builder.objectRef<Session>('Session').implement({
    description:
      'A sign-in, until it ends: half an hour after its last use, or twelve hours after its beginning.',
    fields: (t) => ({
      id: t.exposeID('id'),
      person: t.expose('person', { type: person }),
      createdAt: t.expose('createdAt', { type: 'DateTime' }),
      expiresAt: t.expose('expiresAt', { type: 'DateTime' }),
      lastUsedAt: t.expose('lastUsedAt', { type: 'DateTime', description: 'Exact to a minute.' }),
      address: t.exposeString('address', { description: 'Where it was begun.' }),
      agent: t.exposeString('agent', { description: 'What the browser called itself.' }),
      current: t.boolean({
        description: 'Whether this very request is part of it.',
        resolve: ({ id }, _args, { principal }) => principal.by === 'SESSION' && principal.sessionId === id,
      }),
    }),
  })
  const sessions = listOf(base, connections, 'Session', session)
  builder.queryField('sessions', (t) =>
    t.field({
      type: sessions,
      description: 'The sessions that last, the newest first: one’s own, or everybody’s to administrators.',
      args: { ...listArgs(t.arg), own: ownArg(t.arg) },
      extensions: personal,
      resolve: (_root, { own, ...args }, { access, principal }) =>
        listed(args, (asked) => access.sessions.page(principal, asked, own)),
    }),
  )
  builder.mutationField('signIn', (t) =>
    t.field({
      type: viewer,
      description: 'Signs in: the answer sets the cookie that later requests show.',
      args: { email: t.arg.string({ required: true }), password: t.arg.string({ required: true }) },
      resolve: (_root, { email, password }, { access, visit }) => access.signIn(visit, email, password),
    }),
  )
  builder.mutationField('signOut', (t) =>
    t.boolean({
      description: 'Ends the session by which this is asked; whoever has none is signed out already.',
      resolve: async (_root, _args, context) => {
        await context.access.sessions.end(context)
        return true
      },
    }),
  )
  builder.mutationField('signOutEverywhere', (t) =>
    t.boolean({
      description: 'Ends all one’s sessions, this one too. API keys stay as they are.',
      resolve: async (_root, _args, context) => {
        await context.access.sessions.endAll(context)
        return true
      },
    }),
  )
  builder.mutationField('changePassword', (t) =>
    t.field({
      type: viewer,
      description: 'Changes one’s own password. All sessions end, and a new one takes the place of this.',
      args: { current: t.arg.string({ required: true }), new: t.arg.string({ required: true }) },
      resolve: (_root, args, context) => context.access.changePassword(context, args.current, args.new),
    }),
  )
  builder.mutationField('endSession', (t) =>
    t.boolean({
      description: 'Ends a session: one’s own, or as an administrator anybody’s.',
      args: { id: t.arg.id({ required: true }) },
      resolve: async (_root, { id }, context) => {
        await context.access.sessions.endOne(context, id)
        return true
      },
    }),
  )
}
