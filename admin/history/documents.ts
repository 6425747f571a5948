import type { Operation } from '../data/graphql.ts'
import type { ApiLang } from '../evidence/documents.ts'
import type { ChangeSet, UndoMode, UndoResult } from './types.ts'

const name = 'id seq at actor reason'
const change =
  'id action subject kind targetId into title(lang: $lang) before after touches { id title(lang: $lang) }'
const changeSet = `${name} origin changeCount undoes { ${name} } undoneBy { ${name} }`

/** Which change sets are asked for. */
export interface ChangesFilter {
  /** A node, with its links, or a link. */
  readonly target?: string
  readonly actor?: string
  readonly kinds?: readonly string[]
  /** Types of links, as `LinkType` names them; with kinds, what touched any of both. */
  readonly linkTypes?: readonly string[]
  readonly from?: string
  readonly to?: string
  readonly text?: string
}

interface ChangesPage {
  readonly nodes: readonly ChangeSet[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
}

export interface ChangesVariables extends ChangesFilter {
  readonly first: number
  readonly after: string | null
  /** How many changes of each set. */
  readonly each: number
  readonly lang: ApiLang
}

const filtered = {
  variables:
    '$target: ID, $actor: String, $kinds: [EntityKind!], $linkTypes: [LinkType!], $from: DateTime, $to: DateTime, ' +
    '$text: String',
  arguments:
    'target: $target, actor: $actor, kinds: $kinds, linkTypes: $linkTypes, from: $from, to: $to, text: $text',
}

/** A page of change sets, the newest first, each with its first changes: of a target, only those that concern it. */
export const changesDocument: Operation<{ readonly changes: ChangesPage }, ChangesVariables> =
  `query Changes(${filtered.variables}, $first: Int!, $after: String, $each: Int!, $lang: Lang!) {
  changes(${filtered.arguments}, first: $first, after: $after) {
    nodes { ${changeSet} changes(first: $each, target: $target) { ${change} } }
    pageInfo { hasNextPage endCursor }
  }
}`

/** The number of the newest change set that a filter lets pass. */
export const newestDocument: Operation<
  { readonly changes: { readonly nodes: readonly Pick<ChangeSet, 'seq'>[] } },
  ChangesFilter
> = `query Newest(${filtered.variables}) {
  changes(${filtered.arguments}, first: 1) { nodes { seq } }
}`

/** One change set with more of its changes. */
export const changeSetDocument: Operation<
  { readonly changeSet: ChangeSet | null },
  { id: string; each: number; target?: string; lang: ApiLang }
> = `query ChangeSet($id: ID!, $each: Int!, $target: ID, $lang: Lang!) {
  changeSet(id: $id) { ${changeSet} changes(first: $each, target: $target) { ${change} } }
}`

/** Takes a change set back, or only says what would come of it. */
export const undoDocument: Operation<
  { readonly undo: UndoResult },
  { id: string; mode: UndoMode; reason: string | null; dryRun: boolean; lang: ApiLang }
> = `mutation Undo($id: ID!, $mode: UndoMode!, $reason: String, $dryRun: Boolean!, $lang: Lang!) {
  undo(changeSetId: $id, mode: $mode, reason: $reason, dryRun: $dryRun) {
    done changeSetId seq undone
    blockedBy { ${name} }
    kept { targetId subject kind title(lang: $lang) field reason changeSetIds }
  }
}`

/** What a node is called, and of which kind it is, as `EntityKind` names it. */
export interface NodeName {
  readonly id: string
  readonly kind: string
  readonly title: string
}

/** Names of nodes of whichever kinds: `n0`, `n1`, ... of the ids `i0`, `i1`, ...; what was merged answers to its old id. */
export const namesDocument = (
  count: number,
): Operation<Readonly<Record<string, NodeName | null>>, Readonly<Record<string, string>>> => {
  const each = Array.from({ length: count }, (_, index) => index)
  return `query Names(${each.map((index) => `$i${index}: ID!`).join(', ')}, $lang: Lang!) {
${each.map((index) => `  n${index}: entity(id: $i${index}) { id kind title(lang: $lang) }`).join('\n')}
}`
}

/** A passage without its text. */
export interface PassageName {
  readonly id: string
  readonly ordinal: number
  readonly source: { readonly id: string; readonly title: string }
}

export const passageNamesDocument: Operation<
  { readonly passages: { readonly nodes: readonly PassageName[] } },
  { ids: readonly string[]; first: number; lang: ApiLang }
> = `query PassageNames($ids: [ID!]!, $first: Int!, $lang: Lang!) {
  passages(filter: { id: { in: $ids } }, first: $first) { nodes { id ordinal source { id title(lang: $lang) } } }
}`
