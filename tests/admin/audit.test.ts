import { readFileSync } from 'node:fs'
import { buildSchema, parse, validate } from 'graphql'
import { describe, expect, it } from 'vitest'
import { auditFilter, nothingSought, readSought, writeSought } from '../../admin/access/audit/filters.ts'
import type { AuditSought } from '../../admin/access/audit/filters.ts'
import { sayDetails, sayReason } from '../../admin/access/audit/words.ts'
import { auditDocument, namesDocument } from '../../admin/access/documents.ts'
import type { AuditRecord } from '../../admin/access/documents.ts'
import { written } from '../../admin/i18n/provider.ts'

const search = (text: string) => new URLSearchParams(text)

describe('what the audit record is narrowed by', () => {
  it('comes back from its address as it was, without what makes no sense', () => {
    const sought: AuditSought = {
      ...{ actor: 'Nguyễn A', actions: ['SIGN_IN', 'USE_API_KEY'], outcome: 'REFUSED' },
      ...{ target: 'a@example.org', address: '10.0.0.1', from: '2026-11-01', to: '2026-11-24' },
    }
    expect(readSought(search(writeSought(sought).toString()))).toEqual(sought)
    expect(writeSought(nothingSought).toString()).toBe('')
    expect(readSought(search('actions=SIGN_IN,STEAL&outcome=MAYBE&from=2026-02-31'))).toEqual({
      ...nothingSought,
      actions: ['SIGN_IN'],
    })
  })

  it('asks the API for whole days, and for nothing that is not narrowed', () => {
    expect(auditFilter(nothingSought)).toEqual({})
    const { from = '', to = '' } = auditFilter({ ...nothingSought, from: '2026-11-24', to: '2026-11-24' })
    expect(Date.parse(to) - Date.parse(from)).toBe(24 * 3_600_000 - 1)
  })

  it('is asked for by documents that fit the schema', () => {
    const schema = buildSchema(readFileSync('schema.graphql', 'utf8'))
    for (const document of [auditDocument, namesDocument])
      expect(validate(schema, parse(document))).toEqual([])
  })
})

describe('a record in words', () => {
  const audit = written.en.access.audit
  const translate = (key: string, values: Record<string, unknown> = {}) => {
    const message = key
      .split('.')
      .reduce<unknown>((within, name) => (within as Record<string, unknown>)[name], written.en)
    return String(message).replace(/%\{(\w+)\}/g, (_, name: string) => String(values[name]))
  }
  const record: AuditRecord = {
    ...{ id: '1', at: '2026-11-24T13:33:00.000Z', lastAt: '2026-11-24T13:33:00.000Z', count: 1 },
    ...{ action: 'REQUEST', outcome: 'REFUSED', actor: 'anonymous', target: null, address: '10.0.0.1' },
    details: {},
  }

  it.each<[Partial<AuditRecord>, string | null]>([
    [{ details: { code: 'UNAUTHENTICATED' } }, audit.reason.UNAUTHENTICATED],
    [{ details: { code: 'FORBIDDEN' } }, audit.reason.FORBIDDEN],
    [{ details: { code: 'RATE_LIMITED' } }, audit.reason.RATE_LIMITED],
    [{ action: 'SIGN_IN', details: { by: 'PASSWORD', code: 'UNAUTHENTICATED' } }, audit.reason.signIn],
    [{ action: 'SIGN_IN', details: { by: 'OPENID', code: 'FORBIDDEN' } }, audit.reason.openId],
    [{ action: 'CHANGE_PASSWORD', details: { code: 'BAD_USER_INPUT' } }, audit.reason.password],
    [{ action: 'USE_API_KEY', details: { code: 'UNAUTHENTICATED' } }, audit.reason.key],
    [{ action: 'USE_SESSION' }, audit.reason.session],
    [{ action: 'USE_SESSION', details: { code: 'FORBIDDEN', from: null } }, audit.reason.foreign],
    [
      { action: 'USE_SESSION', details: { code: 'FORBIDDEN', from: 'https://evil.example' } },
      'asked by another site (https://evil.example)',
    ],
    [{ action: 'OTHER_REFUSALS' }, null],
    [{ action: 'SIGN_IN', outcome: 'DONE', details: { by: 'PASSWORD' } }, null],
  ])('says why %j was refused', (given, reason) => {
    expect(sayReason({ ...record, ...given }, translate)).toBe(reason)
  })

  it('says what was changed', () => {
    const details = { name: 'B', nameBefore: 'A', role: 'READER', roleBefore: 'EDITOR', password: 'SET' }
    expect(sayDetails({ details }, 'en', translate)).toEqual([
      ['Name', 'A → B'],
      ['Role', 'Editor → Reader'],
      ['Password', 'set anew'],
    ])
  })
})
