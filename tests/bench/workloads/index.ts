import { byId } from './by-id.ts'
import { page } from './page.ts'
import type { Workload } from './workload.ts'

export * from './workload.ts'

/** Every workload, in the order in which they are measured. */
export const workloads: readonly Workload[] = [byId, page]
