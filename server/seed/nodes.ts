import type { NodeFact } from '../curate/facts.ts'
import { checkFields } from '../curate/validate.ts'
import { referencesOf } from '../model/index.ts'
import type { Catalogue } from './catalogue.ts'
import type { NodeEntry } from './entries.ts'
import { readEvidence } from './evidence.ts'

/** Checks one node against the model; what is wrong with it goes to the entry's report. */
export function readNode(entry: NodeEntry, catalogue: Catalogue): NodeFact {
  const { kind, id, report } = entry
  const { values, problems } = checkFields(kind, entry.fields, { path: '' })
  for (const { path, reason } of problems) report(path, reason)
  for (const [name, { to }] of referencesOf(kind)) {
    const target = values[name]
    if (typeof target !== 'string' || !catalogue.complete) continue
    const found = catalogue.kindOf(target)
    if (found !== to)
      report(name, `${target} is ${found === undefined ? 'no id here' : `a ${found}`}, not a ${to}`)
  }
  return {
    kind: kind.name,
    id,
    fields: values,
    evidence: readEvidence(entry.evidence, entry.needsEvidence, catalogue, report),
  }
}
