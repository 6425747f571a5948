/** The most nodes on the canvas: more cannot be read there, and one page of the API holds them. */
export const MAX_NODES = 150
/** Links that a path follows at most: as the reader finds it, and as the API allows. */
export const DEFAULT_STEPS = 4
export const MAX_STEPS = 6

/** What is worth sharing of the page: it lives in the address. */
export interface ExplorerState {
  readonly ids: readonly string[]
  /** The ends of the path that is looked for. */
  readonly from: string | undefined
  readonly to: string | undefined
  readonly steps: number
}

/** `shown` are the nodes on the canvas, those of a path among them, which the state itself does not list. */
export type ExplorerAction =
  | { readonly do: 'add'; readonly ids: readonly string[] }
  | { readonly do: 'remove'; readonly id: string; readonly shown: readonly string[] }
  /** Nodes were merged into others, by their old ids. */
  | { readonly do: 'replace'; readonly by: ReadonlyMap<string, string> }
  | { readonly do: 'forget'; readonly ids: ReadonlySet<string> }
  | { readonly do: 'setEnd'; readonly end: 'from' | 'to'; readonly id: string | undefined }
  | { readonly do: 'swapEnds' }
  | { readonly do: 'setSteps'; readonly steps: number }
  | { readonly do: 'closePath'; readonly shown: readonly string[] }
  | { readonly do: 'clear' }

export const emptyState: ExplorerState = { ids: [], from: undefined, to: undefined, steps: DEFAULT_STEPS }

/** What the page becomes when somebody does something. */
export function reduceExplorer(state: ExplorerState, action: ExplorerAction): ExplorerState {
  switch (action.do) {
    case 'add':
      return { ...state, ids: unique([...state.ids, ...action.ids]).slice(0, MAX_NODES) }
    case 'remove': {
      const onPath = !state.ids.includes(action.id) || action.id === state.from || action.id === state.to
      return {
        ...state,
        ids: (onPath ? action.shown : state.ids).filter((id) => id !== action.id),
        ...(onPath ? { from: undefined, to: undefined } : {}),
      }
    }
    case 'replace': {
      const now = (id: string | undefined) => (id === undefined ? undefined : (action.by.get(id) ?? id))
      const [from, to] = [now(state.from), now(state.to)]
      return {
        ...state,
        ids: unique(state.ids.map((id) => action.by.get(id) ?? id)),
        from,
        // Both ends may have become one.
        to: to === from ? undefined : to,
      }
    }
    case 'forget': {
      const kept = (id: string | undefined) => (id !== undefined && action.ids.has(id) ? undefined : id)
      return {
        ...state,
        ids: state.ids.filter((id) => !action.ids.has(id)),
        from: kept(state.from),
        to: kept(state.to),
      }
    }
    case 'setEnd': {
      const other = action.end === 'from' ? 'to' : 'from'
      return {
        ...state,
        [action.end]: action.id,
        // A path leads to another node: the end that was there before gives way.
        ...(action.id !== undefined && state[other] === action.id ? { [other]: undefined } : {}),
      }
    }
    case 'swapEnds':
      return { ...state, from: state.to, to: state.from }
    case 'setSteps':
      return { ...state, steps: clampSteps(action.steps) }
    case 'closePath':
      return { ...state, ids: unique(action.shown).slice(0, MAX_NODES), from: undefined, to: undefined }
    case 'clear':
      return { ...emptyState, steps: state.steps }
  }
}

/** The state that an address names; what makes no sense in it is left out. */
export function readState(search: URLSearchParams): ExplorerState {
  const end = (name: string) => search.get(name)?.trim() || undefined
  const from = end('from')
  const to = end('to')
  return {
    ids: unique((search.get('ids') ?? '').split(',').map((id) => id.trim())).slice(0, MAX_NODES),
    from,
    to: to === from ? undefined : to,
    steps: search.has('steps') ? clampSteps(Number(search.get('steps'))) : DEFAULT_STEPS,
  }
}

/** The query of the address for a state, the parameters of others left as they are. */
export function writeState(state: ExplorerState, others = new URLSearchParams()): URLSearchParams {
  const search = new URLSearchParams(others)
  const set = (name: string, value: string) => (value === '' ? search.delete(name) : search.set(name, value))
  set('ids', state.ids.join(','))
  set('from', state.from ?? '')
  set('to', state.to ?? '')
  set('steps', state.steps === DEFAULT_STEPS ? '' : String(state.steps))
  return search
}

/** All nodes on the canvas: those put there, the ends of a path, and what lies between them. */
export const shownIds = (state: ExplorerState, path: readonly string[] = []): readonly string[] =>
  unique([...state.ids, state.from ?? '', state.to ?? '', ...path]).slice(0, MAX_NODES)

const unique = (ids: readonly string[]): string[] => [...new Set(ids.filter((id) => id !== ''))]

const clampSteps = (steps: number): number =>
  Number.isInteger(steps) ? Math.min(MAX_STEPS, Math.max(1, steps)) : DEFAULT_STEPS
