import type { EdgeDisplayData, NodeDisplayData } from 'sigma/types'
import type { Paint } from './draw.ts'
import type { Scene, SceneEdge, SceneNode } from './scene.ts'

/** What somebody looks at: it stands out, and what has nothing to do with it steps back. */
export interface Focus {
  readonly selected: string | undefined
  readonly hovered: string | undefined
  readonly hoveredEdge: string | undefined
  readonly path: { readonly nodes: ReadonlySet<string>; readonly links: ReadonlySet<string> } | undefined
}

/** What sigma draws of a node, and what is drawn by hand. */
type NodeLook = Partial<NodeDisplayData> & Pick<SceneNode, 'title' | 'kindLabel'>

/** With more nodes sigma thins the labels out, as far as nobody looks at one of them. */
const ALL_LABELS_UP_TO = 24

/** How a node is drawn. */
export function nodeLook(scene: Scene, focus: Focus, paint: Paint, id: string, data: SceneNode): NodeLook {
  // The plate of what is pointed at bears its name; what is chosen has its ring, and its name in the panel as well.
  if (id === focus.hovered) return { ...data, label: null, highlighted: true, zIndex: 2 }
  if (id === focus.selected) return { ...data, title: '', forceLabel: true, highlighted: true, zIndex: 2 }
  const attended = (focus.hovered ?? focus.selected ?? focus.path) !== undefined
  if (isNear(scene, focus, id))
    return { ...data, forceLabel: attended || scene.order <= ALL_LABELS_UP_TO, zIndex: 1 }
  return { ...data, color: paint.faded, label: null, zIndex: 0 }
}

/** How a line is drawn; its words appear where somebody looks. */
export function edgeLook(
  scene: Scene,
  focus: Focus,
  paint: Paint,
  id: string,
  data: SceneEdge,
): Partial<EdgeDisplayData> {
  const spoken = { forceLabel: true, zIndex: 2 }
  if (focus.path?.nodes !== undefined && focus.hovered === undefined)
    return data.links.some((link) => focus.path?.links.has(link))
      ? { ...data, ...spoken, color: paint.accent, size: 4 }
      : id === focus.hoveredEdge
        ? { ...data, ...spoken, color: paint.line }
        : { ...data, label: null, color: paint.faded, zIndex: 0 }
  const at = focus.hovered ?? focus.selected
  if (id === focus.hoveredEdge || (at !== undefined && scene.hasNode(at) && scene.hasExtremity(id, at)))
    return { ...data, ...spoken, color: paint.accent, size: 2.5 }
  return { ...data, label: null, color: at === undefined ? paint.line : paint.faded, zIndex: 0 }
}

/** Whether a node belongs to what is looked at; with nothing looked at, all do. */
function isNear(scene: Scene, focus: Focus, id: string): boolean {
  if (focus.hovered === undefined && focus.path !== undefined) return focus.path.nodes.has(id)
  const at = focus.hovered ?? focus.selected
  return at === undefined || !scene.hasNode(at) || at === id || scene.areNeighbors(at, id)
}
