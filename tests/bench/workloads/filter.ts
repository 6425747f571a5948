import { spread } from './workload.ts'
import type { Workload } from './workload.ts'

/** A filter that is two links away from what it filters. */
export const filter: Workload = {
  name: 'filter',
  title: 'the first 25 lessons that cite something issued by a body',
  compared: true,
  parameters: async ({ store }, most) => {
    const bodies = (await store.read({
      text: `
        MATCH (b:Body) WHERE EXISTS { (b)<-[:ISSUED_BY]-(:Directive)<-[:CITES]-(:Lesson) }
        WITH b ORDER BY b.id RETURN b.id AS value`,
      parameters: {},
    })) as string[]
    return spread(bodies.length, most).map((index) => ({ body: bodies[index] ?? '' }))
  },
  documents: {
    ours: `query ($body: ID!) {
      lessons(
        filter: { cites: { some: { issuedBy: { some: { id: { eq: $body } } } } } }
        sort: [{ field: ID }]
        first: 25
      ) { nodes { id title ordinal } }
    }`,
    'neo4j-graphql': `query ($body: ID!) {
      lessons(
        where: { cites: { some: { issuedBy: { some: { id: { eq: $body } } } } } }
        sort: [{ id: ASC }]
        limit: 25
      ) { id title: title_vi ordinal }
    }`,
    pothos: `query ($body: String!) { lessonsCitingIssuedBy(body: $body, first: 25) { id title ordinal } }`,
  },
  statement: `
    MATCH (:Body { id: $body })<-[:ISSUED_BY]-(:Directive)<-[:CITES]-(l:Lesson)
    WITH DISTINCT l ORDER BY l.id LIMIT 25
    RETURN collect(l { .id, title: l.title_vi, .ordinal }) AS value`,
}
