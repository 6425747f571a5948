import { existsSync, mkdirSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { model } from '../../../server/model/index.ts'
import type { Progress } from '../../../server/progress.ts'
import { projectRoot } from '../../../server/root.ts'
import { prepare } from '../../../server/store/constraints.ts'
import { startLocalNeo4j } from '../../../server/store/local/start.ts'
import { openStore } from '../../../server/store/store.ts'
import type { Store } from '../../../server/store/store.ts'
import { shapeOf } from '../generate/shape.ts'
import type { Shape } from '../generate/shape.ts'
import { graphHash } from './hash.ts'
import { load } from './load.ts'
import { Outdated, verify } from './verify.ts'

/** A Neo4j with the graph of one size in it. */
export interface LoadedDatabase {
  readonly shape: Shape
  readonly store: Store
  readonly connection: { readonly uri: string; readonly user: string; readonly password: string }
  stop(): Promise<void>
}

/** Bytes that a node takes on the disk with its four links, its indexes and the transaction logs, measured generously. */
const BYTES_PER_NODE = 12_000

/** Where loaded graphs are kept, below the benchmark's own folder. */
const kept = (): string => join(projectRoot(), 'tests', 'bench', '.data')

/**
 * Starts the Neo4j that holds the graph of this size, and loads that first when it is not kept from an earlier run, or
 * not as the service would write it today. Graphs of the size that were made otherwise are removed.
 * @param label how the size is written, `10k`.
 */
export async function openLoaded(size: number, label: string, progress: Progress): Promise<LoadedDatabase> {
  const directory = join(kept(), `${label}-${graphHash()}`)
  const marker = join(directory, 'loaded')
  removeStale(label, directory, marker)
  const known = existsSync(marker)
  try {
    return await open(size, label, directory, marker, progress)
  } catch (error) {
    if (!known || !(error instanceof Outdated)) throw error
    rmSync(directory, { recursive: true, force: true })
    return open(size, label, directory, marker, progress)
  }
}

async function open(
  size: number,
  label: string,
  directory: string,
  marker: string,
  progress: Progress,
): Promise<LoadedDatabase> {
  const shape = shapeOf(model, size)
  mkdirSync(directory, { recursive: true })
  if (!existsSync(marker)) refuseFullDisk(size)
  const neo4j = await startLocalNeo4j({ dataDir: directory, progress })
  const { uri, user, password } = neo4j
  try {
    const store = await openStore({ uri, user, password, database: 'neo4j' })
    try {
      if (!existsSync(marker)) await fill(store, shape, label, marker, progress)
      else {
        // An index may have come to the service since the graph was loaded.
        await prepare(store, model)
        await verify(store, shape)
      }
      return {
        shape,
        store,
        connection: { uri, user, password },
        stop: async () => {
          await store.close()
          await neo4j.stop()
        },
      }
    } catch (error) {
      await store.close()
      throw error
    }
  } catch (error) {
    await neo4j.stop()
    throw error
  }
}

async function fill(store: Store, shape: Shape, label: string, marker: string, progress: Progress) {
  const step = progress.begin(`Loading the graph of ${label} nodes (kept for later runs)`)
  const { nodes, links, evidence } = await load(store, shape, step)
  await verify(store, shape)
  const what = `${nodes} nodes, ${links} links, ${evidence} pieces of evidence`
  writeFileSync(marker, `${what}\n`)
  step.end(what)
}

/** Takes away what cannot be used: graphs made otherwise, and one whose loading was cut short. */
function removeStale(label: string, directory: string, marker: string): void {
  if (!existsSync(kept())) return
  for (const name of readdirSync(kept())) {
    const path = join(kept(), name)
    if (name.startsWith(`${label}-`) && (path !== directory || !existsSync(marker)))
      rmSync(path, { recursive: true, force: true })
  }
}

function refuseFullDisk(size: number): void {
  const { bavail, bsize } = statfsSync(kept())
  const [free, needed] = [bavail * bsize, size * BYTES_PER_NODE]
  if (free < needed)
    throw new Error(
      `Loading ${size} nodes takes up to ${(needed / 1e9).toFixed(1)} GB; ${(free / 1e9).toFixed(1)} GB are free.`,
    )
}
