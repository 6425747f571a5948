import { createModel, integer, kind, link, localized, model } from '../../../server/model/index.ts'
import type { LinkRelation } from '../../../admin/links/relations.ts'
import { linkRelations } from '../../../admin/links/relations.ts'

/** The model with one more kind that is called by a number, another by its name, and links that reach them. */
export const madeUp = createModel({
  kinds: [
    ...model.kinds,
    kind({
      name: 'Campaign',
      plural: 'campaigns',
      words: { vi: 'Phong trào', en: 'Campaign' },
      pluralWords: { vi: 'Phong trào', en: 'Campaigns' },
      fields: { title: localized({ vi: 'Tên gọi', en: 'Title' }, { required: true, searched: 3 }) },
    }),
    kind({
      name: 'Phase',
      plural: 'phases',
      words: { vi: 'Giai đoạn', en: 'Phase' },
      pluralWords: { vi: 'Giai đoạn', en: 'Phases' },
      titledBy: { word: { vi: 'Giai đoạn', en: 'Phase' }, number: 'position' },
      fields: { position: integer({ vi: 'Thứ', en: 'Position' }, { required: true }) },
    }),
  ],
  links: [
    ...model.links,
    link({
      from: 'Campaign',
      to: 'Lesson',
      reads: 'inspires',
      reverse: 'inspiredBy',
      words: { vi: 'khơi nguồn cho', en: 'inspires' },
      reverseWords: { vi: 'bắt nguồn từ', en: 'inspired by' },
    }),
    link({
      from: 'Campaign',
      to: 'Phase',
      reads: 'runsIn',
      reverse: 'campaigns',
      words: { vi: 'diễn ra trong', en: 'runs in' },
      reverseWords: { vi: 'có phong trào', en: 'has campaigns' },
      toOne: true,
    }),
    link({
      from: 'Campaign',
      to: 'Campaign',
      reads: 'follows',
      reverse: 'followedBy',
      words: { vi: 'tiếp nối', en: 'follows' },
      reverseWords: { vi: 'được tiếp nối bằng', en: 'followed by' },
      acyclic: true,
    }),
  ],
})

/** @throws Error when the kind has no such relation: a mistake in the test. */
export function relationOf(kindName: string, name: string): LinkRelation {
  const found = linkRelations(madeUp, kindName).find((relation) => relation.name === name)
  if (found === undefined) throw new Error(`${kindName} has no link read as ${name}`)
  return found
}
