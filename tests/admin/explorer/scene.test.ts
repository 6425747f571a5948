import { describe, expect, it } from 'vitest'
import { movement, settling } from '../../../admin/pages/explorer/layout.ts'
import { edgeLook, nodeLook } from '../../../admin/pages/explorer/look.ts'
import type { Focus } from '../../../admin/pages/explorer/look.ts'
import { createScene, updateScene } from '../../../admin/pages/explorer/scene.ts'
import { wrapped } from '../../../admin/pages/explorer/wrap.ts'
import { made } from '../made-up.ts'

const node = (id: string) => ({ id, kind: 'Vessel', title: { vi: `Tàu ${id}`, en: `Ship ${id}` } })
const link = (from: string, to: string, id = `${from}-${to}`) => ({ id, name: 'tows', from, to })
const vi = { model: made, lang: 'vi', mode: 'light' } as const

function drawn() {
  const scene = createScene()
  const graph = { nodes: ['a', 'b', 'c'].map(node), links: [link('a', 'b'), link('b', 'c')] }
  updateScene(scene, graph, vi)
  return { scene, graph }
}

describe('the scene', () => {
  it('follows the graph and says whether it needs a layout', () => {
    const { scene, graph } = drawn()
    expect([scene.order, scene.size]).toEqual([3, 2])
    expect(updateScene(scene, graph, vi)).toBe(false)
    expect(updateScene(scene, { nodes: graph.nodes.slice(0, 2), links: [link('a', 'b')] }, vi)).toBe(true)
    expect([scene.nodes(), scene.edges()]).toEqual([['a', 'b'], ['a b']])
  })

  it('leaves nodes in place when language and theme change', () => {
    const { scene, graph } = drawn()
    const { x, y, color } = scene.getNodeAttributes('b')
    expect(updateScene(scene, graph, { model: made, lang: 'en', mode: 'dark' })).toBe(false)
    expect(scene.getNodeAttributes('b')).toMatchObject({ x, y, label: 'Ship b', kindLabel: 'vessel en' })
    expect(scene.getNodeAttribute('b', 'color')).not.toBe(color)
    expect(scene.getEdgeAttribute('a b', 'label')).toBe('tows en')
  })

  it('draws two links of one direction as one line, and puts no two nodes in one spot', () => {
    const scene = createScene()
    const nodes = Array.from({ length: 30 }, (_, index) => node(`n${index}`))
    updateScene(scene, { nodes, links: [link('n0', 'n1', 'l1'), link('n0', 'n1', 'l2')] }, vi)
    expect(scene.getEdgeAttribute('n0 n1', 'links')).toEqual(['l1', 'l2'])
    expect(new Set(scene.mapNodes((_id, { x, y }) => `${x} ${y}`)).size).toBe(30)
  })
})

describe('what is looked at', () => {
  const paint = { text: '', secondary: '', paper: '', line: 'line', faded: 'faded', accent: 'accent' }
  const nothing: Focus = { selected: undefined, hovered: undefined, hoveredEdge: undefined, path: undefined }
  const look = (focus: Partial<Focus>) => {
    const { scene } = drawn()
    const of = { ...nothing, ...focus }
    return {
      nodes: Object.fromEntries(
        scene.mapNodes((id, data) => [id, nodeLook(scene, of, paint, id, data).color === 'faded']),
      ),
      edges: Object.fromEntries(
        scene.mapEdges((id, data) => [id, edgeLook(scene, of, paint, id, data).label ?? null]),
      ),
    }
  }

  it('keeps everything when nothing is, and no words of links', () => {
    expect(look({})).toEqual({ nodes: { a: false, b: false, c: false }, edges: { 'a b': null, 'b c': null } })
  })

  it('stands out with its neighbours, and its links speak', () => {
    expect(look({ selected: 'a' })).toEqual({
      nodes: { a: false, b: false, c: true },
      edges: { 'a b': 'tows vi', 'b c': null },
    })
    expect(look({ selected: 'a', hovered: 'c' }).edges).toEqual({ 'a b': null, 'b c': 'tows vi' })
  })

  it('is a path, until something else is pointed at', () => {
    const path = { nodes: new Set(['b', 'c']), links: new Set(['b-c']) }
    expect(look({ path })).toEqual({
      nodes: { a: true, b: false, c: false },
      edges: { 'a b': null, 'b c': 'tows vi' },
    })
    expect(look({ path, hoveredEdge: 'a b' }).edges['a b']).toBe('tows vi')
  })
})

describe('the layout', () => {
  const place = (x: number) =>
    new Map([
      ['a', [0, 0] as const],
      ['b', [x, 0] as const],
    ])

  it('measures movement against the size of the picture', () => {
    expect(movement(place(10), place(10))).toBe(0)
    expect(movement(place(5), place(10))).toBeCloseTo(0.25)
  })

  it('has settled once nodes rest between two looks', () => {
    let x = 1
    let settled = 0
    const round = settling(
      () => place(x),
      () => (settled += 1),
    )
    for (let count = 0; count < 60; count += 1) {
      x *= 1.1
      round()
    }
    expect(settled).toBe(0)
    for (let count = 0; count < 30; count += 1) round()
    expect(settled).toBe(1)
  })
})

describe('a name on the canvas', () => {
  it.each([
    ['Trách nhiệm', ['Trách nhiệm']],
    ['Đoàn kết, dân chủ, trách nhiệm', ['Đoàn kết, dân', 'chủ, trách…']],
    ['Kinh nghiệm lãnh đạo', ['Kinh nghiệm', 'lãnh đạo']],
    ['khôngcókhoảngtrắngnào', ['khôngcókhoản…']],
    ['', []],
  ])('%s', (text, lines) => {
    expect(wrapped(text, { width: 13, lines: 2 })).toEqual(lines)
  })
})
