import type { EvidenceState, LinkState, NodeState } from '../../curate/state.ts'
import { isRecord } from '../../curate/validate.ts'
import type { Field, Kind, Model, Words } from '../../model/index.ts'
import type { Column } from './table.ts'

type Lang = keyof Words

/** Names and values in the words of a language, or as the model has them. */
export interface Wording {
  readonly model: Model
  readonly lang: Lang | null
}

/** The columns of a kind's table: its id, each of its fields (a language a column), and its stamps. */
export function nodeColumns(kind: Kind, { lang }: Wording): Column<NodeState>[] {
  const fields = Object.entries(kind.fields).flatMap(([name, field]) => fieldColumns(name, field, lang))
  return [{ header: 'id', cell: ({ id }) => id }, ...fields, ...stamps(lang)]
}

function fieldColumns(name: string, field: Field, lang: Lang | null): Column<NodeState>[] {
  const header = lang === null ? name : field.words[lang]
  if (field.type === 'localized')
    return (['vi', 'en'] as const).map((language) => ({
      header: lang === null ? `${name}.${language}` : `${header} (${language})`,
      cell: ({ fields }) => {
        const text = fields[name]
        return isRecord(text) ? cellOf(text[language]) : null
      },
    }))
  const words = field.type === 'oneOf' ? field.values : {}
  return [
    {
      header,
      cell: ({ fields }) => {
        const value = cellOf(fields[name])
        return lang !== null && typeof value === 'string' ? (words[value]?.[lang] ?? value) : value
      },
    },
  ]
}

/** The columns of the table of links. */
export const linkColumns = ({ lang }: Wording): Column<LinkState>[] => [
  { header: 'id', cell: ({ id }) => id },
  { header: said('type', lang), cell: ({ type }) => type },
  { header: said('from', lang), cell: ({ from }) => from },
  { header: said('to', lang), cell: ({ to }) => to },
  { header: said('status', lang), cell: ({ status }) => status },
  { header: said('confidence', lang), cell: ({ confidence }) => confidence },
  { header: said('note', lang), cell: ({ note }) => note },
  ...stamps(lang),
]

/** A piece of evidence and the node or link that rests on it. */
export type Grounds = EvidenceState & { readonly target: string }

/** The columns of the table of evidence; `start` and `end` count UTF-16 code units. */
export const evidenceColumns = ({ lang }: Wording): Column<Grounds>[] => [
  { header: 'id', cell: ({ id }) => id },
  { header: said('target', lang), cell: ({ target }) => target },
  { header: said('passage', lang), cell: ({ passageId }) => passageId },
  { header: said('mention', lang), cell: ({ mention }) => mention },
  { header: said('start', lang), cell: ({ start }) => start },
  { header: said('end', lang), cell: ({ end }) => end },
  { header: said('note', lang), cell: ({ note }) => note },
]

const stamps = (lang: Lang | null): Column<NodeState | LinkState>[] => [
  { header: said('version', lang), cell: ({ version }) => version },
  { header: said('createdAt', lang), cell: ({ createdAt }) => createdAt },
  { header: said('updatedAt', lang), cell: ({ updatedAt }) => updatedAt },
]

const cellOf = (value: unknown): string | number | boolean | null =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null

const said = (name: keyof typeof words, lang: Lang | null): string =>
  lang === null ? name : words[name][lang]

const words = {
  type: { vi: 'Loại liên kết', en: 'Type' },
  from: { vi: 'Từ', en: 'From' },
  to: { vi: 'Đến', en: 'To' },
  status: { vi: 'Trạng thái', en: 'Status' },
  confidence: { vi: 'Độ tin cậy', en: 'Confidence' },
  note: { vi: 'Ghi chú', en: 'Note' },
  target: { vi: 'Làm căn cứ cho', en: 'Supports' },
  passage: { vi: 'Đoạn văn', en: 'Passage' },
  mention: { vi: 'Trích dẫn', en: 'Mention' },
  start: { vi: 'Vị trí đầu', en: 'Start' },
  end: { vi: 'Vị trí cuối', en: 'End' },
  version: { vi: 'Phiên bản', en: 'Version' },
  createdAt: { vi: 'Tạo lúc', en: 'Created at' },
  updatedAt: { vi: 'Sửa lúc', en: 'Updated at' },
} satisfies Record<string, Words>
