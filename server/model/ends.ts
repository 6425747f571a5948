import type { Link } from './declare.ts'

/** Stands between the ids of a link's ends; no id holds it. */
export const END_SEPARATOR = '|'

/** Under which a link keeps the ids of its ends, the near one first as it is read in a direction. */
export const endsProperty = (direction: 'out' | 'in'): string =>
  direction === 'out' ? 'ends' : 'endsReversed'

/**
 * What a link holds of its ends: by these, constraints keep a link from being made twice, and a second one from where
 * only one may go out; and a page of a node's links is a range of an index.
 */
export const linkKeys = ({ to: kind, toOne }: Link, from: string, to: string) => ({
  [endsProperty('out')]: `${from}${END_SEPARATOR}${to}`,
  [endsProperty('in')]: `${to}${END_SEPARATOR}${from}`,
  single: toOne ? `${from}${END_SEPARATOR}${kind}` : null,
})
