import type { GraphQLResolveInfo } from 'graphql'
import { uuidv7 } from 'uuidv7'
import { commit } from '../curate/change-set.ts'
import type { Draft } from '../curate/change-set.ts'
import { checkEvidence } from '../curate/evidence.ts'
import { checkLinkProperties } from '../curate/link-properties.ts'
import { createLinks, deleteLink, updateLink } from '../curate/links.ts'
import { createNodes, deleteNode, updateNode } from '../curate/nodes.ts'
import { checkFields } from '../curate/validate.ts'
import { badInput } from '../errors.ts'
import type { Kind } from '../model/index.ts'
import { Planning, prepareRoot } from '../query/index.ts'
import type { Selected } from '../query/index.ts'
import type { Base } from './builder.ts'
import { Written, authorOf, writing } from './context.ts'
import type { Context, PlanRoot } from './context.ts'
import type { Entities } from './entities.ts'
import type { Inputs } from './inputs.ts'
import { linkById, nodeById } from './queries.ts'

interface Deleted {
  readonly id: string
  readonly links: number
}

/** Create, update and delete, for every kind and for links; each call is one change set. */
export function addCuration({ builder, model }: Base, entities: Entities, inputs: Inputs): void {
  builder.mutationType({})
  const reason = { description: 'Why, for the change log.' }
  const expectedVersion = { required: true, description: 'The version that was last seen.' } as const
  const deleted = builder.objectRef<Deleted>('Deleted').implement({
    description: 'What is gone.',
    fields: (t) => ({
      id: t.exposeID('id'),
      links: t.exposeInt('links', { description: 'The links that went with it.' }),
    }),
  })
  const nodePlan =
    (kind: Kind, id: string): PlanRoot =>
    (planning, selected) => ({ kind: 'byId', id, node: nodeById(planning, selected, kind.name), link: null })
  const linkPlan =
    (id: string): PlanRoot =>
    (planning, selected) => ({ kind: 'byId', id, node: null, link: linkById(planning, selected) })

  for (const kind of model.kinds) {
    builder.mutationField(`create${kind.name}`, (t) =>
      t.field({
        type: entities.kind(kind.name),
        extensions: writing,
        args: {
          input: t.arg({ type: inputs.whole(kind.name), required: true }),
          reason: t.arg.string(reason),
        },
        resolve: (_root, args, context, info) => {
          const { evidence: grounds, ...fields } = args.input
          const { values, problems } = checkFields(kind, fields, { path: 'input' })
          const evidence = checkEvidence(grounds, 'input.evidence')
          if (problems.length + evidence.problems.length > 0)
            throw badInput([...problems, ...evidence.problems])
          const node = { kind, id: uuidv7(), values, evidence: evidence.evidence, path: 'input' }
          return change(context, info, args.reason, nodePlan(kind, node.id), (draft) =>
            createNodes(draft, [node]),
          )
        },
      }),
    )
    builder.mutationField(`update${kind.name}`, (t) =>
      t.field({
        type: entities.kind(kind.name),
        extensions: writing,
        args: {
          id: t.arg.id({ required: true }),
          expectedVersion: t.arg.int(expectedVersion),
          input: t.arg({ type: inputs.patch(kind.name), required: true }),
          reason: t.arg.string(reason),
        },
        resolve: (_root, args, context, info) => {
          const { evidence, ...input } = args.input
          const patch = {
            kind,
            id: args.id,
            expectedVersion: args.expectedVersion,
            input,
            evidence,
            path: 'input',
          }
          return change(context, info, args.reason, nodePlan(kind, args.id), (draft) =>
            updateNode(draft, patch),
          )
        },
      }),
    )
    builder.mutationField(`delete${kind.name}`, (t) =>
      t.field({
        type: deleted,
        args: {
          id: t.arg.id({ required: true }),
          expectedVersion: t.arg.int(expectedVersion),
          reason: t.arg.string(reason),
        },
        resolve: async (_root, { id, ...args }, context) => {
          let links = 0
          await commit(context.store, context.model, authorOf(context, args.reason), async (draft) => {
            links = (await deleteNode(draft, kind, id, args.expectedVersion)).links
          })
          return { id, links }
        },
      }),
    )
  }

  builder.mutationField('createLink', (t) =>
    t.field({
      type: entities.link,
      extensions: writing,
      args: { input: t.arg({ type: inputs.link, required: true }), reason: t.arg.string(reason) },
      resolve: (_root, args, context, info) => {
        const { type, from, to, evidence: grounds, ...given } = args.input as Record<string, unknown>
        const { properties, problems } = checkLinkProperties(given, 'input')
        const evidence = checkEvidence(grounds, 'input.evidence')
        if (problems.length + evidence.problems.length > 0)
          throw badInput([...problems, ...evidence.problems])
        const link = {
          id: uuidv7(),
          type: String(type),
          from: String(from),
          to: String(to),
          properties,
          evidence: evidence.evidence,
          path: 'input',
        }
        return change(context, info, args.reason, linkPlan(link.id), (draft) => createLinks(draft, [link]))
      },
    }),
  )
  builder.mutationField('updateLink', (t) =>
    t.field({
      type: entities.link,
      extensions: writing,
      args: {
        id: t.arg.id({ required: true }),
        expectedVersion: t.arg.int(expectedVersion),
        input: t.arg({ type: inputs.linkPatch, required: true }),
        reason: t.arg.string(reason),
      },
      resolve: (_root, args, context, info) => {
        const { evidence, ...input } = args.input
        const patch = { id: args.id, expectedVersion: args.expectedVersion, input, evidence, path: 'input' }
        return change(context, info, args.reason, linkPlan(args.id), (draft) => updateLink(draft, patch))
      },
    }),
  )
  builder.mutationField('deleteLink', (t) =>
    t.field({
      type: deleted,
      args: {
        id: t.arg.id({ required: true }),
        expectedVersion: t.arg.int(expectedVersion),
        reason: t.arg.string(reason),
      },
      resolve: async (_root, { id, ...args }, context) => {
        await commit(context.store, context.model, authorOf(context, args.reason), (draft) =>
          deleteLink(draft, id, args.expectedVersion),
        )
        return { id, links: 0 }
      },
    }),
  )
}

/** Makes one change set and reads what it touched in the same transaction. */
async function change(
  context: Context,
  info: GraphQLResolveInfo,
  reason: string | null | undefined,
  plan: PlanRoot,
  work: (draft: Draft) => Promise<void>,
): Promise<Written> {
  const planning = new Planning(context.model, info, info.variableValues)
  const { template, write } = prepareRoot(plan(planning, rootSelected(info)), planning)
  const author = authorOf(context, reason)
  const { answer } = await commit(context.store, context.model, author, work, {
    answer: { text: template.text, parameters: { ...template.parameters, rows: [{ i: 0n }] } },
  })
  return new Written(write(answer[0]))
}

/** The mutation's field as the planner sees any field. */
function rootSelected(info: GraphQLResolveInfo): Selected {
  const field = info.parentType.getFields()[info.fieldName]
  if (field === undefined) throw new Error(`${info.parentType.name} has no ${info.fieldName}`)
  return { alias: String(info.path.key), field, args: {}, nodes: info.fieldNodes }
}
