import {
  createEdgeArrowHeadProgram,
  createEdgeClampedProgram,
  createEdgeCompoundProgram,
} from 'sigma/rendering'
import type { EdgeProgramType } from 'sigma/rendering'
import type { SceneEdge, SceneNode } from './scene.ts'

const head = { lengthToThicknessRatio: 4.5, widenessToThicknessRatio: 3.5 }

/** A line with a head large enough to tell the direction by; sigma's own is made for thicker lines. */
export const createEdgeArrowProgram = (): EdgeProgramType<SceneNode, SceneEdge> =>
  createEdgeCompoundProgram<SceneNode, SceneEdge>([
    createEdgeClampedProgram<SceneNode, SceneEdge>(head),
    createEdgeArrowHeadProgram<SceneNode, SceneEdge>(head),
  ])
