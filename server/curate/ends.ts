import { identifier, propertiesOf, scalarsOf } from '../model/index.ts'
import type { Kind, Model } from '../model/index.ts'
import { fromProperties } from '../store/properties.ts'
import type { Writing } from './change-set.ts'
import { titleOf } from './state.ts'
import type { LocalizedText, Values } from './validate.ts'

interface Pair {
  readonly from: string
  readonly to: string
}

/** What links and imports need to know of a node. */
export interface End {
  readonly kind: string
  readonly title: LocalizedText
}

/** The nodes at the ends of links that exist, by id. */
export const endsOf = (draft: Writing, links: readonly Pair[]): Promise<Map<string, End>> =>
  titled(draft, [...new Set(links.flatMap((link) => [link.from, link.to]))])

/** Which of these nodes exist, by id: their kinds, and what they are called at this moment. */
export async function titled(
  { transaction, model }: Writing,
  ids: readonly string[],
): Promise<Map<string, End>> {
  if (ids.length === 0) return new Map()
  const rows = await transaction.run({
    text:
      `UNWIND $ids AS id MATCH (n:Entity) WHERE n.id = id ` +
      `RETURN n.id AS id, labels(n) AS labels, n { ${titleProperties(model)} } AS properties`,
    parameters: { ids },
  })
  return new Map(
    rows.map((row) => {
      const labels = row['labels'] as readonly string[]
      const kind = model.kind(labels.find((label) => label !== 'Entity') ?? '')
      const title = titleOf(kind, fromProperties(kind, row['properties'] as Values))
      return [row['id'] as string, { kind: kind.name, title }]
    }),
  )
}

/** A map projection of every property that titles a node of some kind. */
function titleProperties(model: Model): string {
  const properties = model.kinds.flatMap((kind) =>
    scalarsOf(kind)
      .filter(([name]) => name === titlingField(kind))
      .flatMap(([name, field]) => propertiesOf(name, field)),
  )
  return [...new Set(properties)].map((property) => `.${identifier(property)}`).join(', ')
}

const titlingField = ({ titledBy }: Kind): string => ('field' in titledBy ? titledBy.field : titledBy.number)

/** How history calls a link: by the titles of both its ends. */
export function linkTitle(ends: ReadonlyMap<string, End>, { from, to }: Pair): LocalizedText {
  const titleIn = (language: keyof LocalizedText, id: string) => {
    const title = ends.get(id)?.title
    return title?.[language] ?? title?.vi ?? id
  }
  const both = (language: keyof LocalizedText) => `${titleIn(language, from)} → ${titleIn(language, to)}`
  return { vi: both('vi'), en: both('en') }
}
