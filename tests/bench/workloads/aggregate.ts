import { spread } from './workload.ts'
import type { Data, Workload } from './workload.ts'

/** Days from the first of the year in which the first directive may have been issued. */
const DAYS = 365 * 20
const FIRST = Date.parse('1990-01-01')
const DAY_MS = 86_400_000

/** Counts by the values of a field. */
export const aggregate: Workload = {
  name: 'aggregate',
  title: 'how many directives of each form were issued since a day',
  compared: true,
  contents: { ours: (data) => sorted(groupsOf(data)), 'neo4j-graphql': (data) => sorted(aliasesOf(data)) },
  parameters: (_graph, most) =>
    spread(DAYS, most).map((day) => ({ since: new Date(FIRST + day * DAY_MS).toISOString().slice(0, 10) })),
  documents: {
    ours: `query ($since: Date!) {
      directivesAggregate(filter: { issuedOn: { gte: $since } }, groupBy: [FORM]) { groups { form count } }
    }`,
    // The library has no groups; its users ask for each value by an alias.
    'neo4j-graphql': `query ($since: Date!) {
      ${['DIRECTIVE', 'REGULATION', 'REPORT', 'RESOLUTION', 'SCHEME']
        .map(
          (form) =>
            `${form}: directivesConnection(where: { issuedOn: { gte: $since }, form: { eq: ${form} } }) { aggregate { count { nodes } } }`,
        )
        .join('\n')}
    }`,
    pothos: `query ($since: String!) { directiveForms(since: $since) { key count } }`,
  },
  statement: `
    MATCH (d:Directive) WHERE d.issuedOn >= date($since)
    WITH d.form AS key, count(*) AS count ORDER BY key
    RETURN collect({ key: key, count: count }) AS value`,
}

interface Group {
  readonly key: string
  readonly count: number
}

const groupsOf = (data: Data): Group[] => {
  const { groups } = data['directivesAggregate'] as {
    readonly groups: readonly { readonly form: string; readonly count: number }[]
  }
  return groups.map(({ form, count }) => ({ key: form, count }))
}

const aliasesOf = (data: Data): Group[] =>
  Object.entries(data)
    .map(([key, value]) => ({
      key,
      count: (value as { readonly aggregate: { readonly count: { readonly nodes: number } } }).aggregate.count
        .nodes,
    }))
    .filter(({ count }) => count > 0)

const sorted = (groups: readonly Group[]): Group[] =>
  groups.toSorted((one, other) => (one.key < other.key ? -1 : 1))
