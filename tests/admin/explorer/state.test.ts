import { describe, expect, it } from 'vitest'
import {
  MAX_NODES,
  emptyState,
  readState,
  reduceExplorer,
  shownIds,
  writeState,
} from '../../../admin/pages/explorer/state.ts'
import type { ExplorerState } from '../../../admin/pages/explorer/state.ts'

const at = (part: Partial<ExplorerState>): ExplorerState => ({ ...emptyState, ...part })

describe('what the explorer does', () => {
  it('adds each node once, up to what the canvas holds', () => {
    expect(reduceExplorer(at({ ids: ['a'] }), { do: 'add', ids: ['b', 'a', 'b'] }).ids).toEqual(['a', 'b'])
    const many = Array.from({ length: MAX_NODES + 5 }, (_, index) => `n${index}`)
    expect(reduceExplorer(emptyState, { do: 'add', ids: many }).ids).toHaveLength(MAX_NODES)
  })

  it('takes a node off and keeps the path that does not need it', () => {
    const state = at({ ids: ['a', 'b', 'c'], from: 'a', to: 'b' })
    expect(reduceExplorer(state, { do: 'remove', id: 'c', shown: ['a', 'b', 'c', 'x'] })).toEqual(
      at({ ids: ['a', 'b'], from: 'a', to: 'b' }),
    )
  })

  it.each(['a', 'x'])('closes the path when %s of it goes, and keeps the rest of it', (id) => {
    const state = at({ ids: ['a'], from: 'a', to: 'b' })
    const next = reduceExplorer(state, { do: 'remove', id, shown: ['a', 'b', 'x'] })
    expect(next).toEqual(at({ ids: ['a', 'b', 'x'].filter((one) => one !== id) }))
  })

  it('lets no path lead from a node to itself', () => {
    expect(reduceExplorer(at({ from: 'a', to: 'b' }), { do: 'setEnd', end: 'to', id: 'a' })).toEqual(
      at({ to: 'a' }),
    )
    expect(reduceExplorer(at({ from: 'a' }), { do: 'setEnd', end: 'to', id: undefined })).toEqual(
      at({ from: 'a' }),
    )
  })

  it('swaps ends, bounds steps, keeps the path on closing, and clears', () => {
    const state = at({ ids: ['a'], from: 'a', to: 'b' })
    expect(reduceExplorer(state, { do: 'swapEnds' })).toMatchObject({ from: 'b', to: 'a' })
    expect(reduceExplorer(state, { do: 'setSteps', steps: 99 }).steps).toBe(6)
    expect(reduceExplorer(state, { do: 'closePath', shown: ['a', 'b', 'x'] })).toEqual(
      at({ ids: ['a', 'b', 'x'] }),
    )
    expect(reduceExplorer({ ...state, steps: 2 }, { do: 'clear' })).toEqual(at({ steps: 2 }))
  })

  it('shows the node that others were merged into in their place, once, and closes a path between them', () => {
    const by = new Map([
      ['old', 'a'],
      ['older', 'b'],
    ])
    expect(
      reduceExplorer(at({ ids: ['old', 'a', 'older'], from: 'older', to: 'c' }), { do: 'replace', by }),
    ).toEqual(at({ ids: ['a', 'b'], from: 'b', to: 'c' }))
    expect(reduceExplorer(at({ from: 'old', to: 'a' }), { do: 'replace', by })).toEqual(at({ from: 'a' }))
  })

  it('forgets what is no more, ends of the path among it', () => {
    const state = at({ ids: ['a', 'gone'], from: 'gone', to: 'b' })
    expect(reduceExplorer(state, { do: 'forget', ids: new Set(['gone']) })).toEqual(
      at({ ids: ['a'], to: 'b' }),
    )
  })
})

describe('the address', () => {
  it('holds what is worth sharing, and gives it back', () => {
    const state = at({ ids: ['lesson-1', 'directive-05'], from: 'lesson-1', to: 'term-12', steps: 6 })
    expect(readState(new URLSearchParams(writeState(state).toString()))).toEqual(state)
  })

  it('is empty for an empty page, and leaves the parameters of others alone', () => {
    expect(writeState(emptyState).toString()).toBe('')
    expect(writeState(at({ ids: ['a'] }), new URLSearchParams('x=1&from=b')).toString()).toBe('x=1&ids=a')
  })

  it.each([
    ['ids=a,,a, b ', { ids: ['a', 'b'] }],
    ['from=a&to=a', { from: 'a' }],
    ['steps=twelve', {}],
    ['steps=0', { steps: 1 }],
    ['steps=2.5', {}],
    ['ids=', {}],
  ])('makes sense of %s', (query, expected) => {
    expect(readState(new URLSearchParams(query))).toEqual(at(expected))
  })
})

describe('what is shown', () => {
  it('joins the nodes put there, the ends and what lies between', () => {
    expect(shownIds(at({ ids: ['a', 'b'], from: 'b', to: 'c' }), ['b', 'x', 'c'])).toEqual([
      'a',
      'b',
      'c',
      'x',
    ])
  })
})
