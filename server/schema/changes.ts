import { getNamedType } from 'graphql'
import { badInput } from '../errors.ts'
import { fold } from '../model/index.ts'
import { MAX_CHANGES, planConnection, planNode, reading } from '../query/index.ts'
import type { Planning, Predicate, Selected, SortKey } from '../query/index.ts'
import type { Base } from './builder.ts'
import { pageArgs } from './connections.ts'
import type { Connections } from './connections.ts'
import { fromPlan, planned } from './context.ts'
import type { Written } from './context.ts'
import { some } from './explore.ts'

const newestFirst: SortKey = {
  by: { kind: 'property', property: 'seq', as: 'integer' },
  descending: true,
  required: true,
  unique: true,
}

/** The enums that all of history shares. */
export const createLogEnums = ({ builder }: Base) => ({
  origin: builder.enumType('ChangeOrigin', {
    description: 'How changes came about.',
    values: ['EDIT', 'IMPORT', 'MERGE', 'UNDO'] as const,
  }),
  subject: builder.enumType('ChangeSubject', { values: ['NODE', 'LINK'] as const }),
  action: builder.enumType('ChangeAction', { values: ['CREATED', 'UPDATED', 'DELETED'] as const }),
})
export type LogEnums = ReturnType<typeof createLogEnums>

/**
 * The change log, newest first: who changed what, when and why.
 * @returns the type of a change set.
 */
export function addChanges(base: Base, enums: LogEnums, connection: Connections) {
  const { builder, lang, entityKind, linkType } = base
  const touched = builder.objectRef<Written>('TouchedNode').implement({
    description: 'A node that a change concerns beside what it changed.',
    fields: (t) => ({
      id: t.id({
        extensions: reading({ read: 'property', property: 'id', as: 'plain' }),
        resolve: fromPlan,
      }),
      title: t.string({
        nullable: true,
        description: 'What it was called then.',
        args: { lang: t.arg({ type: lang, required: true, defaultValue: 'vi' }) },
        extensions: reading({ read: 'loggedTitle' }),
        resolve: fromPlan,
      }),
    }),
  })
  const change = builder.objectRef<Written>('Change').implement({
    description: 'One node or link that a change set touched.',
    fields: (t) => ({
      id: t.id({
        extensions: reading({ read: 'property', property: 'id', as: 'plain' }),
        resolve: fromPlan,
      }),
      action: t.field({
        type: enums.action,
        extensions: reading({ read: 'property', property: 'action', as: 'plain' }),
        resolve: fromPlan,
      }),
      subject: t.field({
        type: enums.subject,
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
      version: t.int({
        nullable: true,
        description: 'The version that the node or link has after it; null when it was deleted.',
        extensions: reading({ read: 'property', property: 'version', as: 'integer' }),
        resolve: fromPlan,
      }),
      from: t.id({
        nullable: true,
        description: 'Of a link: the node that it leads from.',
        extensions: reading({ read: 'property', property: 'from', as: 'plain' }),
        resolve: fromPlan,
      }),
      to: t.id({
        nullable: true,
        description: 'Of a link: the node that it leads to.',
        extensions: reading({ read: 'property', property: 'to', as: 'plain' }),
        resolve: fromPlan,
      }),
      touches: t.field({
        type: [touched],
        description:
          'The nodes in whose history it stands as well: passages of which it has other words quoted than before, ' +
          'nodes that something belongs to newly or no longer, the one that a node was merged into, and ends that a ' +
          'link has left.',
        extensions: reading({ read: 'touches' }),
        resolve: fromPlan,
      }),
      into: t.id({
        nullable: true,
        description: 'Of a node that was merged away: the node that it was merged into.',
        extensions: reading({ read: 'property', property: 'into', as: 'plain' }),
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
  const changeSet = builder.objectRef<Written>('ChangeSet')
  changeSet.implement({
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
      origin: t.field({
        type: enums.origin,
        extensions: reading({ read: 'property', property: 'origin', as: 'plain' }),
        resolve: fromPlan,
      }),
      changeCount: t.int({ extensions: reading({ read: 'changeCount' }), resolve: fromPlan }),
      changes: t.field({
        type: [change],
        description: `The first of its changes, 20 where first is left out, at most ${MAX_CHANGES}.`,
        args: {
          first: t.arg.int(),
          target: t.arg.id({
            description:
              'Only those of this node, its links and what touches it, its own first; or those of this link.',
          }),
        },
        extensions: reading({ read: 'changes' }),
        resolve: fromPlan,
      }),
      undoes: t.field({
        type: [changeSet],
        description: 'The change sets that it takes back.',
        extensions: reading({ read: 'undoes' }),
        resolve: fromPlan,
      }),
      undoneBy: t.field({
        type: [changeSet],
        description: 'The change sets that take it back.',
        extensions: reading({ read: 'undoneBy' }),
        resolve: fromPlan,
      }),
    }),
  })
  const list = connection('ChangeSet', changeSet)
  builder.queryField('changes', (t) =>
    t.field({
      type: list,
      description: 'The change sets, newest first.',
      args: {
        target: t.arg.id({
          description:
            'Only those that touched this node, one of its links, what is quoted from it or what belongs to it; or this ' +
            'link.',
        }),
        actor: t.arg.string({ description: 'Only those of this person.' }),
        kinds: t.arg({ type: [entityKind], description: 'Only those that touched nodes of these kinds.' }),
        linkTypes: t.arg({ type: [linkType], description: 'Only those that touched links of these types.' }),
        from: t.arg({ type: 'DateTime', description: 'Only those from this instant on.' }),
        to: t.arg({ type: 'DateTime', description: 'Only those until this instant.' }),
        text: t.arg.string({
          description:
            'Only those with these words, accents or not, in their reason or in what they touched.',
        }),
        ...pageArgs(t.arg),
      },
      ...planned((planning, selected) => {
        const target = selected.args['target'] ?? null
        const source =
          target === null
            ? ({ kind: 'label', label: 'ChangeSet' } as const)
            : ({ kind: 'history', target } as const)
        const where = conditionOf(planning, selected)
        return {
          kind: 'list',
          connection: planConnection(planning, selected, source, 1, { fallback: [newestFirst], where }),
        }
      }),
    }),
  )
  builder.queryField('changeSet', (t) =>
    t.field({
      type: changeSet,
      nullable: true,
      args: { id: t.arg.id({ required: true }) },
      ...planned((planning, selected) => ({
        kind: 'byId',
        id: selected.args['id'],
        node: {
          label: 'ChangeSet',
          node: planNode(planning, getNamedType(selected.field.type), selected.nodes, 1),
          canBeMerged: false,
        },
        link: null,
      })),
    }),
  )
  builder.queryField(SEQ_FIELD, (t) =>
    t.int({
      description:
        "The graph's sequence number: how many change sets it has seen. The nodes and links that are asked for beside " +
        'it are answered as of this number.',
      resolve: async (_root, _args, { store }) => {
        const [seq] = await store.read({
          text: "MATCH (c:Clock { id: 'graph' }) RETURN c.seq AS value",
          parameters: {},
        })
        return Number(seq)
      },
    }),
  )
  return changeSet
}

/** The field of Query that says how far the graph has come. */
export const SEQ_FIELD = 'seq'

export type ChangeSetType = ReturnType<typeof addChanges>

/** The longest text that the log is searched for. */
const MAX_WORDS = 200

/** What the arguments ask of a change set, beside what it touched; null for nothing. */
function conditionOf(planning: Planning, { args }: Selected): Predicate | null {
  const kinds = some(args['kinds'] ?? null, [], 'kinds')
  const types = some(args['linkTypes'] ?? null, [], 'linkTypes')
  const text = planning.seen(args['text'])
  if (typeof text === 'string' && (text.trim() === '' || text.length > MAX_WORDS))
    throw badInput([{ path: 'text', reason: `must hold from 1 to ${MAX_WORDS} characters` }])
  const at = (operator: 'gte' | 'lte', value: unknown): Predicate[] =>
    value === undefined || value === null
      ? []
      : [{ kind: 'compare', property: 'at', as: 'dateTime', operator, value }]
  const of: Predicate[] = [
    ...(args['actor'] === undefined || args['actor'] === null
      ? []
      : [
          {
            kind: 'compare',
            property: 'actor',
            as: 'plain',
            operator: 'eq',
            value: args['actor'],
          } as const,
        ]),
    ...at('gte', args['from']),
    ...at('lte', args['to']),
    ...(kinds.length + types.length === 0
      ? []
      : [{ kind: 'includesKind', kinds: [...kinds, ...types] } as const]),
    ...(typeof text === 'string' ? [{ kind: 'includesWords', words: fold(text.trim()) } as const] : []),
  ]
  return of.length === 0 ? null : { kind: 'all', of }
}
