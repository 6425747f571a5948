import { aggregate } from './aggregate.ts'
import { byId } from './by-id.ts'
import { farPage } from './far-page.ts'
import { filter } from './filter.ts'
import { hub, ordinary } from './hub.ts'
import { page } from './page.ts'
import { search } from './search.ts'
import { top } from './top.ts'
import type { Workload } from './workload.ts'

export * from './workload.ts'

/** Every workload, in the order in which they are measured. */
export const workloads: readonly Workload[] = [
  byId,
  page,
  farPage,
  filter,
  top,
  aggregate,
  search,
  hub,
  ordinary,
]
