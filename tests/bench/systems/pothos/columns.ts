import { model, propertiesOf, scalarsOf } from '../../../../server/model/index.ts'

/** Everything of a node that the schema can show, as a map; what is stored for searching and sorting stays there. */
export function columnsOf(kind: string, node: string): string {
  const own = scalarsOf(model.kind(kind)).flatMap(([name, field]) =>
    propertiesOf(name, field).map((property) =>
      field.type === 'date' || field.type === 'dateTime'
        ? `${property}: toString(${node}.${property})`
        : `.${property}`,
    ),
  )
  return `${node} { .id, .version, ${own.join(', ')} }`
}
