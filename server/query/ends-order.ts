import { END_SEPARATOR, endsProperty, identifier } from '../model/index.ts'
import type { Environment } from './environment.ts'
import type { ConnectionPlan } from './plan.ts'

/** How a page of a node's links is read from an index, instead of all its links being sorted. */
export interface EndsOrder {
  readonly hint: string
  readonly conditions: readonly string[]
  readonly orderBy: string
}

/** The character after the separator: it closes the range of all that begins with a node's id and the separator. */
const BEYOND = String.fromCharCode(END_SEPARATOR.charCodeAt(0) + 1)

/**
 * Each link holds the ids of its ends as one text, in either order, and both are indexed: the links of one node are a
 * range of that index, in the order of the far ids. So a page in that order, the default one, costs as much at a node of
 * ten thousand links as at one of ten.
 * @returns null when the page is in another order, or of references, which hold no ids.
 */
export function endsOrder(
  { source, sort, page }: ConnectionPlan,
  subject: string | null,
  edge: string | null,
  environment: Environment,
): EndsOrder | null {
  const [key, ...others] = sort
  if (source.kind !== 'relation' || source.relation.link === undefined || subject === null || edge === null)
    return null
  if (key?.by.kind !== 'property' || key.by.property !== 'id' || others.length > 0) return null
  const { type, direction } = source.relation
  const property = identifier(endsProperty(direction))
  const ends = `${edge}.${property}`
  const [lower, upper] = key.descending ? [page.before, page.after] : [page.after, page.before]
  const bound = (id: unknown) => `${subject}.id + '${END_SEPARATOR}' + ${environment.parameter(id)}`
  return {
    hint: `USING INDEX ${edge}:${identifier(type)}(${property})`,
    conditions: [
      `${ends} > ${lower === null ? `${subject}.id + '${END_SEPARATOR}'` : bound(lower[0])}`,
      `${ends} < ${upper === null ? `${subject}.id + '${BEYOND}'` : bound(upper[0])}`,
    ],
    orderBy: `${ends}${key.descending === page.forward ? ' DESC' : ''}`,
  }
}
