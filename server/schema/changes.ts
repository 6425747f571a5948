import { MAX_CHANGES, planConnection, reading } from '../query/index.ts'
import type { SortKey } from '../query/index.ts'
import type { Base } from './builder.ts'
import { pageArgs } from './connections.ts'
import type { Connections } from './connections.ts'
import { fromPlan, planned } from './context.ts'
import type { Written } from './context.ts'

const newestFirst: SortKey = {
  by: { kind: 'property', property: 'seq', as: 'integer' },
  descending: true,
  required: true,
  unique: true,
}

/** The change log, newest first: who changed what, when and why. */
export function addChanges({ builder, lang }: Base, connection: Connections): void {
  const change = builder.objectRef<Written>('Change').implement({
    description: 'One node or link that a change set touched.',
    fields: (t) => ({
      id: t.id({
        extensions: reading({ read: 'property', property: 'id', as: 'plain' }),
        resolve: fromPlan,
      }),
      action: t.field({
        type: builder.enumType('ChangeAction', { values: ['CREATED', 'UPDATED', 'DELETED'] as const }),
        extensions: reading({ read: 'property', property: 'action', as: 'plain' }),
        resolve: fromPlan,
      }),
      subject: t.field({
        type: builder.enumType('ChangeSubject', { values: ['NODE', 'LINK'] as const }),
        extensions: reading({ read: 'property', property: 'subject', as: 'plain' }),
        resolve: fromPlan,
      }),
      kind: t.string({
        description: 'The kind of the node, or the type of the link.',
        extensions: reading({ read: 'property', property: 'kind', as: 'plain' }),
        resolve: fromPlan,
      }),
      targetId: t.id({
        extensions: reading({ read: 'property', property: 'targetId', as: 'plain' }),
        resolve: fromPlan,
      }),
      title: t.string({
        nullable: true,
        description: 'What it was called then; a link is called by both its ends.',
        args: { lang: t.arg({ type: lang, required: true, defaultValue: 'vi' }) },
        extensions: reading({ read: 'localized', property: 'title' }),
        resolve: fromPlan,
      }),
      before: t.field({
        type: 'JSON',
        nullable: true,
        extensions: reading({ read: 'json', property: 'before' }),
        resolve: fromPlan,
      }),
      after: t.field({
        type: 'JSON',
        nullable: true,
        extensions: reading({ read: 'json', property: 'after' }),
        resolve: fromPlan,
      }),
    }),
  })
  const changeSet = builder.objectRef<Written>('ChangeSet').implement({
    description: 'Changes that were made together, or not at all.',
    fields: (t) => ({
      id: t.id({
        extensions: reading({ read: 'property', property: 'id', as: 'plain' }),
        resolve: fromPlan,
      }),
      seq: t.int({
        description: "The graph's sequence number after it.",
        extensions: reading({ read: 'property', property: 'seq', as: 'integer' }),
        resolve: fromPlan,
      }),
      at: t.field({
        type: 'DateTime',
        extensions: reading({ read: 'property', property: 'at', as: 'dateTime' }),
        resolve: fromPlan,
      }),
      actor: t.string({
        extensions: reading({ read: 'property', property: 'actor', as: 'plain' }),
        resolve: fromPlan,
      }),
      reason: t.string({
        nullable: true,
        extensions: reading({ read: 'property', property: 'reason', as: 'plain' }),
        resolve: fromPlan,
      }),
      changeCount: t.int({ extensions: reading({ read: 'changeCount' }), resolve: fromPlan }),
      changes: t.field({
        type: [change],
        description: `The first of its changes, 20 where first is left out, at most ${MAX_CHANGES}.`,
        args: { first: t.arg.int() },
        extensions: reading({ read: 'changes' }),
        resolve: fromPlan,
      }),
    }),
  })
  const list = connection('ChangeSet', changeSet)
  builder.queryField('changes', (t) =>
    t.field({
      type: list,
      description: 'The change sets, newest first.',
      args: pageArgs(t.arg),
      ...planned((planning, selected) => ({
        kind: 'list',
        connection: planConnection(planning, selected, { kind: 'label', label: 'ChangeSet' }, 1, [
          newestFirst,
        ]),
      })),
    }),
  )
}
