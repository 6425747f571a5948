import { spread } from './workload.ts'
import type { Workload } from './workload.ts'

/** Rows of the page, and of each link in it. */
const PAGE = 25

/**
 * A list as apps show it: the lessons written since some instant, each with the beginning of three of its links. The
 * instant itself is not asked for: @neo4j/graphql would need a plugin in the database to write it.
 */
export const page: Workload = {
  name: 'page',
  title: 'a page of 25 lessons since an instant, each with three links of 10',
  compared: true,
  parameters: ({ shape }, most) => {
    // Any instant will do that has a whole page behind it, so there are always enough of them.
    const [first, last] = [0, shape.count('Lesson') - PAGE - 1].map((place) =>
      shape.writtenAt('Lesson', place),
    )
    if (first === undefined || last === undefined) return []
    return spread(last - first, most).map((after) => ({ since: new Date(first + after).toISOString() }))
  },
  documents: {
    ours: `query ($since: DateTime!) {
      lessons(filter: { createdAt: { gte: $since } }, sort: [{ field: CREATED_AT }], first: 25) {
        nodes {
          id
          title
          ordinal
          cites(first: 10) { nodes { id title number } }
          involves(first: 10) { nodes { id title form } }
          supportedBy(first: 10) { nodes { id title } }
        }
      }
    }`,
    'neo4j-graphql': `query ($since: DateTime!) {
      lessons(where: { createdAt: { gte: $since } }, sort: [{ createdAt: ASC }, { id: ASC }], limit: 25) {
        id
        title: title_vi
        ordinal
        cites(limit: 10, sort: [{ id: ASC }]) { id title: title_vi number }
        involves(limit: 10, sort: [{ id: ASC }]) { id title: title_vi form }
        supportedBy(limit: 10, sort: [{ id: ASC }]) { id title: title_vi }
      }
    }`,
    pothos: `query ($since: String!) {
      lessons: lessonsSince(since: $since, first: 25) {
        id
        title
        ordinal
        cites(first: 10) { id title number }
        involves(first: 10) { id title form }
        supportedBy(first: 10) { id title }
      }
    }`,
  },
  statement: `
    MATCH (l:Lesson) WHERE l.createdAt >= datetime($since)
    WITH l ORDER BY l.createdAt, l.id LIMIT 25
    RETURN collect(l {
      .id, title: l.title_vi, .ordinal,
      cites: COLLECT {
        MATCH (l)-[:CITES]->(d:Directive) WITH d ORDER BY d.id LIMIT 10 RETURN d { .id, title: d.title_vi, .number } },
      involves: COLLECT {
        MATCH (l)-[:INVOLVES]->(b:Body) WITH b ORDER BY b.id LIMIT 10 RETURN b { .id, title: b.title_vi, .form } },
      supportedBy: COLLECT {
        MATCH (l)<-[:SUPPORTS]-(m:Measure) WITH m ORDER BY m.id LIMIT 10 RETURN m { .id, title: m.title_vi } }
    }) AS value`,
}
