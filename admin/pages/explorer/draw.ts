import type { NodeHoverDrawingFunction, NodeLabelDrawingFunction } from 'sigma/rendering'
import type { SceneEdge, SceneNode } from './scene.ts'
import { wrapped } from './wrap.ts'

/** The colours of the page, for what is drawn on the canvas by hand. */
export interface Paint {
  readonly text: string
  readonly secondary: string
  readonly paper: string
  readonly line: string
  readonly faded: string
  readonly accent: string
}

const LABEL = { width: 24, lines: 2 }
const PLATE = { width: 34, lines: 4 }
const PADDING = 8
const MARGIN = 4

/** A node's name beneath it, on a halo that keeps it readable over lines. */
export const drawLabel =
  (paint: () => Paint): NodeLabelDrawingFunction<SceneNode, SceneEdge> =>
  (context, data, settings) => {
    if (typeof data.label !== 'string') return
    const { text, paper } = paint()
    const size = settings.labelSize
    context.font = `${settings.labelWeight} ${size}px ${settings.labelFont}`
    context.textAlign = 'center'
    context.lineJoin = 'round'
    context.lineWidth = 4
    context.strokeStyle = paper
    context.fillStyle = text
    for (const [index, line] of wrapped(data.label, LABEL).entries()) {
      const half = context.measureText(line).width / 2
      const x = within(data.x, half + MARGIN, context.canvas.clientWidth - half - MARGIN)
      const y = data.y + data.size + size + 2 + index * (size + 2)
      context.strokeText(line, x, y)
      context.fillText(line, x, y)
    }
    context.textAlign = 'start'
  }

/** A ring; with a title, also the whole of it and the kind on a plate that stays within the canvas. */
export const drawHover =
  (paint: () => Paint): NodeHoverDrawingFunction<SceneNode, SceneEdge> =>
  (context, data, settings) => {
    const { text, secondary, paper, accent } = paint()
    const size = settings.labelSize
    const font = (weight: number, height: number) => `${weight} ${height}px ${settings.labelFont}`
    context.strokeStyle = accent
    context.lineWidth = 3
    context.beginPath()
    context.arc(data.x, data.y, data.size + 3, 0, Math.PI * 2)
    context.stroke()
    const title = wrapped(typeof data['title'] === 'string' ? data['title'] : '', PLATE)
    if (title.length === 0) return
    const kind = typeof data['kindLabel'] === 'string' ? data['kindLabel'] : ''

    context.font = font(600, size)
    const widths = title.map((line) => context.measureText(line).width)
    context.font = font(400, size - 1)
    const width = Math.max(...widths, context.measureText(kind).width) + 2 * PADDING
    const height = (title.length + 1) * (size + 4) + PADDING
    const { clientWidth, clientHeight } = context.canvas
    const left = within(data.x - width / 2, MARGIN, clientWidth - width - MARGIN)
    const below = data.y + data.size + 8
    const top = below + height + MARGIN > clientHeight ? data.y - data.size - 8 - height : below

    context.fillStyle = paper
    context.lineWidth = 1
    context.beginPath()
    context.roundRect(left, top, width, height, 6)
    context.fill()
    context.stroke()

    context.fillStyle = text
    context.font = font(600, size)
    for (const [index, line] of title.entries())
      context.fillText(line, left + PADDING, top + (index + 1) * (size + 4))
    context.fillStyle = secondary
    context.font = font(400, size - 1)
    context.fillText(kind, left + PADDING, top + (title.length + 1) * (size + 4))
  }

/** Between two bounds; where they leave no room, at the lower. */
const within = (value: number, low: number, high: number): number => Math.max(low, Math.min(value, high))
