import { LOGIN_PATH } from '../access/open-id.ts'
import type { Person } from '../access/person.ts'
import type { Principal, Role } from '../access/principal.ts'
import { addAuditRecords } from './access-audit.ts'
import { addApiKeys } from './access-keys.ts'
import { addPeople } from './access-people.ts'
import { addSessions } from './access-sessions.ts'
import type { Base } from './builder.ts'
import type { Connections } from './connections.ts'
import { personal } from './context.ts'

/** Who asks, and who may ask what: signing in and out, people, their sessions, and the keys of programs. */
export function addAccess(base: Base, connections: Connections): void {
  const { builder } = base
  const role = builder.enumType('Role', {
    description: 'What one may do; each role also what those before it may.',
    values: {
      NONE: { description: 'Nothing but to sign in.' },
      READER: { description: 'Reads the graph.' },
      EDITOR: { description: 'Changes the graph.' },
      ADMIN: { description: 'Decides who may do what.' },
    } satisfies Record<Role, object>,
  })
  const person = builder.objectRef<Person>('Person').implement({
    description: 'Somebody who can sign in.',
    fields: (t) => ({
      id: t.exposeID('id'),
      email: t.exposeString('email'),
      name: t.exposeString('name', { description: 'Unique; the change log calls them so.' }),
      role: t.expose('role', { type: role }),
      createdAt: t.expose('createdAt', { type: 'DateTime' }),
      lastSignInAt: t.expose('lastSignInAt', { type: 'DateTime', nullable: true }),
    }),
  })
  const viewer = builder.objectRef<Principal>('Viewer').implement({
    description: 'Who asks.',
    fields: (t) => ({
      role: t.expose('role', { type: role }),
      actor: t.exposeString('actor', { description: 'Who the change log says has made their changes.' }),
      person: t.field({
        type: person,
        nullable: true,
        description: 'Who has signed in, or made the API key; null for nobody.',
        resolve: (principal, _args, { access }) =>
          'personId' in principal ? access.people.byId(principal.personId) : null,
      }),
    }),
  })
  builder.objectFields(viewer, (t) => ({
    openIdUrl: t.string({
      nullable: true,
      description:
        'Where a browser goes to sign in by OpenID Connect, with ?returnTo=/… for where to come back to; null where ' +
        'that is not set up.',
      resolve: (_principal, _args, { access }) => (access.openId === undefined ? null : LOGIN_PATH),
    }),
  }))
  builder.queryField('viewer', (t) =>
    t.field({
      type: viewer,
      description: 'Who asks, and what they may do.',
      extensions: personal,
      resolve: (_root, _args, { principal }) => principal,
    }),
  )
  addSessions(base, connections, { person, viewer })
  addPeople(base, connections, { person, role })
  addApiKeys(base, connections, { person, role })
  addAuditRecords(base, connections)
}
