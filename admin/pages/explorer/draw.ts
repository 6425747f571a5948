import type { NodeHoverDrawingFunction } from 'sigma/rendering'
import type { SceneEdge, SceneNode } from './scene.ts'

/** The colours of the page, for what is drawn on the canvas by hand. */
export interface Paint {
  readonly text: string
  readonly secondary: string
  readonly paper: string
  readonly line: string
  readonly faded: string
  readonly accent: string
}

/** A node that is pointed at or chosen: its name on a plate in the page's colours, its kind beneath. */
export const drawHover =
  (paint: () => Paint): NodeHoverDrawingFunction<SceneNode, SceneEdge> =>
  (context, data, settings) => {
    const { text, secondary, paper, accent } = paint()
    const label = typeof data.label === 'string' ? data.label : ''
    const kind = typeof data['kindLabel'] === 'string' ? data['kindLabel'] : ''
    const size = settings.labelSize
    const font = (weight: string, height: number) => `${weight} ${height}px ${settings.labelFont}`
    context.font = font('600', size)
    const labelWidth = context.measureText(label).width
    context.font = font('400', size - 2)
    const width = Math.max(labelWidth, context.measureText(kind).width)

    const left = data.x + data.size + 4
    const height = size * 2 + 14
    context.fillStyle = paper
    context.strokeStyle = accent
    context.lineWidth = 1
    context.beginPath()
    context.roundRect(left, data.y - height / 2, width + 16, height, 6)
    context.fill()
    context.stroke()

    context.beginPath()
    context.arc(data.x, data.y, data.size + 3, 0, Math.PI * 2)
    context.lineWidth = 3
    context.stroke()

    context.fillStyle = text
    context.font = font('600', size)
    context.fillText(label, left + 8, data.y - 2)
    context.fillStyle = secondary
    context.font = font('400', size - 2)
    context.fillText(kind, left + 8, data.y + size + 1)
  }
