import { expect, test } from 'vitest'
import type { LinkValues } from '../../../admin/links/draft.ts'
import { currentLink, differing, firstChoice, merged } from '../../../admin/links/merge.ts'

const one = { passageId: 'p1', mention: 'a', start: 0, note: '' }
const two = { passageId: 'p2', mention: 'b', start: 0, note: '' }
const before: LinkValues = { note: 'cũ', confidence: 80, status: 'ACCEPTED', evidence: [one, two] }

test('a refused save brings back what is there now', () => {
  const given = {
    type: 'CITES',
    version: 4,
    note: null,
    confidence: 0.5,
    status: 'DISPUTED',
    evidence: [{ id: 'e', passageId: 'p1', mention: 'a', start: 0, end: 1, note: null }],
  }
  expect(currentLink(given)).toEqual({
    version: 4,
    values: { note: '', confidence: 50, status: 'DISPUTED', evidence: [one] },
  })
  for (const broken of [null, 'x', [], { version: '4' }, { version: 4, status: 'ELSE' }])
    expect(currentLink(broken)).toBeNull()
})

test('only what differs needs a choice, and evidence in another order does not', () => {
  expect(differing(before, { ...before, evidence: [two, one] })).toEqual([])
  expect(differing(before, { ...before, note: 'x', evidence: [one] })).toEqual(['note', 'evidence'])
})

test("each side's own changes stand at first; where both changed the same, mine", () => {
  const mine = { ...before, note: 'của tôi', status: 'PROPOSED' as const }
  const theirs = { ...before, confidence: 20, status: 'DISPUTED' as const }
  const choice = firstChoice(before, mine, theirs)
  expect(choice).toEqual({ note: 'mine', status: 'mine', confidence: 'theirs' })
  expect(merged(mine, theirs, choice)).toEqual({
    ...before,
    note: 'của tôi',
    status: 'PROPOSED',
    confidence: 20,
  })
  expect(merged(mine, theirs, { note: 'theirs', status: 'theirs', confidence: 'theirs' })).toEqual(theirs)
})
