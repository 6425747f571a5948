import { upperSnake } from '../../../server/model/index.ts'
import type { Model } from '../../../server/model/index.ts'
import type { ChangesFilter } from '../../history/documents.ts'

/** What the change log is narrowed by, as the page shows it and as its address keeps it. */
export interface LogFilter {
  readonly actor: string
  /** As `EntityKind` names them. */
  readonly kinds: readonly string[]
  /** Days, `2026-11-24`; empty for any. */
  readonly from: string
  readonly to: string
  readonly text: string
}

export const noFilter: LogFilter = { actor: '', kinds: [], from: '', to: '', text: '' }

/** The longest words that the log is searched for. */
export const MAX_TEXT = 200

/** The filter that an address names; what makes no sense in it is left out. */
export function readFilter(model: Model, search: URLSearchParams): LogFilter {
  const said = (name: string) => search.get(name)?.trim() ?? ''
  return {
    actor: said('actor'),
    kinds: readKinds(model, search),
    from: dayOf(said('from')),
    to: dayOf(said('to')),
    text: said('text').slice(0, MAX_TEXT),
  }
}

/** The kinds that an address names, in the model's order. */
export function readKinds(model: Model, search: URLSearchParams): string[] {
  const named = (search.get('kinds') ?? '').split(',')
  return model.kinds.map(({ name }) => upperSnake(name)).filter((kind) => named.includes(kind))
}

/** The query of the address for a filter. */
export function writeFilter({ actor, kinds, from, to, text }: LogFilter): URLSearchParams {
  const said = { actor, kinds: kinds.join(','), from, to, text: text.trim() }
  return new URLSearchParams(Object.entries(said).filter(([, value]) => value !== ''))
}

/** What the API is asked for: days begin and end where the reader is. */
export function changesFilter({ actor, kinds, from, to, text }: LogFilter): ChangesFilter {
  return {
    ...(actor !== '' && { actor }),
    ...(kinds.length > 0 && { kinds }),
    ...(from !== '' && { from: new Date(`${from}T00:00:00.000`).toISOString() }),
    ...(to !== '' && { to: new Date(`${to}T23:59:59.999`).toISOString() }),
    ...(text !== '' && { text }),
  }
}

function dayOf(text: string): string {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return ''
  const day = new Date(`${text}T00:00:00Z`)
  // The engine takes 31 February for a day in March.
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text) ? text : ''
}
