import type { AuditRecord } from '../access/audit-log.ts'
import { AUDIT_ACTIONS, AUDIT_OUTCOMES, auditActions, auditOutcomes } from '../access/audit-words.ts'
import { both } from './builder.ts'
import type { Base } from './builder.ts'
import type { Connections } from './connections.ts'
import { personal } from './context.ts'
import { listArgs, listOf, listed } from './lists.ts'

/** What was done, and refused, about who may do what. */
export function addAuditRecords(base: Base, connections: Connections): void {
  const { builder } = base
  const action = builder.enumType('AuditAction', {
    values: Object.fromEntries(
      auditActions.map((name) => [name, { value: name, description: both(AUDIT_ACTIONS[name]) }]),
    ),
  })
  const outcome = builder.enumType('AuditOutcome', {
    values: Object.fromEntries(
      auditOutcomes.map((name) => [name, { value: name, description: both(AUDIT_OUTCOMES[name]) }]),
    ),
  })
  const record = builder.objectRef<AuditRecord>('AuditRecord').implement({
    description: 'Something that was done, or refused, about who may do what; equal refusals are one record.',
    fields: (t) => ({
      id: t.exposeID('id'),
      at: t.expose('at', { type: 'DateTime', description: 'When it was first.' }),
      lastAt: t.expose('lastAt', { type: 'DateTime', description: 'When it was last.' }),
      count: t.exposeInt('count', { description: 'How often it was.' }),
      action: t.expose('action', { type: action }),
      outcome: t.expose('outcome', { type: outcome }),
      actor: t.exposeString('actor', { description: 'Who did it, as the change log calls them.' }),
      target: t.exposeString('target', {
        nullable: true,
        description: 'To whom or what: an e-mail, how an API key begins, or the operation that was asked.',
      }),
      address: t.exposeString('address', { description: 'Where it was asked from.' }),
      details: t.expose('details', { type: 'JSON', description: 'What else is known of it.' }),
    }),
  })
  const records = listOf(base, connections, 'AuditRecord', record)
  builder.queryField('auditRecords', (t) =>
    t.field({
      type: records,
      description: 'The audit record, the newest first. Texts are compared as a whole.',
      args: {
        actions: t.arg({ type: [action], description: 'Only these.' }),
        outcome: t.arg({ type: outcome }),
        actor: t.arg.string({ description: 'Only what they did.' }),
        target: t.arg.string({ description: 'Only what was done to them, or tried.' }),
        address: t.arg.string({ description: 'Only what was asked from there.' }),
        from: t.arg({ type: 'DateTime', description: 'Only what was first from this instant on.' }),
        to: t.arg({ type: 'DateTime', description: 'Only what was first until this instant.' }),
        ...listArgs(t.arg),
      },
      extensions: personal,
      resolve: (_root, { first, after, ...args }, { access }) => {
        const { actions, outcome: of, actor, target, address, from, to } = args
        const filter = {
          actions: actions ?? null,
          outcome: of ?? null,
          actor: actor ?? null,
          target: target ?? null,
          address: address ?? null,
          from: from ?? null,
          to: to ?? null,
        }
        return listed({ first, after }, (asked) => access.audit.page(filter, asked))
      },
    }),
  )
}
