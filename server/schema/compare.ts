import { compare } from '../curate/compare.ts'
import type { ComparedAction, ComparedChange } from '../curate/compare.ts'
import { badInput } from '../errors.ts'
import { DEFAULT_PAGE, MAX_PAGE, sizeOf } from '../query/index.ts'
import type { Base } from './builder.ts'
import type { LogEnums } from './changes.ts'
import { titleIn } from './history-fields.ts'
import { momentOf } from './moment.ts'

interface Compared {
  readonly from: number
  readonly to: number
  readonly all: readonly ComparedChange[]
  readonly page: readonly ComparedChange[]
  readonly hasNextPage: boolean
}

/** What differs between two moments of the graph. */
export function addCompare(base: Base, enums: LogEnums): void {
  const { builder, lang, moment, entityKind } = base
  const change = builder.objectRef<ComparedChange>('ComparedChange').implement({
    description: 'A node or a link that is not what it was.',
    fields: (t) => ({
      action: t.expose('action', { type: enums.action }),
      subject: t.expose('subject', { type: enums.subject }),
      kind: t.exposeString('kind', { description: 'The kind of the node, or the type of the link.' }),
      targetId: t.exposeID('targetId'),
      title: t.string({
        nullable: true,
        description: 'What it is called at the second moment, or was last.',
        args: { lang: t.arg({ type: lang, required: true, defaultValue: 'vi' }) },
        resolve: ({ title }, args) => titleIn(title, args.lang),
      }),
      before: t.expose('before', { type: 'JSON', nullable: true }),
      after: t.expose('after', { type: 'JSON', nullable: true }),
    }),
  })
  const pageInfo = builder.objectRef<Compared>('ComparisonPageInfo').implement({
    fields: (t) => ({
      hasNextPage: t.exposeBoolean('hasNextPage'),
      endCursor: t.string({ nullable: true, resolve: ({ page }) => cursorOf(page.at(-1)) }),
    }),
  })
  const counted = (action: ComparedAction) => (compared: Compared) =>
    compared.all.filter((one) => one.action === action).length
  const comparison = builder.objectRef<Compared>('Comparison').implement({
    description: 'What was added, removed and changed between two moments.',
    fields: (t) => ({
      from: t.exposeInt('from', { description: 'The sequence number of the first moment.' }),
      to: t.exposeInt('to', { description: 'The sequence number of the second moment.' }),
      added: t.int({ resolve: counted('CREATED') }),
      removed: t.int({ resolve: counted('DELETED') }),
      changed: t.int({ resolve: counted('UPDATED') }),
      nodes: t.field({ type: [change], resolve: ({ page }) => [...page] }),
      pageInfo: t.field({ type: pageInfo, resolve: (compared) => compared }),
    }),
  })
  builder.queryField('compare', (t) =>
    t.field({
      type: comparison,
      args: {
        from: t.arg({ type: moment, required: true }),
        to: t.arg({ type: moment, description: 'The present where it is left out.' }),
        kinds: t.arg({ type: [entityKind], description: 'Only nodes of these kinds, and no links.' }),
        first: t.arg.int({ description: `At most ${MAX_PAGE}; ${DEFAULT_PAGE} where it is left out.` }),
        after: t.arg.string(),
      },
      resolve: async (_root, args, { store }) => {
        const size = sizeOf(args.first, 'first') ?? DEFAULT_PAGE
        const from = momentOf(args.from, 'from')
        if (from === null) throw badInput([{ path: 'from', reason: 'must say seq or at' }])
        if (args.kinds?.length === 0)
          throw badInput([{ path: 'kinds', reason: 'must not be an empty list; leave it out for all' }])
        const { changes, ...moments } = await compare(
          store,
          { from, to: momentOf(args.to, 'to') },
          args.kinds ?? null,
        )
        const start = typeof args.after === 'string' ? placeAfter(changes, args.after) : 0
        const page = changes.slice(start, start + size)
        return { ...moments, all: changes, page, hasNextPage: start + size < changes.length }
      },
    }),
  )
}

const cursorOf = (change: ComparedChange | undefined): string | null =>
  change === undefined
    ? null
    : Buffer.from(JSON.stringify([change.subject, change.kind, change.targetId])).toString('base64url')

/** Where the page after a cursor begins. @throws ClientError BAD_USER_INPUT for what is none of this comparison's. */
function placeAfter(changes: readonly ComparedChange[], cursor: string): number {
  const index = changes.findIndex((change) => cursorOf(change) === cursor)
  if (index === -1)
    throw badInput([{ path: 'after', reason: 'is no cursor of this comparison; begin again without it' }])
  return index + 1
}
