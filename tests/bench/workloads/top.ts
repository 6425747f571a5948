import { spread } from './workload.ts'
import type { Workload } from './workload.ts'

/** From how early in the graph's time the instants are drawn: nearly all lessons are always counted. */
const EARLY = 0.05

/** The nodes with the most links of a kind: nothing is stored that says which these are. */
export const top: Workload = {
  name: 'top',
  title: 'the 20 lessons with the most measures in support, of those since an instant',
  compared: true,
  parameters: ({ shape }, most) => {
    const count = shape.count('Lesson')
    const [first, last] = [shape.writtenAt('Lesson', 0), shape.writtenAt('Lesson', count * EARLY)]
    return spread(last - first, most).map((after) => ({ since: new Date(first + after).toISOString() }))
  },
  documents: {
    ours: `query ($since: DateTime!) {
      lessons(
        filter: { createdAt: { gte: $since } }
        sort: [{ field: SUPPORTED_BY_COUNT, direction: DESC }]
        first: 20
      ) { nodes { id title supportedBy { totalCount } } }
    }`,
    'neo4j-graphql': `query ($since: DateTime!) {
      lessons(
        where: { createdAt: { gte: $since } }
        sort: [{ supportedByCount: DESC }, { id: ASC }]
        limit: 20
      ) { id title: title_vi supportedBy: supportedByCount }
    }`,
    pothos: `query ($since: String!) {
      lessonsMostSupported(since: $since, first: 20) { id title supportedBy: supportedByCount }
    }`,
  },
  statement: `
    MATCH (l:Lesson) WHERE l.createdAt >= datetime($since)
    WITH l, COUNT { (l)<-[:SUPPORTS]-() } AS count ORDER BY count DESC, l.id LIMIT 20
    RETURN collect(l { .id, title: l.title_vi, supportedBy: count }) AS value`,
}
