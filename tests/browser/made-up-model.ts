// Stands in for server/model where the admin is built over a model that no installation has.
export { extended as model } from '../support/model.ts'
