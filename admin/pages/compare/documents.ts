import type { Operation } from '../../data/graphql.ts'
import type { ApiLang } from '../../evidence/documents.ts'
import type { ToldChange } from '../../history/types.ts'
import type { Moment } from '../../data/moments.ts'

/** How much differs between two moments, by their sequence numbers. */
export interface Comparison {
  readonly from: number
  readonly to: number
  readonly added: number
  readonly removed: number
  readonly changed: number
}

interface ComparisonPage extends Comparison {
  readonly nodes: readonly ToldChange[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
}

/** A page of what differs between two moments. */
export const compareDocument: Operation<
  { readonly compare: ComparisonPage },
  {
    from: Moment
    to: Moment | null
    kinds: readonly string[] | null
    first: number
    after: string | null
    lang: ApiLang
  }
> =
  `query Compare($from: MomentInput!, $to: MomentInput, $kinds: [EntityKind!], $first: Int!, $after: String, $lang: Lang!) {
  compare(from: $from, to: $to, kinds: $kinds, first: $first, after: $after) {
    from to added removed changed
    nodes { action subject kind targetId title(lang: $lang) before after }
    pageInfo { hasNextPage endCursor }
  }
}`
