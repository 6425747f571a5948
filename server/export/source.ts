import { openSnapshot } from '../curate/snapshot.ts'
import type { Snapshot } from '../curate/snapshot.ts'
import type { LinkState, NodeState } from '../curate/state.ts'
import { ClientError, shortened } from '../errors.ts'
import type { Kind, Model } from '../model/index.ts'
import type { Store } from '../store/store.ts'
import type { Around, ExportRequest, Scope, Selector } from './scope.ts'

/** What a format writes down: one moment of the graph or of a part of it, in batches. It can be read again and again. */
export interface Source {
  readonly model: Model
  readonly lang: ExportRequest['lang']
  readonly seq: number
  /** ISO instant. */
  readonly exportedAt: string
  /** The kinds and the types of link that may be among it, in the order of the model. */
  readonly kinds: readonly Kind[]
  readonly linkTypes: readonly string[]
  /** Whether it is all of the graph, so that whatever it points to is among it. */
  readonly isWhole: boolean
  /** Whether there is more of what was asked for than its limit let through. */
  readonly isCut: boolean
  /** In the order of their ids. */
  nodes(kind: Kind): AsyncIterable<readonly NodeState[]>
  links(type: string): AsyncIterable<readonly LinkState[]>
  /** Nodes by their ids, whether or not they are among it: those that are there. */
  readonly nodesOf: Snapshot['nodesOf']
  /** Who has changed nodes or links, by their ids. */
  readonly actors: Snapshot['actors']
}

/** What a source is read through. */
export interface Reading {
  readonly store: Store
  readonly model: Model
  readonly selector: Selector
}

type Part = Pick<Source, 'kinds' | 'linkTypes' | 'nodes' | 'links' | 'isWhole' | 'isCut'>

/**
 * Opens one moment of a scope, which stays what it was while others write.
 * @throws ClientError BAD_USER_INPUT for a moment that is still to come, NOT_FOUND where no node is as asked.
 */
export async function openSource(
  { store, model, selector }: Reading,
  { scope, asOf, lang }: ExportRequest,
): Promise<Source> {
  const snapshot = await openSnapshot(store, model, asOf ?? undefined)
  return {
    model,
    lang,
    seq: snapshot.seq,
    exportedAt: new Date().toISOString(),
    nodesOf: (ids) => snapshot.nodesOf(ids),
    actors: (ids) => snapshot.actors(ids),
    ...(await partOf(scope, model, snapshot, selector)),
  }
}

async function partOf(scope: Scope, model: Model, snapshot: Snapshot, selector: Selector): Promise<Part> {
  switch (scope.of) {
    case 'graph':
      return {
        isWhole: true,
        isCut: false,
        kinds: model.kinds,
        linkTypes: model.linkTypes,
        nodes: ({ name }) => snapshot.nodes(name),
        links: (type) => snapshot.links(type),
      }
    case 'kind':
      return ofKind(scope, model, snapshot, selector)
    case 'nodes':
      return among({ ids: scope.ids, isCut: false }, model, snapshot)
    case 'neighbourhood':
      return among(await selector.around(scope, snapshot.seq), model, snapshot)
  }
}

function ofKind(
  { kind, filter, links }: Extract<Scope, { of: 'kind' }>,
  model: Model,
  snapshot: Snapshot,
  selector: Selector,
): Part {
  const between = model.links.filter(({ from, to }) => from === kind && to === kind).map(({ type }) => type)
  const pages = () => selector.ids(kind, filter ?? {}, snapshot.seq)
  async function* chosen() {
    for await (const ids of pages()) yield await snapshot.nodesOf(ids)
  }
  async function* linksOf(type: string) {
    const ids = new Set<string>()
    if (filter === null)
      for await (const nodes of snapshot.nodes(kind)) for (const { id } of nodes) ids.add(id)
    else for await (const page of pages()) for (const id of page) ids.add(id)
    for await (const states of snapshot.links(type))
      yield states.filter(({ from, to }) => ids.has(from) && ids.has(to))
  }
  return {
    isWhole: false,
    isCut: false,
    kinds: [model.kind(kind)],
    linkTypes: links ? model.linkTypes.filter((type) => between.includes(type)) : [],
    nodes: ({ name }) => (name !== kind ? nothing() : filter === null ? snapshot.nodes(kind) : chosen()),
    links: linksOf,
  }
}

/** So few nodes that they are held whole. */
async function among({ ids, isCut }: Around, model: Model, snapshot: Snapshot): Promise<Part> {
  const nodes = await snapshot.nodesOf(ids)
  if (nodes.length === 0)
    throw new ClientError('NOT_FOUND', `No node has the id ${shortened(ids.join(', '))}`, {
      fields: [{ path: 'ids', reason: 'none of them is the id of a node' }],
    })
  const links = await snapshot.linksAmong(nodes.map(({ id }) => id))
  const kinds = new Set(nodes.map(({ kind }) => kind))
  const types = new Set(links.map(({ type }) => type))
  return {
    isWhole: false,
    isCut,
    kinds: model.kinds.filter(({ name }) => kinds.has(name)),
    linkTypes: model.linkTypes.filter((type) => types.has(type)),
    nodes: ({ name }) => only(nodes.filter(({ kind }) => kind === name)),
    links: (type) => only(links.filter((link) => link.type === type)),
  }
}

const nothing = <T>(): AsyncIterable<readonly T[]> => only([])

// oxlint-disable-next-line typescript/require-await -- it stands beside sources that have to wait
async function* only<T>(states: readonly T[]): AsyncGenerator<readonly T[]> {
  if (states.length > 0) yield states
}
