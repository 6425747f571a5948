import { Kind } from 'graphql'
import type { DocumentNode, FragmentDefinitionNode, GraphQLSchema, OperationDefinitionNode } from 'graphql'
import type { Model } from '../model/index.ts'
import { PlannedOperation } from './root-fields.ts'

/** What is known of a document that was met before. */
interface Known {
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>
  readonly operations: Map<string, PlannedOperation>
}

/** The plans of an operation of a document, which are kept as long as the document is. */
export type PlansOf = (document: DocumentNode, operation: OperationDefinitionNode) => PlannedOperation

/** The plans of one schema's operations, each made once for all requests of its document. */
export function createPlans(schema: GraphQLSchema, model: Model, maxCost: number): PlansOf {
  const documents = new WeakMap<DocumentNode, Known>()
  return (document, operation) => {
    let known = documents.get(document)
    if (known === undefined) {
      const fragments = document.definitions.flatMap((definition) =>
        definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
      )
      known = { fragments: Object.fromEntries(fragments), operations: new Map() }
      documents.set(document, known)
    }
    const name = operation.name?.value ?? ''
    let plans = known.operations.get(name)
    if (plans === undefined) {
      plans = new PlannedOperation(schema, model, operation, known.fragments, maxCost)
      known.operations.set(name, plans)
    }
    return plans
  }
}
