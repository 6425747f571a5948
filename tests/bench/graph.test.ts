import { describe, expect, test } from 'vitest'
import { model } from '../../server/model/index.ts'
import { generateLinks, hubPlaces } from './generate/links.ts'
import { generateNode } from './generate/nodes.ts'
import { shapeOf } from './generate/shape.ts'
import type { Shape } from './generate/shape.ts'

const shape = shapeOf(model, 10_000)
const allLinks = (of: Shape) =>
  of.model.links.map((link) => ({
    link,
    made: Array.from({ length: of.count(link.from) }, (_, from) => generateLinks(of, link, from)).flat(),
  }))
const links = allLinks(shape)

describe('the generated graph', () => {
  test('is the same in every run', () => {
    const again = shapeOf(model, 10_000)
    for (const kind of model.kinds) expect(generateNode(again, kind, 1)).toEqual(generateNode(shape, kind, 1))
    expect(allLinks(again)[0]).toEqual(links[0])
  })

  test('has about four links a node, and links of every declaration', () => {
    const nodes = model.kinds.reduce((sum, { name }) => sum + shape.count(name), 0)
    const count = links.reduce((sum, { made }) => sum + made.length, 0)
    expect(count / nodes).toBeGreaterThan(3.5)
    expect(count / nodes).toBeLessThan(4.5)
    expect(links.filter(({ made }) => made.length === 0)).toEqual([])
  })

  test('has only links that the service would take', () => {
    for (const { link, made } of links) {
      expect(new Set(made.map(({ from, to }) => `${from}|${to}`)).size).toBe(made.length)
      expect(made.filter(({ to }) => to < 0 || to >= shape.count(link.to))).toEqual([])
      if (link.toOne) expect(new Set(made.map(({ from }) => from)).size).toBe(made.length)
      if (link.from === link.to) expect(made.filter(({ from, to }) => from === to)).toEqual([])
      // No circle closes where every link leads to an earlier node.
      if (link.acyclic) expect(made.filter(({ from, to }) => to >= from)).toEqual([])
    }
  })

  test('has no id twice', () => {
    const ids = [
      ...model.kinds.flatMap(({ name }) =>
        Array.from({ length: shape.count(name) }, (_, place) => shape.id(name, place)),
      ),
      ...links.flatMap(({ made }) => made.map(({ id }) => id)),
    ]
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('has a hub with about a tenth of the links of its kind at this size', () => {
    const made = links.find(({ link }) => `${link.from}.${link.reads}` === shape.hubs.link)?.made ?? []
    const [hub] = hubPlaces(shape)
    const reached = made.filter(({ to }) => to === hub).length
    expect(reached).toBeGreaterThan(made.length / 10)
    expect(reached).toBeLessThan(made.length / 2)
  })
})
