import { expect, test } from 'vitest'
import { excerpt, highlighted, placesOf, trimmedSelection } from '../../../admin/evidence/values.ts'

const text = 'Đảng lãnh đạo, Đảng viên gương mẫu.'

test('a selection is taken without the blanks at its ends', () => {
  expect(trimmedSelection(text, 14, 25)).toEqual({ mention: 'Đảng viên', start: 15 })
  expect(trimmedSelection(text, 14, 15)).toBeNull()
})

test('every place of the words is found', () => {
  expect(placesOf(text, 'Đảng')).toEqual([0, 15])
  expect(placesOf(text, 'đoàn')).toEqual([])
  expect(placesOf(text, '')).toEqual([])
})

test('the mention is marked where it is said to stand, or where it is found', () => {
  expect(highlighted(text, 'Đảng', 15)).toEqual(['Đảng lãnh đạo, ', 'Đảng', ' viên gương mẫu.'])
  expect(highlighted(text, 'Đảng', null)?.[0]).toBe('')
  expect(highlighted(text, 'Đảng', 3)).toBeNull()
  expect(highlighted(text, 'đoàn', null)).toBeNull()
})

test('of a long text only what stands around the mention is shown, in whole words', () => {
  const long = `${'xa '.repeat(500)}Đảng ${'gần '.repeat(500)}`
  const parts = excerpt(long, 'Đảng', null)
  expect(parts?.[0]).toMatch(/^… (xa )+$/)
  expect(parts?.[2]).toMatch(/^( gần)+ …$/)
  expect(excerpt(text, 'Đảng', 15)?.[2]).toBe(' viên gương mẫu.')
})
