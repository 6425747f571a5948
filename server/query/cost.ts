import type { RootPlan } from './plan.ts'

// What is how dear, in rows: a row that may be read is 1, whether it then is there or not. The others are how many rows each
// takes as long as on a hundred thousand nodes, by their orders of magnitude.

/** A condition of a filter, each time that it is looked at anew: once, or once for each row that a nested list belongs to. */
export const CONDITION_COST = 10
/** The same for one on links, on evidence or on owners, which is a search of its own. */
export const SUBQUERY_COST = 100
/** Reading as of the past: what has changed since is put back, and taken back again. */
export const PAST_COST = 1_000
/** A field that neither is a statement of its own nor lists anything. */
export const FIELD_COST = 10

/** What finding anything costs, before what is found is read. */
export const rootCost: Readonly<Record<RootPlan['kind'], number>> = {
  byId: 1,
  list: 10,
  search: 1_000,
  aggregate: 1_000,
  neighbourhood: 1_000,
  paths: 5_000,
}
