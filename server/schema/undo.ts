import { commit } from '../curate/change-set.ts'
import type { Committed } from '../curate/change-set.ts'
import type { LoggedSet } from '../curate/log.ts'
import { merge } from '../curate/merge.ts'
import type { MergeOutcome, MergedField, MergedLink } from '../curate/merge.ts'
import { undo } from '../curate/undo.ts'
import type { UndoOutcome } from '../curate/undo.ts'
import type { Kept } from '../curate/world.ts'
import type { Base } from './builder.ts'
import type { LogEnums } from './changes.ts'
import { authorOf } from './context.ts'
import { titleIn } from './history-fields.ts'
import { badInput, shortened } from '../errors.ts'

/** Longest that an undo or a merge may take, in milliseconds: an import of a hundred thousand can be undone. */
const TIMEOUT_MS = 600_000

interface Done<Outcome> {
  readonly outcome: Outcome
  readonly committed: Committed
  readonly done: boolean
}

/** Takes change sets back, and makes several nodes one. */
export function addUndoAndMerge(base: Base, enums: LogEnums): void {
  const { builder, lang, linkType } = base
  const title = { type: lang, required: true, defaultValue: 'vi' } as const
  const mode = builder.enumType('UndoMode', {
    description: 'What is to become of later changes that stand in the way.',
    values: {
      REFUSE: { description: 'Nothing is done then, and they are named.' },
      WITH_LATER: { description: 'They are taken back too, the newest first.' },
      ONLY_FREE: { description: 'What they touched stays as it is, and is named.' },
    } as const,
  })
  const reasons = builder.enumType('KeptReason', {
    description: 'Why something is not put back to what it was.',
    values: {
      CHANGED_LATER: { description: 'Somebody has changed it since.' },
      DELETED_LATER: { description: 'Somebody has deleted it since.' },
      IN_USE: { description: 'Links, nodes or evidence that came later hang on it.' },
      ADDED_LATER: { description: 'It was given to a merged node since, and stays with it.' },
      END_MISSING: { description: 'A node at an end of the link is gone.' },
      OWNER_MISSING: { description: 'The node that it belongs to is gone.' },
      PASSAGE_MISSING: { description: 'The passage that it rests on is gone.' },
      EXISTS: { description: 'It is there again, and says something else.' },
      TWICE: { description: 'There is such a link between these nodes again.' },
      AT_MOST_ONE: { description: 'Another link has come to stand where only one may be.' },
      CIRCLE: { description: 'The link would close a circle, by links that are there.' },
      TAKEN: { description: 'Another node has come to have a value that no two may have.' },
      QUOTED: { description: 'Words that it has now are quoted, and it would lose them.' },
      WORDS_MISSING: { description: 'The passage no longer has the words that it quotes.' },
    } as const,
  })
  const blocking = builder.objectRef<LoggedSet>('BlockingChange').implement({
    description: 'A later change set that stands in the way.',
    fields: (t) => ({
      id: t.exposeID('id'),
      seq: t.exposeInt('seq'),
      at: t.expose('at', { type: 'DateTime' }),
      actor: t.exposeString('actor'),
      reason: t.exposeString('reason', { nullable: true }),
    }),
  })
  const kept = builder.objectRef<Kept>('Kept').implement({
    description: 'Something that stays as it is.',
    fields: (t) => ({
      targetId: t.exposeID('id'),
      subject: t.expose('subject', { type: enums.subject }),
      kind: t.exposeString('kind', { description: 'The kind of the node, or the type of the link.' }),
      title: t.string({
        nullable: true,
        args: { lang: t.arg(title) },
        resolve: (one, args) => titleIn(one.title, args.lang),
      }),
      field: t.exposeString('field', { nullable: true, description: 'Null for the whole of it.' }),
      reason: t.expose('reason', { type: reasons }),
      changeSetIds: t.idList({
        description: 'The later change sets for which it stays.',
        resolve: ({ changeSetIds }) => [...changeSetIds],
      }),
    }),
  })
  const undoResult = builder.objectRef<Done<UndoOutcome>>('UndoResult').implement({
    description: 'What an undo did, or with dryRun would do.',
    fields: (t) => ({
      done: t.exposeBoolean('done'),
      changeSetId: t.id({
        nullable: true,
        description: 'The new change set, which can be undone itself.',
        resolve: ({ done, committed }) => (done ? committed.id : null),
      }),
      seq: t.int({ nullable: true, resolve: ({ done, committed }) => (done ? committed.seq : null) }),
      undone: t.int({
        description: 'The nodes and links that were put back.',
        resolve: ({ outcome }) => outcome.undone,
      }),
      blockedBy: t.field({
        type: [blocking],
        description: 'Where it is not empty nothing was done: ask again WITH_LATER or ONLY_FREE.',
        resolve: ({ outcome }) => [...outcome.blockedBy],
      }),
      kept: t.field({ type: [kept], resolve: ({ outcome }) => [...outcome.kept] }),
    }),
  })
  builder.mutationField('undo', (t) =>
    t.field({
      type: undoResult,
      description: 'Takes a change set back as one new change set; nothing is half undone.',
      args: {
        changeSetId: t.arg.id({ required: true }),
        mode: t.arg({ type: mode, required: true, defaultValue: 'REFUSE' }),
        reason: t.arg.string({ description: 'Why, for the change log.' }),
        dryRun: t.arg.boolean({
          required: true,
          defaultValue: false,
          description: 'Only tells what would be done.',
        }),
      },
      resolve: async (_root, args, context) => {
        let outcome: UndoOutcome = { undone: 0, blockedBy: [], kept: [] }
        const author = authorOf(context, args.reason, 'UNDO')
        const committed = await commit(
          context.store,
          context.model,
          author,
          async (draft) => {
            outcome = await undo(draft, args.changeSetId, args.mode)
          },
          { dryRun: args.dryRun, timeoutMs: TIMEOUT_MS },
        )
        return { outcome, committed, done: !args.dryRun && committed.id !== null }
      },
    }),
  )

  const mergeValue = builder.objectRef<MergedField['values'][number]>('MergeValue').implement({
    fields: (t) => ({ id: t.exposeID('id'), value: t.expose('value', { type: 'JSON', nullable: true }) }),
  })
  const mergeField = builder.objectRef<MergedField>('MergeField').implement({
    description: 'A field on which the nodes differ.',
    fields: (t) => ({
      field: t.exposeString('field'),
      values: t.field({ type: [mergeValue], resolve: ({ values }) => [...values] }),
      chosen: t.exposeID('chosen', { description: 'The node whose value it takes.' }),
    }),
  })
  const outcomes = builder.enumType('MergeLinkOutcome', {
    values: {
      MOVED: { description: 'It leads to or from the merged node.' },
      JOINED: { description: 'It is one with a link that is there, which takes its evidence.' },
      DROPPED: { description: 'It would lead to itself, or stand where only one may.' },
    } as const,
  })
  const mergeLink = builder.objectRef<MergedLink>('MergeLink').implement({
    description: 'What becomes of a link of a node that is merged away.',
    fields: (t) => ({
      id: t.exposeID('id'),
      type: t.expose('type', { type: linkType }),
      outcome: t.expose('outcome', { type: outcomes }),
      title: t.string({
        nullable: true,
        args: { lang: t.arg(title) },
        resolve: (one, args) => titleIn(one.title, args.lang),
      }),
    }),
  })
  const mergeResult = builder
    .objectRef<Done<MergeOutcome> & { readonly id: string }>('MergeResult')
    .implement({
      description: 'What a merge did, or with dryRun would do.',
      fields: (t) => ({
        done: t.exposeBoolean('done'),
        id: t.exposeID('id', { description: 'The merged node.' }),
        changeSetId: t.id({
          nullable: true,
          description: 'The change set; undoing it takes the merge apart again.',
          resolve: ({ done, committed }) => (done ? committed.id : null),
        }),
        seq: t.int({ nullable: true, resolve: ({ done, committed }) => (done ? committed.seq : null) }),
        version: t.int({ nullable: true, resolve: ({ done, outcome }) => (done ? outcome.version : null) }),
        fields: t.field({ type: [mergeField], resolve: ({ outcome }) => [...outcome.fields] }),
        links: t.field({ type: [mergeLink], resolve: ({ outcome }) => [...outcome.links] }),
        evidence: t.int({
          description: 'The pieces of evidence that the merged node rests on.',
          resolve: ({ outcome }) => outcome.evidence,
        }),
      }),
    })
  const choice = builder.inputType('FieldChoiceInput', {
    fields: (t) => ({
      field: t.string({ required: true, description: 'Such as form, or title.vi.' }),
      from: t.id({ required: true, description: 'The node whose value it takes.' }),
    }),
  })
  const version = builder.inputType('VersionInput', {
    fields: (t) => ({ id: t.id({ required: true }), version: t.int({ required: true }) }),
  })
  builder.mutationField('merge', (t) =>
    t.field({
      type: mergeResult,
      description: 'Makes several nodes of one kind into one; the ids of the others lead to it from then on.',
      args: {
        into: t.arg.id({ required: true }),
        from: t.arg.idList({ required: true }),
        choose: t.arg({
          type: [choice],
          description: 'Where they differ; a field that is not named takes the first value that there is.',
        }),
        expectedVersions: t.arg({ type: [version], description: 'The versions that were last seen.' }),
        reason: t.arg.string({ description: 'Why, for the change log.' }),
        dryRun: t.arg.boolean({
          required: true,
          defaultValue: false,
          description: 'Only tells what would be done.',
        }),
      },
      resolve: async (_root, args, context) => {
        refuseTwice(args.choose ?? [])
        const request = {
          into: args.into,
          from: args.from,
          choose: new Map((args.choose ?? []).map(({ field, from }) => [field, from])),
          expectedVersions: new Map((args.expectedVersions ?? []).map((one) => [one.id, one.version])),
        }
        let outcome: MergeOutcome = { fields: [], links: [], evidence: 0, version: 0 }
        const committed = await commit(
          context.store,
          context.model,
          authorOf(context, args.reason, 'MERGE'),
          async (draft) => {
            outcome = await merge(draft, request)
          },
          { dryRun: args.dryRun, timeoutMs: TIMEOUT_MS },
        )
        return { outcome, committed, done: !args.dryRun, id: args.into }
      },
    }),
  )
}

function refuseTwice(choices: readonly { readonly field: string }[]): void {
  const problems = choices.flatMap(({ field }, index) =>
    choices.findIndex((one) => one.field === field) === index
      ? []
      : [{ path: `choose.${index}.field`, reason: `${shortened(field)} is chosen twice` }],
  )
  if (problems.length > 0) throw badInput(problems)
}
