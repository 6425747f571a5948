import type { Operation } from '../../data/graphql.ts'

export interface Stats {
  readonly nodes: readonly { readonly kind: string; readonly count: number }[]
  readonly links: readonly { readonly type: string; readonly count: number }[]
  readonly evidence: number
}

export const statsDocument: Operation<{ readonly stats: Stats }, Record<string, never>> = `query Stats {
  stats { nodes { kind count } links { type count } evidence }
}`
