import { basename } from 'node:path'
import type { Facts } from '../curate/facts.ts'
import { importFacts } from '../import/facts.ts'
import { ClientError } from '../errors.ts'
import type { Model } from '../model/index.ts'
import type { Progress } from '../progress.ts'
import { readFacts, SeedProblems } from '../seed/read.ts'
import { StartError } from '../start-error.ts'
import type { Store } from '../store/store.ts'

/** What seeding works with. */
export interface Seeding {
  readonly store: Store
  readonly model: Model
  readonly progress: Progress
}

/** Whether nothing was ever written: a graph that somebody has emptied on purpose is not filled again. */
export async function isEmpty(store: Store): Promise<boolean> {
  const [found] = await store.read({
    text: 'RETURN EXISTS { MATCH (:Entity) } OR EXISTS { MATCH (:ChangeSet) } AS found',
    parameters: {},
  })
  return found === false
}

/**
 * Adds what the graph does not have yet of each folder's facts. All folders are read before anything is written.
 * @throws StartError with every problem, one a line, when a folder does not hold or the graph refuses it.
 */
export async function seed({ store, model, progress }: Seeding, folders: readonly string[]): Promise<void> {
  const sources: { name: string; facts: Facts }[] = []
  for (const folder of folders) sources.push({ name: basename(folder), facts: await read(model, folder) })
  for (const { name, facts } of sources) {
    const step = progress.begin(`Seeding ${name}`)
    step.note(`${facts.nodes.length} nodes and ${facts.links.length} links to check`)
    try {
      const { nodes, links } = await importFacts(store, model, facts, {
        actor: 'seed',
        origin: 'IMPORT',
        reason: `Nạp nguồn ${name}`,
      })
      step.end(nodes + links === 0 ? 'nothing was missing' : `${nodes} nodes and ${links} links added`)
    } catch (error) {
      step.end('failed')
      if (error instanceof ClientError) throw new StartError(`${name} was not written: ${error.message}`)
      throw error
    }
  }
}

async function read(model: Model, folder: string): Promise<Facts> {
  try {
    return await readFacts(model, folder)
  } catch (error) {
    if (!(error instanceof SeedProblems)) throw error
    const count = error.problems.length === 1 ? 'This problem' : `These ${error.problems.length} problems`
    throw new StartError(`${error.message}\n${count} must be put right first; nothing was written.`)
  }
}
