import { spread } from './workload.ts'
import type { Workload } from './workload.ts'

/** One thing and what hangs on it, three deep: what a page about a measure shows. */
export const byId: Workload = {
  name: 'by-id',
  title: 'a measure by its id, three deep, about 30 objects',
  compared: true,
  parameters: ({ shape }, most) =>
    spread(shape.count('Measure'), most).map((place) => ({ id: shape.id('Measure', place) })),
  documents: {
    ours: `query ($id: ID!) {
      measure(id: $id) {
        id
        title
        statement
        supports(first: 5) { nodes { id title ordinal cites(first: 5) { nodes { id title form number } } } }
        carriedOutBy(first: 5) { nodes { id title form partOf(first: 1) { nodes { id title } } } }
        implements(first: 5) {
          nodes {
            id
            title
            number
            issuedBy(first: 3) { nodes { id title } }
            expresses(first: 3) { nodes { id title } }
          }
        }
        addresses(first: 5) { nodes { id title } }
        achieves(first: 5) { nodes { id title figure } }
      }
    }`,
    'neo4j-graphql': `query ($id: ID!) {
      measure: measures(where: { id: { eq: $id } }) {
        id
        title: title_vi
        statement: statement_vi
        supports(limit: 5, sort: [{ id: ASC }]) {
          id
          title: title_vi
          ordinal
          cites(limit: 5, sort: [{ id: ASC }]) { id title: title_vi form number }
        }
        carriedOutBy(limit: 5, sort: [{ id: ASC }]) {
          id
          title: title_vi
          form
          partOf(limit: 1, sort: [{ id: ASC }]) { id title: title_vi }
        }
        implements(limit: 5, sort: [{ id: ASC }]) {
          id
          title: title_vi
          number
          issuedBy(limit: 3, sort: [{ id: ASC }]) { id title: title_vi }
          expresses(limit: 3, sort: [{ id: ASC }]) { id title: title_vi }
        }
        addresses(limit: 5, sort: [{ id: ASC }]) { id title: title_vi }
        achieves(limit: 5, sort: [{ id: ASC }]) { id title: title_vi figure }
      }
    }`,
    pothos: `query ($id: ID!) {
      measure(id: $id) {
        id
        title
        statement
        supports(first: 5) { id title ordinal cites(first: 5) { id title form number } }
        carriedOutBy(first: 5) { id title form partOf(first: 1) { id title } }
        implements(first: 5) {
          id
          title
          number
          issuedBy(first: 3) { id title }
          expresses(first: 3) { id title }
        }
        addresses(first: 5) { id title }
        achieves(first: 5) { id title figure }
      }
    }`,
  },
  statement: `
    MATCH (m:Measure { id: $id })
    RETURN m {
      .id, title: m.title_vi, statement: m.statement_vi,
      supports: COLLECT {
        MATCH (m)-[:SUPPORTS]->(l:Lesson) WITH l ORDER BY l.id LIMIT 5
        RETURN l { .id, title: l.title_vi, .ordinal, cites: COLLECT {
          MATCH (l)-[:CITES]->(d:Directive) WITH d ORDER BY d.id LIMIT 5
          RETURN d { .id, title: d.title_vi, .form, .number } } } },
      carriedOutBy: COLLECT {
        MATCH (m)-[:CARRIED_OUT_BY]->(b:Body) WITH b ORDER BY b.id LIMIT 5
        RETURN b { .id, title: b.title_vi, .form, partOf: COLLECT {
          MATCH (b)-[:PART_OF]->(o:Body) WITH o ORDER BY o.id LIMIT 1 RETURN o { .id, title: o.title_vi } } } },
      implements: COLLECT {
        MATCH (m)-[:IMPLEMENTS]->(d:Directive) WITH d ORDER BY d.id LIMIT 5
        RETURN d { .id, title: d.title_vi, .number,
          issuedBy: COLLECT {
            MATCH (d)-[:ISSUED_BY]->(b:Body) WITH b ORDER BY b.id LIMIT 3 RETURN b { .id, title: b.title_vi } },
          expresses: COLLECT {
            MATCH (d)-[:EXPRESSES]->(p:Principle) WITH p ORDER BY p.id LIMIT 3 RETURN p { .id, title: p.title_vi } } } },
      addresses: COLLECT {
        MATCH (m)-[:ADDRESSES]->(c:Challenge) WITH c ORDER BY c.id LIMIT 5 RETURN c { .id, title: c.title_vi } },
      achieves: COLLECT {
        MATCH (m)-[:ACHIEVES]->(o:Outcome) WITH o ORDER BY o.id LIMIT 5 RETURN o { .id, title: o.title_vi, .figure } }
    } AS value`,
}
