import type { Kind } from '../../server/model/index.ts'
import { piecesOf } from '../resources/pieces.ts'
import type { Piece } from '../resources/pieces.ts'

/** The piece of a node that the API names by a path; undefined for one that this admin's model does not have. */
export const pieceAt = (kind: Kind, path: string): Piece | undefined =>
  piecesOf(kind).find((piece) => piece.path === path)
