import type { LinkFact } from '../curate/facts.ts'
import { checkLinkProperties } from '../curate/link-properties.ts'
import { isRecord } from '../curate/validate.ts'
import type { Link, Model } from '../model/index.ts'
import type { Catalogue } from './catalogue.ts'
import { readEvidence } from './evidence.ts'
import type { YamlFile } from './yaml-file.ts'

/** A link whose ends are known, with where to report what the others make of it. */
export interface LinkEntry {
  readonly fact: LinkFact
  readonly link: Link
  readonly at: string
  readonly report: (path: string, reason: string) => void
}

const keys = ['from', 'to', 'note', 'confidence', 'status', 'evidence']

/** Reads links.yaml: lists of links under the name by which their `from` end reads them. */
export function readLinks(model: Model, file: YamlFile, catalogue: Catalogue): LinkEntry[] {
  return Object.entries(file.content).flatMap(([name, group]) => {
    const declared = model.links.filter((link) => link.reads === name)
    if (declared.length === 0) {
      file.report([name], name, noSuchLink(model, name))
      return []
    }
    if (!Array.isArray(group)) {
      file.report([name], name, 'must be a list of { from, to, evidence }')
      return []
    }
    const items: readonly unknown[] = group
    return items.flatMap((item, index) => readLink(model, declared, file, [name, index], item, catalogue))
  })
}

function noSuchLink(model: Model, name: string): string {
  const reversed = model.links.find((link) => link.reverse === name)
  return reversed === undefined
    ? `is no link; the links are ${[...new Set(model.links.map((link) => link.reads))].join(', ')}`
    : `is how the other end reads a link: write it as ${reversed.reads}, from and to exchanged`
}

function readLink(
  model: Model,
  declared: readonly Link[],
  file: YamlFile,
  place: [name: string, index: number],
  item: unknown,
  catalogue: Catalogue,
): LinkEntry | [] {
  const [name] = place
  const report = (path: string, reason: string) =>
    file.report(
      path === '' ? place : [...place, ...path.split('.')],
      path === '' ? name : `${name}.${path}`,
      reason,
    )
  if (!isRecord(item)) {
    report('', 'must be { from, to, evidence }')
    return []
  }
  for (const key of Object.keys(item))
    if (!keys.includes(key)) report(key, `is not part of a link; its keys are ${keys.join(', ')}`)
  const evidence = readEvidence(item['evidence'], true, catalogue, report)
  const { properties, problems } = checkLinkProperties(item, '')
  for (const { path, reason } of problems) report(path.slice(1), reason)
  const from = readEnd('from', item['from'], catalogue, report)
  const to = readEnd('to', item['to'], catalogue, report)
  if (from?.kind === undefined || to?.kind === undefined) return []
  const link = declared.find((one) => one.from === from.kind && one.to === to.kind)
  if (link === undefined) {
    report('', misfit(model, declared, from.kind, to.kind))
    return []
  }
  const fact = { type: link.type, from: from.id, to: to.id, ...properties, evidence }
  return { fact, link, at: file.at(place), report }
}

function readEnd(
  end: 'from' | 'to',
  id: unknown,
  catalogue: Catalogue,
  report: LinkEntry['report'],
): { id: string; kind: string | undefined } | undefined {
  if (typeof id !== 'string') {
    report(end, 'must be the id of a node')
    return undefined
  }
  const kind = catalogue.kindOf(id)
  if (kind === undefined && catalogue.complete) report(end, `${id} is the id of no node in this folder`)
  return { id, kind }
}

/** Why the ends do not fit, and which links would. */
function misfit(model: Model, declared: readonly Link[], from: string, to: string): string {
  const fits = declared.map((link) => `${link.from} to ${link.to}`).join(' or ')
  const forward = model.links.filter((link) => link.from === from && link.to === to)
  const backward = model.links.filter((link) => link.from === to && link.to === from)
  const others = [
    ...forward.map((link) => link.reads),
    ...backward.map((link) => `${link.reads} with from and to exchanged`),
  ]
  return `leads from ${fits}, not from ${from} to ${to}; ${
    others.length === 0 ? 'no link does' : `these would fit: ${others.join(', ')}`
  }`
}
