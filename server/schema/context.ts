import type { GraphQLField } from 'graphql'
import type { Access } from '../access/access.ts'
import type { Budget } from '../access/budget.ts'
import type { Asking } from '../access/visit.ts'
import type { Author, Origin } from '../curate/change-set.ts'
import { INVALID, checkText, reportTo } from '../curate/text.ts'
import { badInput } from '../errors.ts'
import type { FieldProblem } from '../errors.ts'
import type { Feed } from '../live/feed.ts'
import type { Model } from '../model/index.ts'
import type { Planning, RootPlan, Selected } from '../query/index.ts'
import type { Reads } from '../store/reads.ts'
import type { Store } from '../store/store.ts'

const MAX_REASON = 1_000

/** What resolvers work with in one request. */
export interface Context extends Asking {
  readonly store: Store
  readonly reads: Reads
  readonly model: Model
  /** The changes as they come. */
  readonly feed: Feed
  /** Who there is beside the graph. */
  readonly access: Access
  /** What everybody may still ask for. */
  readonly budget: Budget
}

/** Plans a root field; arguments may be deferred, so what shapes the plan is read through `planning.seen`. */
export type PlanRoot = (planning: Planning, selected: Selected) => RootPlan

const PLAN = 'lessonGraphPlan'
const WRITING = 'lessonGraphWriting'

/** The extensions of a root field whose resolver returns text that it has written from a plan of its own. */
export const writing = { [WRITING]: true }

export const isWriting = (field: GraphQLField<unknown, unknown>): boolean => WRITING in field.extensions

const FOLLOWING = 'lessonGraphFollowing'

/** The options of a root field that follows the change log. */
export const following = {
  extensions: { [FOLLOWING]: true },
  subscribe: () => fromPlan(),
  resolve: () => fromPlan(),
}

export const isFollowing = (field: GraphQLField<unknown, unknown>): boolean => FOLLOWING in field.extensions

/** The options of a root field that one planned statement answers. */
export const planned = (plan: PlanRoot) => ({ extensions: { [PLAN]: plan }, resolve: fromPlan })

/** The plan of a root field; undefined for one that has a resolver of its own. */
export const planOf = (field: GraphQLField<unknown, unknown>): PlanRoot | undefined =>
  field.extensions[PLAN] as PlanRoot | undefined

const PERSONAL = 'lessonGraphPersonal'

/** The extensions of a root field whose answer depends on who asks, or on what may change while the graph does not. */
export const personal = { [PERSONAL]: true }

export const isPersonal = (field: GraphQLField<unknown, unknown>): boolean => PERSONAL in field.extensions

/** The resolver of what no resolver answers: a planned root field and all that is below it. */
export const fromPlan = (): never => {
  throw new Error('The field is part of a plan, and was asked outside one')
}

/** JSON that is part of a response as it is: what a resolver returns for a field that it has planned and read. */
export class Written {
  readonly json: string
  constructor(json: string) {
    this.json = json
  }
}

/** @throws ClientError BAD_USER_INPUT when the reason cannot be kept. */
export function authorOf(
  context: Context,
  reason: string | null | undefined,
  origin: Origin = 'EDIT',
): Author {
  const problems: FieldProblem[] = []
  const said = typeof reason === 'string' ? checkText(reason, MAX_REASON, reportTo(problems, 'reason')) : null
  if (said === INVALID) throw badInput(problems)
  return { actor: context.principal.actor, reason: said, origin }
}
