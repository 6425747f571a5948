import type { Operation } from '../../data/graphql.ts'

/** How the service would read a table. */
export interface CsvProposal {
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** As `EntityKind` names it; null: each row is a link. */
  readonly kind: string | null
  readonly separator: string
  readonly columns: readonly string[]
  readonly meanings: readonly string[]
  readonly alternatives: readonly string[]
  readonly isKept: boolean
}

export const mappingDocument: Operation<
  { readonly importMapping: CsvProposal },
  { name: string; head: string; kind: string | null; links: boolean | null }
> = `query ImportMapping($name: String!, $head: String!, $kind: EntityKind, $links: Boolean) {
  importMapping(name: $name, head: $head, kind: $kind, links: $links) {
    header rows kind separator columns meanings alternatives isKept
  }
}`
