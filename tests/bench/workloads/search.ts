import { SEARCH, fold, model } from '../../../server/model/index.ts'
import { generateNode } from '../generate/nodes.ts'
import { randomOf } from '../generate/random.ts'
import { spread } from './workload.ts'
import type { Graph, Parameters, Workload } from './workload.ts'

/** Titles from which words are taken; more would give hardly any other words. */
const TITLES = 5_000

/**
 * Two words as somebody types them: the second is not there yet whole. Each system ranks in its own way, and this service
 * is asked for more than the others can tell: among all kinds and links, and where each hit matches.
 */
export const search: Workload = {
  name: 'search',
  title: 'the 10 best hits for two words, the second half typed; of the others, measures alone',
  compared: false,
  parameters: async (graph, most) => {
    const index = await indexOf(graph)
    const typed = new Map<string, Parameters>()
    for (const place of spread(graph.shape.count('Measure'), TITLES)) {
      const [first, second] = typedFrom(graph, place)
      // Without the accents on every other: that is how much of Vietnamese is typed.
      const text = place % 2 === 0 ? `${first} ${second}` : fold(`${first} ${second}`)
      typed.set(text, { text, index, phrase: phraseOf(fold(first), fold(second)) })
    }
    return [...typed.values()].slice(0, most)
  },
  documents: {
    ours: `query ($text: String!) {
      search(text: $text, first: 10) { nodes { entity { id title } field snippet { text marked } } }
    }`,
    'neo4j-graphql': `query ($phrase: String!) {
      searchMeasures(phrase: $phrase, first: 10) { edges { node { id title: title_vi } } }
    }`,
  },
  statement: `
    CALL db.index.fulltext.queryNodes($index, $phrase, { limit: 10 }) YIELD node AS n
    RETURN collect(n { .id, title: n.title_vi }) AS value`,
}

/** What somebody who knows the index asks of it: the kind, a whole word and the beginning of another. */
const phraseOf = (first: string, second: string): string =>
  `+${SEARCH.kind}:measure +${SEARCH.textFolded}:${first} +${SEARCH.textFolded}:${second}*`

/** Two words that stand together in a title, the second cut short. */
function typedFrom({ shape }: Graph, place: number): [string, string] {
  const random = randomOf(7, place)
  const { values } = generateNode(shape, model.kind('Measure'), place)
  const title = (values['title'] as { readonly vi: string }).vi
  const words = title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  const at = random.int(words.length - 1)
  const second = words[at + 1] ?? ''
  return [words[at] ?? '', second.slice(0, 1 + random.int(second.length))]
}

async function indexOf({ store }: Graph): Promise<string> {
  const [name] = await store.read({
    text: "SHOW INDEXES YIELD name, type, labelsOrTypes WHERE type = 'FULLTEXT' AND 'Measure' IN labelsOrTypes RETURN name ORDER BY name",
    parameters: {},
  })
  return String(name)
}
