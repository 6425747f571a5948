import forceAtlas2 from 'graphology-layout-forceatlas2'
import Supervisor from 'graphology-layout-forceatlas2/worker'
import type { Scene } from './scene.ts'

const LOOK_EVERY_MS = 200
const SHORTEST_MS = 600
const LONGEST_MS = 6000
/** Settled when nodes move less than this part of the whole picture between two looks. */
const SETTLED = 0.004

/**
 * Arranges the scene in a worker and stops when it has settled.
 * @returns what stops it earlier and frees the worker.
 */
export function arrange(scene: Scene, { still, onEnd }: { still: boolean; onEnd: () => void }): () => void {
  const settings = { ...forceAtlas2.inferSettings(scene), gravity: 0.6, scalingRatio: 12, slowDown: 4 }
  if (scene.order < 2) {
    onEnd()
    return () => {}
  }
  if (still) {
    // Somebody who asked for less motion sees the result alone.
    forceAtlas2.assign(scene, { iterations: 300, settings })
    onEnd()
    return () => {}
  }
  const layout = new Supervisor(scene, { settings })
  const started = Date.now()
  let before = positions(scene)
  const timer = setInterval(() => {
    const now = positions(scene)
    const spent = Date.now() - started
    if (spent > LONGEST_MS || (spent > SHORTEST_MS && movement(before, now) < SETTLED)) end()
    before = now
  }, LOOK_EVERY_MS)
  const stop = () => {
    clearInterval(timer)
    layout.kill()
  }
  const end = () => {
    stop()
    onEnd()
  }
  layout.start()
  return stop
}

type Positions = ReadonlyMap<string, readonly [number, number]>

const positions = (scene: Scene): Positions =>
  new Map(scene.mapNodes((id, { x, y }) => [id, [x, y] as const]))

/** How far nodes moved on average, as a part of the picture's extent. */
export function movement(before: Positions, now: Positions): number {
  const places = [...now.values()]
  const extent = (axis: 0 | 1) => {
    const values = places.map((place) => place[axis])
    return Math.max(...values) - Math.min(...values)
  }
  const size = Math.max(extent(0), extent(1), 1e-9)
  let moved = 0
  for (const [id, [x, y]] of now) {
    const [fromX, fromY] = before.get(id) ?? [x + size, y]
    moved += Math.hypot(x - fromX, y - fromY)
  }
  return moved / Math.max(1, now.size) / size
}
