import { columnsOf } from './columns.ts'

/** A list at the root, with the statement that was written for it; its links are left to the loaders. */
export interface List {
  readonly name: string
  /** Null for counts by a key. */
  readonly kind: string | null
  readonly argument: string
  readonly statement: string
}

export const lists: readonly List[] = [
  {
    name: 'lessonsSince',
    kind: 'Lesson',
    argument: 'since',
    statement: `
      MATCH (l:Lesson) WHERE l.createdAt >= datetime($since)
      WITH l ORDER BY l.createdAt, l.id LIMIT $first RETURN ${columnsOf('Lesson', 'l')}`,
  },
  {
    name: 'measuresAfter',
    kind: 'Measure',
    argument: 'id',
    statement: `
      MATCH (m:Measure) WHERE m.id > $id WITH m ORDER BY m.id LIMIT $first RETURN ${columnsOf('Measure', 'm')}`,
  },
  {
    name: 'lessonsCitingIssuedBy',
    kind: 'Lesson',
    argument: 'body',
    statement: `
      MATCH (:Body { id: $body })<-[:ISSUED_BY]-(:Directive)<-[:CITES]-(l:Lesson)
      WITH DISTINCT l ORDER BY l.id LIMIT $first RETURN ${columnsOf('Lesson', 'l')}`,
  },
  {
    name: 'lessonsMostSupported',
    kind: 'Lesson',
    argument: 'since',
    statement: `
      MATCH (l:Lesson) WHERE l.createdAt >= datetime($since)
      WITH l, COUNT { (l)<-[:SUPPORTS]-() } AS count ORDER BY count DESC, l.id LIMIT $first
      RETURN l { .id, .title_vi, supportedByCount: count }`,
  },
  {
    name: 'directiveForms',
    kind: null,
    argument: 'since',
    statement: `
      MATCH (d:Directive) WHERE d.issuedOn >= date($since)
      WITH d.form AS key, count(*) AS count ORDER BY key LIMIT $first RETURN { key: key, count: count }`,
  },
]
