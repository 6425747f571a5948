import { describe, expect, it } from 'vitest'
import { going, nothingKnown, wayTo, withRows } from '../../admin/data/paging.ts'

describe('the way to a page', () => {
  it('begins at the beginning while nothing is known', () => {
    expect(wayTo(0, 25, nothingKnown)).toEqual({
      direction: 'forward',
      offset: 0,
      cursor: undefined,
      skip: 0,
      take: 25,
    })
  })

  it('goes on from the page before, and back from the page after', () => {
    const known = {
      ...withRows(nothingKnown, 25, 25, { startCursor: 's25', endCursor: 'e49' }),
      total: 100_000,
    }
    expect(wayTo(50, 25, known)).toMatchObject({ direction: 'forward', cursor: 'e49', skip: 0 })
    const middle = {
      ...withRows(nothingKnown, 50_000, 25, { startCursor: 's', endCursor: 'e' }),
      total: 100_000,
    }
    expect(wayTo(49_975, 25, middle)).toMatchObject({ direction: 'backward', cursor: 's', skip: 0, take: 25 })
  })

  it('reads the far end backwards, with the rows that the last page has', () => {
    expect(wayTo(99_975, 25, { ...nothingKnown, total: 99_987 })).toEqual({
      direction: 'backward',
      offset: 99_987,
      cursor: undefined,
      skip: 0,
      take: 12,
    })
  })

  it('walks from whichever known place is nearest', () => {
    expect(wayTo(90_000, 25, { ...nothingKnown, total: 100_000 })).toMatchObject({
      direction: 'backward',
      skip: 9_975,
    })
    expect(wayTo(10_000, 25, { ...nothingKnown, total: 100_000 })).toMatchObject({
      direction: 'forward',
      skip: 10_000,
    })
  })

  it('leads nowhere past the end', () => {
    expect(wayTo(50, 25, { ...nothingKnown, total: 50 })).toBeNull()
  })

  it('is asked for by cursor', () => {
    expect(going('forward', 25, 'c')).toEqual({ first: 25, after: 'c' })
    expect(going('backward', 12, undefined)).toEqual({ last: 12 })
  })
})
