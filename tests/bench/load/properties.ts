import { linkKeys } from '../../../server/model/index.ts'
import type { Kind, Link } from '../../../server/model/index.ts'
import { stamps } from '../../../server/curate/nodes.ts'
import type { EvidenceState } from '../../../server/curate/state.ts'
import type { Values } from '../../../server/curate/validate.ts'
import { foldedTwins, toProperties } from '../../../server/store/properties.ts'
import { linkSearchTexts, nodeSearchTexts } from '../../../server/store/search-text.ts'
import type { GeneratedLink } from '../generate/links.ts'
import { generateNode, variantOf } from '../generate/nodes.ts'
import type { Shape } from '../generate/shape.ts'

/** The properties of the node at a place of its kind's order. */
export type NodeWriter = (
  shape: Shape,
  place: number,
  evidence: readonly EvidenceState[],
) => Record<string, unknown>

/** What all nodes of one variant have in common. */
interface Variant {
  readonly values: Values
  readonly properties: object
  /** What the search finds them by where they have no evidence. */
  readonly texts: object
}

/**
 * Makes nodes' properties as the service writes them (createNodes in server/curate/nodes.ts); verify.ts holds that they
 * are. What follows from the values alone is made once for all nodes of a variant.
 */
export function nodeWriter(kind: Kind): NodeWriter {
  const variants = new Map<number, Variant>()
  return (shape, place, evidence) => {
    const variant = variantOf(place)
    let known = variants.get(variant)
    if (known === undefined) {
      const { values } = generateNode(shape, kind, place)
      known = { values, properties: toProperties(kind, values), texts: nodeSearchTexts(kind, values, []) }
      variants.set(variant, known)
    }
    return {
      ...known.properties,
      ...(evidence.length > 0 ? nodeSearchTexts(kind, known.values, evidence) : known.texts),
      ...stamps(shape.id(kind.name, place), new Date(shape.writtenAt(kind.name, place)).toISOString()),
    }
  }
}

/** A link's properties as the service writes them (createLinks in server/curate/links.ts); the same holds. */
export const linkProperties = (
  link: Link,
  { id, at, properties }: GeneratedLink,
  from: string,
  to: string,
  evidence: readonly EvidenceState[],
): Record<string, unknown> =>
  withoutNulls(
    properties,
    properties.note === null ? {} : foldedTwins({ note: properties.note }),
    properties.note === null && evidence.length === 0 ? {} : linkSearchTexts(properties.note, evidence),
    stamps(id, at),
    linkKeys(link, from, to),
  )

/** A null is no property, and most of a link's would be: they are not sent. */
function withoutNulls(...parts: readonly object[]): Record<string, unknown> {
  const properties: Record<string, unknown> = {}
  for (const part of parts)
    for (const [name, value] of Object.entries(part)) if (value !== null) properties[name] = value
  return properties
}
