import { linkKeys } from '../../../server/model/index.ts'
import { stamps } from '../../../server/curate/nodes.ts'
import { foldedTwins, toProperties } from '../../../server/store/properties.ts'
import type { Link } from '../../../server/model/index.ts'
import type { GeneratedLink } from '../generate/links.ts'
import type { GeneratedNode } from '../generate/nodes.ts'

/** A node's properties as the service writes them (createNodes in server/curate/nodes.ts). */
export const nodeProperties = ({ kind, id, at, values }: GeneratedNode): Record<string, unknown> => ({
  ...toProperties(kind, values),
  ...stamps(id, at),
})

/**
 * A link's properties as the service writes them (createLinks in server/curate/links.ts). It has no function for them
 * alone; verify.ts holds these against what it writes.
 */
export const linkProperties = (
  link: Link,
  { id, at, properties }: GeneratedLink,
  from: string,
  to: string,
): Record<string, unknown> => ({
  ...properties,
  ...foldedTwins({ note: properties.note }),
  ...stamps(id, at),
  ...linkKeys(link, from, to),
})
