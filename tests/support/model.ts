import {
  boolean,
  createModel,
  decimal,
  integer,
  kind,
  link,
  localized,
  model,
  oneOf,
  reference,
} from '../../server/model/index.ts'

/** A copy of the model with one more kind, of every type of field, and one more link. */
export const extended = createModel({
  kinds: [
    ...model.kinds,
    kind({
      name: 'Rumour',
      plural: 'rumours',
      words: { vi: 'Lời đồn', en: 'Rumour' },
      pluralWords: { vi: 'Lời đồn', en: 'Rumours' },
      fields: {
        title: localized({ vi: 'Tên gọi', en: 'Title' }, { required: true, searched: 3 }),
        loudness: decimal({ vi: 'Độ ồn', en: 'Loudness' }, { min: 0, max: 1 }),
        tellers: integer({ vi: 'Số người kể', en: 'Tellers' }),
        denied: boolean({ vi: 'Đã bác bỏ', en: 'Denied' }),
        mood: oneOf(
          { vi: 'Sắc thái', en: 'Mood' },
          { GLAD: { vi: 'Vui', en: 'Glad' }, GRIM: { vi: 'U ám', en: 'Grim' } },
        ),
        heardFrom: reference({ vi: 'Nghe từ', en: 'Heard from' }, 'Source', {
          reads: 'rumours',
          words: { vi: 'có lời đồn', en: 'has rumours' },
        }),
      },
    }),
  ],
  links: [
    ...model.links,
    link({
      from: 'Rumour',
      to: 'Body',
      reads: 'spreadsAbout',
      reverse: 'rumoursAbout',
      words: { vi: 'nói về', en: 'spreads about' },
      reverseWords: { vi: 'bị đồn', en: 'rumours about' },
    }),
  ],
})
