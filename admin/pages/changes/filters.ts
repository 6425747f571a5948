import { upperSnake } from '../../../server/model/index.ts'
import type { Model } from '../../../server/model/index.ts'
import { beginningOf, dayOf, endOf } from '../../data/days.ts'
import type { ChangesFilter } from '../../history/documents.ts'

/** What the change log is narrowed by, as the page shows it and as its address keeps it. */
export interface LogFilter {
  readonly actor: string
  /** As `EntityKind` names them. */
  readonly kinds: readonly string[]
  /** As `LinkType` names them. */
  readonly linkTypes: readonly string[]
  /** The id of one link or node of which alone is told. */
  readonly target: string
  /** Days, `2026-11-24`; empty for any. */
  readonly from: string
  readonly to: string
  readonly text: string
}

export const noFilter: LogFilter = {
  actor: '',
  kinds: [],
  linkTypes: [],
  target: '',
  from: '',
  to: '',
  text: '',
}

/** The longest words that the log is searched for. */
export const MAX_TEXT = 200

/** The filter that an address names; what makes no sense in it is left out. */
export function readFilter(model: Model, search: URLSearchParams): LogFilter {
  const said = (name: string) => search.get(name)?.trim() ?? ''
  return {
    actor: said('actor'),
    kinds: readKinds(model, search),
    linkTypes: model.linkTypes.filter((type) => listed(search, 'linkTypes').includes(type)),
    target: said('target'),
    from: dayOf(said('from')),
    to: dayOf(said('to')),
    text: said('text').slice(0, MAX_TEXT),
  }
}

/** The kinds that an address names, in the model's order. */
export function readKinds(model: Model, search: URLSearchParams): string[] {
  const named = listed(search, 'kinds')
  return model.kinds.map(({ name }) => upperSnake(name)).filter((kind) => named.includes(kind))
}

const listed = (search: URLSearchParams, name: string): string[] => (search.get(name) ?? '').split(',')

/** The query of the address for a filter. */
export function writeFilter({ actor, kinds, linkTypes, target, from, to, text }: LogFilter): URLSearchParams {
  const said = {
    ...{ actor, kinds: kinds.join(','), linkTypes: linkTypes.join(','), target },
    ...{ from, to, text: text.trim() },
  }
  return new URLSearchParams(Object.entries(said).filter(([, value]) => value !== ''))
}

/** What the API is asked for. */
export function changesFilter({ actor, kinds, linkTypes, target, from, to, text }: LogFilter): ChangesFilter {
  return {
    ...(target !== '' && { target }),
    ...(actor !== '' && { actor }),
    ...(kinds.length > 0 && { kinds }),
    ...(linkTypes.length > 0 && { linkTypes }),
    ...(from !== '' && { from: beginningOf(from) }),
    ...(to !== '' && { to: endOf(to) }),
    ...(text !== '' && { text }),
  }
}
