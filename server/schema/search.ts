import { both } from './builder.ts'
import type { Base } from './builder.ts'
import type { Connections } from './connections.ts'
import { fromPlan, planned } from './context.ts'
import type { Written } from './context.ts'
import type { Entities } from './entities.ts'
import { isSearched, scalarsOf, upperSnake } from '../model/index.ts'
import type { Model, Words } from '../model/index.ts'
import { DEFAULT_HITS, DEPTH, MAX_HITS, OWN_TEXTS, planSearch } from '../query/index.ts'
import { searchIndexes } from '../store/search-index.ts'

const ownWords: Readonly<Record<(typeof OWN_TEXTS)[number], Words>> = {
  title: { vi: 'Tên gọi', en: 'Title' },
  note: {
    vi: 'Ghi chú của một liên kết hoặc minh chứng',
    en: 'The note of a link or of a piece of evidence',
  },
  mention: { vi: 'Lời dẫn từ nguồn', en: 'Words quoted from a source' },
}

/** Search by words, as Vietnamese is typed. */
export function addSearch(base: Base, entities: Entities, { pageInfo }: Connections): void {
  const { builder, model, entityKind, lang } = base
  const indexes = searchIndexes(model)
  const names = { nodes: indexes.nodes.name, links: indexes.links.name }

  const searchedField = builder.enumType('SearchedField', {
    description: 'Where a search can find words.',
    values: Object.fromEntries(
      [...searchedFields(model)].map(([name, words]) => [upperSnake(name), { description: both(words) }]),
    ),
  })
  const part = builder.objectRef<Written>('SnippetPart').implement({
    description: 'A stretch of a snippet, as it was written: text, never markup.',
    fields: (t) => ({
      text: t.string({ resolve: fromPlan }),
      marked: t.boolean({ description: 'Whether it is what was searched for.', resolve: fromPlan }),
    }),
  })
  const hit = builder.objectRef<Written>('SearchHit').implement({
    description: 'A node or a link that was found. Each is found once, by whichever of its texts fits best.',
    fields: (t) => ({
      entity: t.field({
        type: entities.entity,
        description: 'The node; of a link the node that it leaves from.',
        resolve: fromPlan,
      }),
      link: t.field({
        type: entities.link,
        nullable: true,
        description: 'The link, where the words are those of a link or of its evidence.',
        resolve: fromPlan,
      }),
      field: t.field({ type: searchedField, description: 'Where the words stand.', resolve: fromPlan }),
      lang: t.field({
        type: lang,
        nullable: true,
        description: 'The language of that text; null where it is in whatever language it is.',
        resolve: fromPlan,
      }),
      snippet: t.field({
        type: [part],
        description: 'The part of that text around the words, in stretches: joined, they are what to show.',
        resolve: fromPlan,
      }),
    }),
  })
  const edge = builder.objectRef<Written>('SearchEdge').implement({
    fields: (t) => ({
      cursor: t.string({ resolve: fromPlan }),
      node: t.field({ type: hit, resolve: fromPlan }),
    }),
  })
  const hits = builder.objectRef<Written>('SearchConnection').implement({
    fields: (t) => ({
      edges: t.field({ type: [edge], resolve: fromPlan }),
      nodes: t.field({ type: [hit], resolve: fromPlan }),
      pageInfo: t.field({ type: pageInfo, resolve: fromPlan }),
    }),
  })
  builder.queryField('search', (t) =>
    t.field({
      type: hits,
      description:
        'Nodes and links in which every word is found, the best first: titles, statements, summaries, notes and words ' +
        'quoted as evidence, in both languages. Accents may be left out; the last word may be begun; "words in quotation ' +
        'marks" stand together; abbreviations stand for what the graph says they do; a longer word forgives a typo. What ' +
        `fits as it was typed comes before what only fits otherwise, titles before other texts. About ${DEPTH} hits of ` +
        'a search can be paged through; cursors count them, so that a page moves when hits come or go before it.',
      args: {
        text: t.arg.string({ required: true }),
        kinds: t.arg({
          type: [entityKind],
          description: 'Kinds of node to find, and no links; everything where it is left out.',
        }),
        first: t.arg.int({
          description: `At most ${MAX_HITS}; ${DEFAULT_HITS} where it is left out.`,
        }),
        after: t.arg.string(),
      },
      ...planned((planning, selected) => planSearch(planning, selected, names)),
    }),
  )
}

/** The fields in which words can be found, each with its words for people. */
function searchedFields(model: Model): Map<string, Words> {
  const fields = new Map<string, Words>()
  for (const kind of model.kinds)
    for (const [name, field] of scalarsOf(kind))
      if (isSearched(field) && !fields.has(name)) fields.set(name, field.words)
  for (const name of OWN_TEXTS) if (!fields.has(name)) fields.set(name, ownWords[name])
  return fields
}
