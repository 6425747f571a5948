import { spread } from './workload.ts'
import type { Graph, Parameters, Workload } from './workload.ts'

/** Rows of the page. */
const PAGE = 25
/** What part of the list counts as its end. */
const END = 0.1
/** Rows that the service is asked for at once, and cursors that are enough. */
const STEP = 200
const MOST = 2_000

/** Measures are written in the order of their ids, so that a place in that order is the same in every system. */
export const farPage: Workload = {
  name: 'far-page',
  title: 'a page of 25 measures in the last tenth of all',
  compared: true,
  parameters: async (graph) => {
    const count = graph.shape.count('Measure')
    const cursors = await cursorsOf(graph, Math.min(Math.floor(count * END), MOST))
    const places = [...cursors.keys()].filter((place) => place < count - PAGE)
    return spread(places.length, places.length).map((index): Parameters => {
      const place = places[index] ?? 0
      return { cursor: cursors.get(place) ?? '', offset: place + 1, id: graph.shape.id('Measure', place) }
    })
  },
  documents: {
    ours: `query ($cursor: String!) {
      measures(sort: [{ field: ID }], first: 25, after: $cursor) { nodes { id title statement } }
    }`,
    'neo4j-graphql': `query ($offset: Int!) {
      measures(sort: [{ id: ASC }], limit: 25, offset: $offset) { id title: title_vi statement: statement_vi }
    }`,
    pothos: `query ($id: String!) { measuresAfter(id: $id, first: 25) { id title statement } }`,
  },
  statement: `
    MATCH (m:Measure) WHERE m.id > $id
    WITH m ORDER BY m.id LIMIT 25
    RETURN collect(m { .id, title: m.title_vi, statement: m.statement_vi }) AS value`,
}

interface Answer {
  readonly data: {
    readonly measures: { readonly edges: readonly { readonly cursor: string }[]; readonly pageInfo: PageInfo }
  }
}
interface PageInfo {
  readonly startCursor: string
}

/** The cursors of the last places, as the service itself gives them out; empty ones where it does not take part. */
async function cursorsOf({ shape, ask }: Graph, wanted: number): Promise<Map<number, string>> {
  const cursors = new Map<number, string>()
  let end = shape.count('Measure')
  let before: string | null = null
  while (cursors.size < wanted) {
    const edges: readonly { readonly cursor: string }[] =
      ask === undefined
        ? Array.from({ length: STEP }, () => ({ cursor: '' }))
        : ((await ask(backwards, before === null ? {} : { before })) as Answer).data.measures.edges
    if (edges.length === 0) break
    const begin = end - edges.length
    for (const [index, { cursor }] of edges.entries()) cursors.set(begin + index, cursor)
    before = edges[0]?.cursor ?? null
    end = begin
  }
  return cursors
}

const backwards = `query ($before: String) {
  measures(sort: [{ field: ID }], last: ${STEP}, before: $before) { edges { cursor } }
}`
