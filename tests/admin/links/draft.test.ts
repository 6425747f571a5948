import { expect, test } from 'vitest'
import { createInput, isUnchanged, newValues, patchOf, valuesOfLink } from '../../../admin/links/draft.ts'
import { relationOf } from './made-up.ts'

const lesson = { id: 'lesson-1', kind: 'LESSON', title: 'Đoàn kết' }
const campaign = { id: 'campaign-1', kind: 'CAMPAIGN', title: 'Thi đua' }
const piece = { passageId: 'p17', mention: ' Đảng ', start: 90, note: ' ' }

test('a new link goes from the end that its type says, whichever end it is made at', () => {
  const ends = { type: 'INSPIRES', from: 'campaign-1', to: 'lesson-1' }
  expect(createInput('campaign-1', relationOf('Campaign', 'inspires'), lesson, newValues)).toMatchObject(ends)
  expect(createInput('lesson-1', relationOf('Lesson', 'inspiredBy'), campaign, newValues)).toMatchObject(ends)
})

test('values go out trimmed, confidence as a fraction, and nothing as null', () => {
  const values = { note: '  ', confidence: 80, status: 'PROPOSED', evidence: [piece] } as const
  expect(createInput('lesson-1', relationOf('Lesson', 'inspiredBy'), campaign, values)).toMatchObject({
    note: null,
    confidence: 0.8,
    status: 'PROPOSED',
    evidence: [{ passageId: 'p17', mention: 'Đảng', start: 90, note: null }],
  })
})

test('a patch names what changed and nothing else', () => {
  const before = valuesOfLink({
    note: 'cũ',
    confidence: 0.875,
    status: 'ACCEPTED',
    evidence: [
      {
        id: 'e',
        mention: 'Đảng',
        start: 90,
        end: 94,
        note: null,
        passage: { id: 'p17', ordinal: 17, length: 565, text: null, source: { id: 's', title: 'S' } },
      },
    ],
  })
  expect(before.confidence).toBe(88)
  expect(isUnchanged(patchOf(before, { ...before, note: ' cũ ' }))).toBe(true)
  expect(patchOf(before, { ...before, confidence: null })).toEqual({ confidence: null })
  expect(patchOf(before, { ...before, evidence: [] })).toEqual({ evidence: [] })
  expect(patchOf(before, { ...before, note: '', status: 'DISPUTED' })).toEqual({
    note: null,
    status: 'DISPUTED',
  })
})
