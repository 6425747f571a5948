import { open } from 'node:fs/promises'
import { model } from '../../server/model/index.ts'
import { linkEvidence, nodeEvidence } from '../bench/generate/evidence.ts'
import { generateLinks } from '../bench/generate/links.ts'
import { generateNode } from '../bench/generate/nodes.ts'
import { shapeOf } from '../bench/generate/shape.ts'
import type { EvidenceState } from '../../server/curate/state.ts'

/** Writes a generated graph of about so many nodes, with four links each, in the form that is imported. */
export async function writeLargeFile(path: string, size: number): Promise<void> {
  const shape = shapeOf(model, size)
  const file = await open(path, 'w')
  let lines: string[] = []
  const put = async (line: string) => {
    lines.push(line)
    if (lines.length < 5_000) return
    await file.write(`${lines.join('\n')}\n`)
    lines = []
  }
  await put('{ "format": "lesson-graph", "version": 1, "nodes": [')
  let comma = ''
  for (const kind of model.kinds)
    for (let place = 0; place < shape.count(kind.name); place += 1) {
      const { id, values } = generateNode(shape, kind, place)
      const evidence = nodeEvidence(shape, kind, place).map(stated)
      await put(`${comma}${JSON.stringify({ kind: kind.name, id, fields: values, evidence })}`)
      comma = ','
    }
  await put('], "links": [')
  comma = ''
  for (const link of model.links)
    for (let place = 0; place < shape.count(link.from); place += 1)
      for (const [which, one] of generateLinks(shape, link, place).entries()) {
        const evidence = linkEvidence(shape, link, place, which).map(stated)
        const [from, to] = [shape.id(link.from, one.from), shape.id(link.to, one.to)]
        const { id, properties } = one
        await put(`${comma}${JSON.stringify({ type: link.type, id, from, to, ...properties, evidence })}`)
        comma = ','
      }
  await put(']}')
  await file.write(`${lines.join('\n')}\n`)
  await file.close()
}

const stated = ({ passageId, mention, start, note }: EvidenceState) => ({
  passage: passageId,
  mention,
  start,
  note,
})
