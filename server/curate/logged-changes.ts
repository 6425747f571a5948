import type { Transaction } from '../store/store.ts'
import { changeFields, changeOf } from './log.ts'
import type { LoggedChange } from './log.ts'
import { batches } from './transitions.ts'
import type { Removal } from './world.ts'

/** A change as an undo needs it: of what nobody has changed since it was made, no state is read. */
export type Undoable =
  | { readonly made: Omit<Removal, 'seq'>; readonly change: null }
  | { readonly made: null; readonly change: LoggedChange }

/**
 * The changes of a set, the last first, a thousand at a time, so that little of a large set is held at once. What the set
 * made and nobody has changed since is what the log says that it is: the log says of everything what became of it.
 */
export async function* undoableChanges(
  transaction: Transaction,
  changeSetId: string,
): AsyncGenerator<Undoable[]> {
  const [all] = await transaction.run({
    text:
      'MATCH (s:ChangeSet)-[:INCLUDES]->(c) WHERE s.id = $id WITH c ORDER BY c.ordinal DESC ' +
      'RETURN collect(elementId(c)) AS places',
    parameters: { id: changeSetId },
  })
  for (const places of batches((all?.['places'] ?? []) as string[])) {
    const rows = await transaction.run({ text: PAGE, parameters: { places } })
    yield rows.map((row): Undoable => {
      const { place, isUntouched, change, into } = row
      if (isUntouched !== true) return { made: null, change: changeOf(change, changeSetId) }
      const { subject, targetId: id, kind, from, to } = change as Readonly<Record<string, unknown>>
      const ends = subject === 'LINK' ? { from, to } : null
      return { made: { subject, id, kind, place, into, ends } as Omit<Removal, 'seq'>, change: null }
    })
  }
}

const changedSince = (id: string): string =>
  `EXISTS { MATCH (o:Change) WHERE o.targetId = ${id} AND o.seq > c.seq }`

/** A link is called by its ends: where one of these was changed since, it may be called otherwise by now. */
const PAGE =
  'UNWIND $places AS place MATCH (c) WHERE elementId(c) = place ' +
  'WITH place, c, c.before IS NULL ' +
  'AND COUNT { MATCH (o:Change) WHERE o.targetId = c.targetId AND o.seq >= c.seq } = 1 ' +
  `AND (c.subject = 'NODE' OR NOT (${changedSince('c.from')} OR ${changedSince('c.to')})) AS isUntouched ` +
  'RETURN place, isUntouched, ' +
  `CASE WHEN isUntouched THEN c { .subject, .targetId, .kind, .from, .to } ELSE ${changeFields} END AS change, ` +
  "CASE WHEN isUntouched AND c.subject = 'NODE' THEN head(COLLECT { MATCH (o:Change) " +
  'WHERE o.targetId = c.targetId AND o.seq < c.seq RETURN o.into ORDER BY o.seq DESC LIMIT 1 }) END AS into'

/** What changes of the log were called, by where the log has them. */
export async function titlesAt(
  transaction: Transaction,
  places: readonly string[],
): Promise<Map<string, LoggedChange['title']>> {
  const titles = new Map<string, LoggedChange['title']>()
  for (const some of batches(places)) {
    const rows = await transaction.run({
      text:
        'UNWIND $places AS place MATCH (c) WHERE elementId(c) = place ' +
        'RETURN place, c.title_vi AS vi, c.title_en AS en',
      parameters: { places: some },
    })
    for (const { place, vi, en } of rows) titles.set(String(place), { vi, en } as LoggedChange['title'])
  }
  return titles
}
