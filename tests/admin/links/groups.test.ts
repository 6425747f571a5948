import { expect, test } from 'vitest'
import {
  edgeOf,
  groupsOf,
  withChanged,
  withFirstPage,
  withNew,
  withPage,
  without,
} from '../../../admin/links/groups.ts'
import { linkRelations } from '../../../admin/links/relations.ts'
import type { LinkEdge, LinkPage } from '../../../admin/links/types.ts'
import { madeUp, relationOf } from './made-up.ts'

const edge = (id: string, version = 1): LinkEdge => ({
  id,
  version,
  note: null,
  confidence: null,
  status: 'ACCEPTED',
  evidenceCount: 0,
  node: { id: `lesson-${id}`, kind: 'LESSON', title: id },
})
const page = (ids: readonly string[], totalCount: number, endCursor: string | null = null): LinkPage => ({
  edges: ids.map((id) => edge(id)),
  totalCount,
  pageInfo: { hasNextPage: endCursor !== null, endCursor },
})
const empty = page([], 0)
const answer = {
  title: 'Thi đua',
  inspires: page(['a', 'b'], 10_000, 'cursor'),
  runsIn: empty,
  follows: empty,
  followedBy: page(['z'], 1),
}
const groups = () => groupsOf(linkRelations(madeUp, 'Campaign'), answer)
const inspires = () => {
  const [group] = groups()
  if (group === undefined) throw new Error('No groups')
  return group
}
const ids = (edges: readonly LinkEdge[]) => edges.map(({ id }) => id)

test('groups stand in the order of the model, with their counts and where they go on', () => {
  expect(groups().map(({ relation, totalCount, next }) => [relation.name, totalCount, next])).toEqual([
    ['inspires', 10_000, 'cursor'],
    ['runsIn', 0, null],
    ['follows', 0, null],
    ['followedBy', 1, null],
  ])
})

test('a next page goes below, without a link that is shown already', () => {
  const more = withPage(inspires(), page(['b', 'c'], 10_000))
  expect(ids(more.edges)).toEqual(['a', 'b', 'c'])
  expect(more.next).toBeNull()
})

test('a search narrows what is shown and leaves the count of the group', () => {
  const found = withFirstPage(inspires(), 'thi dua', page(['c'], 1))
  expect([ids(found.edges), found.matching, found.totalCount]).toEqual([['c'], 1, 10_000])
  const all = withFirstPage(found, '', page(['a'], 9_999, 'next'))
  expect([all.matching, all.totalCount, all.next]).toEqual([9_999, 9_999, 'next'])
})

test('a new link stands first, a changed one stays where it is, a deleted one is gone and counted off', () => {
  const [added] = withNew(groups(), 'inspires', edge('new'))
  expect([ids(added?.edges ?? []), added?.totalCount]).toEqual([['new', 'a', 'b'], 10_001])
  const [changed] = withChanged(groups(), edge('b', 2))
  expect(changed?.edges[1]?.version).toBe(2)
  const [less, ...others] = without(groups(), 'a')
  expect([ids(less?.edges ?? []), less?.totalCount]).toEqual([['b'], 9_999])
  expect(others.map(({ totalCount }) => totalCount)).toEqual([0, 0, 1])
})

test('a link is read from either of its ends', () => {
  const from = { id: 'campaign-1', kind: 'CAMPAIGN', title: 'Thi đua' }
  const to = { id: 'lesson-1', kind: 'LESSON', title: 'Đoàn kết' }
  const link = {
    id: 'l',
    version: 1,
    note: null,
    confidence: 0.5,
    status: 'PROPOSED',
    evidenceCount: 0,
    evidence: [],
    from,
    to,
  } as const
  expect(edgeOf(link, relationOf('Campaign', 'inspires')).node).toBe(to)
  expect(edgeOf(link, relationOf('Lesson', 'inspiredBy')).node).toBe(from)
})
