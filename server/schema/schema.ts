import type { GraphQLSchema } from 'graphql'
import type { Model } from '../model/index.ts'
import { addAccess } from './access.ts'
import { addAggregates } from './aggregates.ts'
import { createBuilder } from './builder.ts'
import { addChanges, createLogEnums } from './changes.ts'
import { addCompare } from './compare.ts'
import { createConnections } from './connections.ts'
import { addCuration } from './curation.ts'
import { createEntities } from './entities.ts'
import { createEnums } from './enums.ts'
import { addExplore } from './explore.ts'
import { createFilters } from './filters.ts'
import { createInputs } from './inputs.ts'
import { addImport } from './import.ts'
import { addLive } from './live.ts'
import { addQueries } from './queries.ts'
import { addSearch } from './search.ts'
import { addUndoAndMerge } from './undo.ts'

/** The GraphQL face of a model. */
export function createSchema(model: Model): GraphQLSchema {
  const base = createBuilder(model)
  const enums = createEnums(base)
  const filters = createFilters(base, enums)
  const connections = createConnections(base)
  const entities = createEntities(base, enums, filters, connections)
  addQueries(base, entities, filters)
  addAggregates(base, enums, entities, filters)
  addSearch(base, entities, connections)
  addExplore(base, entities)
  const log = createLogEnums(base)
  addLive(base, addChanges(base, log, connections))
  addCompare(base, log)
  addCuration(base, entities, createInputs(base, enums))
  addUndoAndMerge(base, log)
  addImport(base, log)
  addAccess(base, connections)
  return base.builder.toSchema()
}
