import type { Kind } from '../../server/model/index.ts'
import type { Operation } from '../data/graphql.ts'
import type { ApiLang } from '../evidence/documents.ts'

/** A node that takes part in a merge. */
export interface Participant {
  readonly id: string
  readonly version: number
  readonly title: string
  readonly evidenceCount: number
}

/** The nodes as they are now: the merge names the versions that the person has seen. */
export const participantsDocument = (
  kind: Kind,
): Operation<
  { readonly list: { readonly nodes: readonly Participant[] } },
  { ids: readonly string[]; first: number; lang: ApiLang }
> => `query Participants($ids: [ID!]!, $first: Int!, $lang: Lang!) {
  list: ${kind.plural}(filter: { id: { in: $ids } }, first: $first) { nodes { id version title(lang: $lang) evidenceCount } }
}`

/** A field on which the nodes differ: `title.vi`, `form`. */
export interface MergeField {
  readonly field: string
  readonly values: readonly { readonly id: string; readonly value: unknown }[]
  /** The node whose value it takes where nobody chooses. */
  readonly chosen: string
}

export type MergeOutcome = 'MOVED' | 'JOINED' | 'DROPPED'

export interface MergeLink {
  readonly id: string
  readonly type: string
  readonly outcome: MergeOutcome
  readonly title: string | null
}

export interface MergeResult {
  readonly done: boolean
  readonly id: string
  readonly changeSetId: string | null
  readonly evidence: number
  readonly fields: readonly MergeField[]
  readonly links: readonly MergeLink[]
}

export interface MergeVariables {
  readonly into: string
  readonly from: readonly string[]
  readonly choose: readonly { readonly field: string; readonly from: string }[]
  readonly versions: readonly { readonly id: string; readonly version: number }[]
  readonly reason: string | null
  readonly dryRun: boolean
  readonly lang: ApiLang
}

/** Makes several nodes one, or only says what would become of them. */
export const mergeDocument: Operation<{ readonly merge: MergeResult }, MergeVariables> =
  `mutation Merge($into: ID!, $from: [ID!]!, $choose: [FieldChoiceInput!], $versions: [VersionInput!], $reason: String,
  $dryRun: Boolean!, $lang: Lang!) {
  merge(into: $into, from: $from, choose: $choose, expectedVersions: $versions, reason: $reason, dryRun: $dryRun) {
    done id changeSetId evidence
    fields { field values { id value } chosen }
    links { id type outcome title(lang: $lang) }
  }
}`
