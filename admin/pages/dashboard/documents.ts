import type { Operation } from '../../data/graphql.ts'
import type { ApiLang } from '../../evidence/documents.ts'

export interface Stats {
  readonly nodes: readonly { readonly kind: string; readonly count: number }[]
  readonly links: readonly { readonly type: string; readonly count: number }[]
  readonly evidence: number
}

export interface Change {
  readonly action: 'CREATED' | 'UPDATED' | 'DELETED'
  readonly subject: 'NODE' | 'LINK'
  /** The kind of the node, or the type of the link. */
  readonly kind: string
  readonly targetId: string
  readonly title: string | null
}

export interface ChangeSet {
  readonly seq: number
  readonly at: string
  readonly actor: string
  readonly reason: string | null
  readonly changeCount: number
  readonly changes: readonly Change[]
}

export const statsDocument: Operation<{ readonly stats: Stats }, Record<string, never>> = `query Stats {
  stats { nodes { kind count } links { type count } evidence }
}`

export const changesDocument: Operation<
  { readonly changes: { readonly nodes: readonly ChangeSet[] } },
  { first: number; each: number; lang: ApiLang }
> = `query NewestChanges($first: Int!, $each: Int!, $lang: Lang!) {
  changes(first: $first) {
    nodes { seq at actor reason changeCount changes(first: $each) { action subject kind targetId title(lang: $lang) } }
  }
}`
