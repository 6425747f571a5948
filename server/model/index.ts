import { kinds } from './kinds.ts'
import { links } from './links.ts'
import { createModel } from './model.ts'

export * from './dates.ts'
export * from './declare.ts'
export * from './ends.ts'
export * from './fold.ts'
export * from './groupings.ts'
export * from './identifier.ts'
export * from './model.ts'
export * from './properties.ts'
export * from './search.ts'

/** The model of this installation: every surface is derived from it. */
export const model = createModel({ kinds, links })
