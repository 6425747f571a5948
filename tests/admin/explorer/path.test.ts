import { describe, expect, it } from 'vitest'
import { pathInWords, readPaths } from '../../../admin/pages/explorer/path.ts'
import { made } from '../made-up.ts'

const vessel = (id: string) => ({ id, kind: 'VESSEL', title_vi: `Tàu ${id}`, title_en: `Ship ${id}` })
const tows = (from: string, to: string) => ({
  id: `${from}-${to}`,
  type: 'TOWS',
  from: { id: from },
  to: { id: to },
})
const answer = {
  paths: [{ nodes: ['a', 'b', 'c'].map(vessel), links: [tows('a', 'b'), tows('c', 'b')] }],
}

describe('a path', () => {
  it('is read along its way, each link in its direction', () => {
    const [path] = readPaths(made, answer)
    expect(path?.steps.map(({ from, words, forward, to }) => [from.id, words.en, forward, to.id])).toEqual([
      ['a', 'tows en', true, 'b'],
      ['b', 'towed by en', false, 'c'],
    ])
    expect(path?.links).toContainEqual({ id: 'c-b', name: 'tows', from: 'c', to: 'b' })
  })

  it('is a sentence in either language', () => {
    const [path] = readPaths(made, answer)
    if (path === undefined) throw new Error('No path was read')
    expect(pathInWords(path, 'vi')).toBe('Tàu a tows vi Tàu b; Tàu b towed by vi Tàu c')
    expect(pathInWords(path, 'en')).toBe('Ship a tows en Ship b; Ship b towed by en Ship c')
  })

  it('may not exist', () => {
    expect(readPaths(made, { paths: [] })).toEqual([])
  })

  it('of a link that the model does not know is a fault', () => {
    const unknown = { ...tows('a', 'b'), type: 'SINKS' }
    expect(() =>
      readPaths(made, { paths: [{ nodes: [vessel('a'), vessel('b')], links: [unknown] }] }),
    ).toThrow('No link SINKS')
  })
})
