/**
 * The nodes on circles, by the number of the circles that hang together (Tarjan's strongly connected components, without
 * recursion).
 * @param next where each node leads to.
 */
export function circularIn(next: ReadonlyMap<string, readonly string[]>): Map<string, number> {
  const index = new Map<string, number>()
  const low = new Map<string, number>()
  const open: string[] = []
  const isOpen = new Set<string>()
  const circles = new Map<string, number>()
  const lower = (id: string, to: number) => low.set(id, Math.min(low.get(id) ?? to, to))
  for (const root of next.keys()) {
    if (index.has(root)) continue
    const path: { id: string; at: number }[] = [{ id: root, at: 0 }]
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const { id, at } = top
      if (at === 0) {
        index.set(id, index.size)
        lower(id, index.size - 1)
        open.push(id)
        isOpen.add(id)
      }
      const to = next.get(id)?.[at]
      top.at += 1
      if (to !== undefined) {
        if (!index.has(to)) path.push({ id: to, at: 0 })
        else if (isOpen.has(to)) lower(id, index.get(to) ?? 0)
        continue
      }
      path.pop()
      const parent = path.at(-1)
      if (parent !== undefined) lower(parent.id, low.get(id) ?? 0)
      if (low.get(id) !== index.get(id)) continue
      const component = open.splice(open.lastIndexOf(id))
      for (const one of component) isOpen.delete(one)
      if (component.length > 1) for (const one of component) circles.set(one, index.get(id) ?? 0)
    }
  }
  return circles
}
