import forceAtlas2 from 'graphology-layout-forceatlas2'
import Supervisor from 'graphology-layout-forceatlas2/worker'
import type { Scene } from './scene.ts'

/** Rounds of the layout between two looks; counted rather than timed, so that a slow machine's layout gets as far. */
const ROUNDS = 30
const MOST_ROUNDS = 900
const LONGEST_MS = 20_000
/** Settled when nodes move less than this part of the whole picture between two looks. */
const SETTLED = 0.01

/**
 * Arranges the scene in a worker and stops when it has settled.
 * @returns what stops it earlier and frees the worker.
 */
export function arrange(scene: Scene, { still, onEnd }: { still: boolean; onEnd: () => void }): () => void {
  if (scene.order < 2) {
    onEnd()
    return () => {}
  }
  const settings = { ...forceAtlas2.inferSettings(scene), gravity: 0.3, slowDown: 2 }
  if (still) {
    // Somebody who asked for less motion sees the result alone.
    forceAtlas2.assign(scene, { iterations: 400, settings })
    onEnd()
    return () => {}
  }
  const layout = new Supervisor(scene, { settings })
  // Not from within the layout's own round, which it still has to finish.
  const watch = settling(
    () => positions(scene),
    () => queueMicrotask(end),
  )
  const limit = setTimeout(end, LONGEST_MS)
  scene.on('eachNodeAttributesUpdated', watch)
  layout.start()

  function stop() {
    clearTimeout(limit)
    scene.off('eachNodeAttributesUpdated', watch)
    layout.kill()
  }
  function end() {
    stop()
    onEnd()
  }
  return stop
}

type Positions = ReadonlyMap<string, readonly [number, number]>

const positions = (scene: Scene): Positions =>
  new Map(scene.mapNodes((id, { x, y }) => [id, [x, y] as const]))

/** To be called after each round; calls `onSettled` once when the nodes have come to rest, or never will. */
export function settling(look: () => Positions, onSettled: () => void): () => void {
  let round = 0
  let before = look()
  return () => {
    round += 1
    if (round % ROUNDS !== 0) return
    const now = look()
    if (round >= MOST_ROUNDS || movement(before, now) < SETTLED) onSettled()
    before = now
  }
}

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
