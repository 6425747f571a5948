import type { Facts } from '../curate/facts.ts'
import type { Model } from '../model/index.ts'
import { catalogue } from './catalogue.ts'
import { nodeEntries } from './entries.ts'
import { openFolder } from './folder.ts'
import { readLinks } from './links.ts'
import { readNode } from './nodes.ts'
import { SeedProblems } from './problems.ts'
import type { SeedProblem } from './problems.ts'
import { checkWhole } from './whole.ts'

export { SeedProblems } from './problems.ts'
export type { SeedProblem } from './problems.ts'

/**
 * Reads the facts of one source from its folder and checks them against the model; graph-seed/README.md has the layout.
 * Nodes come before links, the source and its passages first, so that they can be written in this order.
 * @throws SeedProblems with everything that is wrong, not only the first.
 */
export async function readFacts(model: Model, folder: string): Promise<Facts> {
  const problems: SeedProblem[] = []
  const opened = await openFolder(model, folder, problems)
  const entries = nodeEntries(model, opened)
  const known = catalogue(entries, opened.complete)
  const nodes = entries.map((entry) => readNode(entry, known))
  const links = opened.links === undefined ? [] : readLinks(model, opened.links, known)
  checkWhole(links)
  if (problems.length > 0) throw new SeedProblems(problems)
  return { nodes, links: links.map(({ fact }) => fact) }
}
