import { createHash } from 'node:crypto'
import { badInput } from '../../errors.ts'
import { STAGES } from './stages.ts'

/** Where in a search's hits a page begins: the stage that finds its first hit, and how many of that stage's come before. */
export interface Position {
  readonly stage: number
  readonly offset: number
}

export const START: Position = { stage: 0, offset: 0 }

/** A cursor says where to go on, and bears a seal, so that it fits no other search and cannot be made up. */
export const encodePosition = (signature: string, position: Position): string =>
  Buffer.from(`${position.stage}.${position.offset}.${sealOf(signature, position)}`).toString('base64url')

/** @throws ClientError BAD_USER_INPUT naming `after` when the cursor is not one that this search gave out. */
export function decodePosition(cursor: string, signature: string): Position {
  const wrong = (reason: string) => badInput([{ path: 'after', reason }])
  const [, stage, offset, seal] =
    /^(\d)\.(\d{1,4})\.([\w-]+)$/.exec(Buffer.from(cursor, 'base64url').toString('utf8')) ?? []
  if (stage === undefined || offset === undefined || Number(stage) >= STAGES.length)
    throw wrong('is no cursor; pass one that this search gave out')
  const position = { stage: Number(stage), offset: Number(offset) }
  if (seal !== sealOf(signature, position))
    throw wrong('belongs to another search or was changed by hand; start again without it')
  return position
}

const sealOf = (signature: string, { stage, offset }: Position): string =>
  createHash('sha256').update(`${stage} ${offset} ${signature}`).digest('base64url').slice(0, 16)
