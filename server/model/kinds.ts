import { date, dateTime, integer, kind, localized, oneOf, reference, text } from './declare.ts'

const title = localized({ vi: 'Tên gọi', en: 'Title' }, { required: true, searched: 3 })
const statement = localized(
  { vi: 'Nội dung', en: 'Statement' },
  { max: 20_000, searched: 1, multiline: true },
)
/** What another register, list or system calls the node. */
const externalId = text({ vi: 'Mã ở hệ thống khác', en: 'External id' }, { max: 200, unique: true })

/** Every kind of the graph, in the order in which people meet them. */
export const kinds = [
  kind({
    name: 'Lesson',
    plural: 'lessons',
    words: { vi: 'Bài học kinh nghiệm', en: 'Lesson' },
    pluralWords: { vi: 'Bài học kinh nghiệm', en: 'Lessons' },
    fields: {
      ordinal: integer({ vi: 'Thứ tự', en: 'Ordinal' }, { min: 1 }),
      title,
      statement,
      externalId,
    },
  }),

  kind({
    name: 'Directive',
    plural: 'directives',
    words: { vi: 'Văn kiện', en: 'Directive' },
    pluralWords: { vi: 'Văn kiện', en: 'Directives' },
    fields: {
      form: oneOf(
        { vi: 'Loại văn kiện', en: 'Form' },
        {
          RESOLUTION: { vi: 'Nghị quyết', en: 'Resolution' },
          DIRECTIVE: { vi: 'Chỉ thị', en: 'Directive' },
          REGULATION: { vi: 'Quy định, quy chế', en: 'Regulation' },
          SCHEME: { vi: 'Đề án', en: 'Scheme' },
          REPORT: { vi: 'Báo cáo', en: 'Report' },
        },
        { required: true },
      ),
      number: text({ vi: 'Số', en: 'Number' }, { max: 20, searched: 2 }),
      issuedOn: date({ vi: 'Ngày ban hành', en: 'Issued on' }),
      title,
      statement,
      externalId,
    },
  }),

  kind({
    name: 'Body',
    plural: 'bodies',
    words: { vi: 'Tổ chức, lực lượng', en: 'Body' },
    pluralWords: { vi: 'Tổ chức, lực lượng', en: 'Bodies' },
    fields: {
      form: oneOf(
        { vi: 'Loại tổ chức', en: 'Form' },
        {
          CONGRESS: { vi: 'Đại hội', en: 'Congress' },
          PARTY_COMMITTEE: { vi: 'Cấp ủy', en: 'Party committee' },
          PARTY_ORGANISATION: { vi: 'Tổ chức đảng', en: 'Party organisation' },
          STATE_BODY: { vi: 'Cơ quan nhà nước', en: 'State body' },
          LOCALITY: { vi: 'Địa phương', en: 'Locality' },
          GROUP: { vi: 'Nhóm đối tượng', en: 'Group of people' },
        },
      ),
      title,
      statement,
      externalId,
    },
  }),

  kind({
    name: 'Principle',
    plural: 'principles',
    words: { vi: 'Nguyên tắc, phương châm', en: 'Principle' },
    pluralWords: { vi: 'Nguyên tắc, phương châm', en: 'Principles' },
    fields: { title, statement, externalId },
  }),

  kind({
    name: 'Measure',
    plural: 'measures',
    words: { vi: 'Việc đã làm', en: 'Measure' },
    pluralWords: { vi: 'Việc đã làm', en: 'Measures' },
    fields: { title, statement, externalId },
  }),

  kind({
    name: 'Outcome',
    plural: 'outcomes',
    words: { vi: 'Kết quả', en: 'Outcome' },
    pluralWords: { vi: 'Kết quả', en: 'Outcomes' },
    fields: {
      figure: text({ vi: 'Số liệu', en: 'Figure' }, { max: 100, searched: 1 }),
      title,
      statement,
      externalId,
    },
  }),

  kind({
    name: 'Challenge',
    plural: 'challenges',
    words: { vi: 'Khó khăn, thách thức', en: 'Challenge' },
    pluralWords: { vi: 'Khó khăn, thách thức', en: 'Challenges' },
    fields: { title, statement, externalId },
  }),

  kind({
    name: 'Indicator',
    plural: 'indicators',
    words: { vi: 'Chỉ số', en: 'Indicator' },
    pluralWords: { vi: 'Chỉ số', en: 'Indicators' },
    fields: {
      abbreviation: text({ vi: 'Tên viết tắt', en: 'Abbreviation' }, { max: 50, searched: 3 }),
      title,
      statement,
      externalId,
    },
  }),

  kind({
    name: 'Term',
    plural: 'terms',
    words: { vi: 'Nhiệm kỳ', en: 'Term' },
    pluralWords: { vi: 'Nhiệm kỳ', en: 'Terms' },
    fields: {
      level: oneOf(
        { vi: 'Cấp', en: 'Level' },
        {
          CENTRAL: { vi: 'Trung ương', en: 'Central' },
          PROVINCE: { vi: 'Tỉnh', en: 'Province' },
        },
        { required: true },
      ),
      ordinal: integer({ vi: 'Khóa', en: 'Ordinal' }, { min: 1 }),
      startYear: integer({ vi: 'Năm bắt đầu', en: 'First year' }, { min: 1900, max: 2200 }),
      endYear: integer({ vi: 'Năm kết thúc', en: 'Last year' }, { min: 1900, max: 2200 }),
      title,
      statement,
      externalId,
    },
  }),

  kind({
    name: 'Source',
    plural: 'sources',
    words: { vi: 'Nguồn', en: 'Source' },
    pluralWords: { vi: 'Nguồn', en: 'Sources' },
    fields: {
      author: text({ vi: 'Tác giả', en: 'Author' }, { max: 200 }),
      publishedAt: dateTime({ vi: 'Đăng lúc', en: 'Published at' }),
      title,
      summary: localized({ vi: 'Tóm tắt', en: 'Summary' }, { max: 20_000, searched: 1, multiline: true }),
      externalId,
    },
  }),

  kind({
    name: 'Passage',
    plural: 'passages',
    words: { vi: 'Đoạn văn', en: 'Passage' },
    pluralWords: { vi: 'Đoạn văn', en: 'Passages' },
    titledBy: { word: { vi: 'Đoạn', en: 'Paragraph' }, number: 'ordinal' },
    fields: {
      source: reference({ vi: 'Nguồn', en: 'Source' }, 'Source', {
        reads: 'passages',
        words: { vi: 'gồm các đoạn', en: 'has passages' },
      }),
      ordinal: integer({ vi: 'Đoạn thứ', en: 'Ordinal' }, { required: true, min: 1 }),
      sha256: text({ vi: 'Mã SHA-256', en: 'SHA-256' }, { required: true, max: 64, digestOf: 'text' }),
      length: integer({ vi: 'Độ dài', en: 'Length' }, { required: true, min: 1, lengthOf: 'text' }),
      text: text({ vi: 'Nguyên văn', en: 'Text' }, { max: 50_000, multiline: true }),
      externalId,
    },
  }),

  kind({
    name: 'Abbreviation',
    plural: 'abbreviations',
    words: { vi: 'Từ viết tắt', en: 'Abbreviation' },
    pluralWords: { vi: 'Từ viết tắt', en: 'Abbreviations' },
    fields: {
      short: text(
        { vi: 'Viết tắt', en: 'Short form' },
        { required: true, max: 20, searched: 1, abbreviates: true },
      ),
      title: localized({ vi: 'Viết đầy đủ', en: 'Stands for' }, { required: true, searched: 1 }),
      externalId,
    },
  }),
]
