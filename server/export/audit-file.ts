import type { AuditLog, AuditRecord } from '../access/audit-log.ts'
import { AUDIT_ACTIONS, AUDIT_OUTCOMES } from '../access/audit-words.ts'
import type { Words } from '../model/index.ts'
import type { AuditAsked } from './audit-request.ts'
import { headOf, rowsOf } from './csv/table.ts'
import type { Column } from './csv/table.ts'
import { gathered } from './file.ts'
import type { ExportFile } from './file.ts'

/** The forms that the audit record is written in. */
export const auditFormats = ['csv', 'json'] as const

export type AuditFormat = (typeof auditFormats)[number]

type Records = AsyncIterable<readonly AuditRecord[]>

interface Form {
  readonly mediaType: string
  readonly write: (records: Records, asked: AuditAsked) => AsyncGenerator<string>
}

const forms: Readonly<Record<AuditFormat, Form>> = {
  csv: { mediaType: 'text/csv', write: csv },
  json: { mediaType: 'application/json', write: json },
}

/** Opens an export of the audit record, the oldest first. @throws ClientError BAD_USER_INPUT. */
export function openAuditExport(audit: AuditLog, asked: AuditAsked): ExportFile {
  const { mediaType, write } = forms[asked.format]
  const name = (what: string) => `${what}-${new Date().toISOString().slice(0, 10)}.${asked.format}`
  return {
    names: { plain: name('audit'), localized: name('Nhật ký truy cập') },
    mediaType,
    bytes: gathered(write(audit.all(asked.filter), asked)),
  }
}

async function* csv(records: Records, { lang }: AuditAsked): AsyncGenerator<string> {
  const columns = columnsOf(lang)
  yield headOf(columns)
  for await (const some of records) yield rowsOf(columns, some)
}

async function* json(records: Records): AsyncGenerator<string> {
  const head = JSON.stringify({
    format: 'lesson-graph-audit',
    version: 1,
    exportedAt: new Date().toISOString(),
  })
  yield `${head.slice(0, -1)},\n"records":[`
  let separator = '\n'
  for await (const some of records) {
    yield `${separator}${some.map((record) => JSON.stringify(record)).join(',\n')}`
    separator = ',\n'
  }
  yield '\n]}\n'
}

function columnsOf(lang: AuditAsked['lang']): Column<AuditRecord>[] {
  const said = (value: string, words: Words) => (lang === null ? value : words[lang])
  const header = (name: keyof typeof headings) => said(name, headings[name])
  return [
    { header: header('at'), cell: ({ at }) => at },
    { header: header('lastAt'), cell: ({ lastAt }) => lastAt },
    { header: header('count'), cell: ({ count }) => count },
    { header: header('action'), cell: ({ action }) => said(action, AUDIT_ACTIONS[action]) },
    { header: header('outcome'), cell: ({ outcome }) => said(outcome, AUDIT_OUTCOMES[outcome]) },
    { header: header('actor'), cell: ({ actor }) => actor },
    { header: header('target'), cell: ({ target }) => target },
    { header: header('address'), cell: ({ address }) => address },
    { header: header('details'), cell: ({ details }) => JSON.stringify(details) },
    { header: 'id', cell: ({ id }) => id },
  ]
}

const headings = {
  at: { vi: 'Thời điểm', en: 'Time' },
  lastAt: { vi: 'Lần cuối', en: 'Last time' },
  count: { vi: 'Số lần', en: 'Times' },
  action: { vi: 'Việc', en: 'Action' },
  outcome: { vi: 'Kết quả', en: 'Outcome' },
  actor: { vi: 'Người thực hiện', en: 'By' },
  target: { vi: 'Đối tượng', en: 'Of' },
  address: { vi: 'Địa chỉ', en: 'Address' },
  details: { vi: 'Chi tiết', en: 'Details' },
} satisfies Record<string, Words>
