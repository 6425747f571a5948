import { describe, expect, it } from 'vitest'
import type { ChangeSet, UndoResult } from '../../../admin/history/types.ts'
import { prospectOf, waysOn } from '../../../admin/history/undo-state.ts'
import { sayActor, sayPart, saySubject, undoWord } from '../../../admin/history/words.ts'
import { historyVi } from '../../../admin/i18n/history.vi.ts'
import { model } from '../../../server/model/index.ts'

const translate = (key: string, values?: Record<string, unknown>) =>
  values === undefined ? key : `${key} ${Object.values(values).join()}`

describe('the words of history', () => {
  it('name the service and whoever is not signed in, and every other by name', () => {
    expect(sayActor('seed', translate)).toBe('history.actor.system')
    expect(sayActor('Nguyễn Văn A', translate)).toBe('Nguyễn Văn A')
  })

  it('name kinds and links by the model, and what it no longer knows as a thing', () => {
    expect(saySubject(model, { subject: 'NODE', kind: 'Directive' }, 'vi', translate)).toBe('Văn kiện')
    expect(saySubject(model, { subject: 'LINK', kind: 'CITES' }, 'vi', translate)).toBe(
      'history.linkOf viện dẫn',
    )
    expect(saySubject(model, { subject: 'NODE', kind: 'Barge' }, 'vi', translate)).toBe('history.thing')
  })

  it('name parts by their fields, never by paths', () => {
    const part = (subject: 'NODE' | 'LINK', kind: string, field: string | null) =>
      sayPart(model, { subject, kind, field }, 'vi', translate)
    expect(part('NODE', 'Directive', 'title.en')).toBe('Tên gọi (lg.language.en)')
    expect(part('NODE', 'Directive', 'form')).toBe('Loại văn kiện')
    expect(part('NODE', 'Directive', 'evidence')).toBe('lg.form.evidence')
    expect(part('LINK', 'CITES', 'note')).toBe('history.linkPart.note')
    expect(part('NODE', 'Directive', null)).toBe('')
    expect(part('NODE', 'Directive', 'unheardOf')).toBe('')
  })

  it('have a sentence for every reason for which something is kept', () => {
    expect(Object.values(historyVi.history.kept).every((sentence) => sentence.length > 0)).toBe(true)
  })
})

describe('undoing', () => {
  const set = (
    origin: ChangeSet['origin'],
    action: 'CREATED' | 'DELETED',
    subject: 'NODE' | 'LINK' = 'NODE',
  ) =>
    undoWord({
      origin,
      changes: [
        { id: 'c', action, subject, kind: 'K', targetId: 't', title: null, before: null, after: null },
      ],
    })

  it('is called by what it does', () => {
    expect(set('EDIT', 'CREATED')).toBe('undo')
    expect(set('EDIT', 'DELETED')).toBe('restore')
    expect(set('EDIT', 'DELETED', 'LINK')).toBe('undo')
    expect(set('MERGE', 'DELETED')).toBe('unmerge')
    expect(set('UNDO', 'DELETED')).toBe('redo')
  })

  const result = (part: Partial<UndoResult>): UndoResult => ({
    ...{ done: false, changeSetId: null, seq: null, undone: 0, blockedBy: [], kept: [], ...part },
  })
  const later = { id: 's', seq: 9, at: '', actor: 'a', reason: null }
  const kept = {
    targetId: 't',
    subject: 'NODE',
    kind: 'K',
    title: null,
    field: null,
    reason: 'IN_USE',
    changeSetIds: [],
  } as const

  it('can be free, stand before later changes, or have nothing to do', () => {
    expect(prospectOf('REFUSE', result({ undone: 3 }))).toBe('free')
    expect(prospectOf('REFUSE', result({ blockedBy: [later] }))).toBe('blocked')
    expect(prospectOf('REFUSE', result({ kept: [kept] }))).toBe('blocked')
    expect(prospectOf('REFUSE', result({}))).toBe('nothing')
    expect(prospectOf('ONLY_FREE', result({ kept: [kept] }))).toBe('nothing')
    expect(prospectOf('WITH_LATER', result({ undone: 2, kept: [kept] }))).toBe('free')
  })

  it('offers to take later changes back only where there are some', () => {
    expect(waysOn({ blockedBy: [later] })).toEqual(['WITH_LATER', 'ONLY_FREE'])
    expect(waysOn({ blockedBy: [] })).toEqual(['ONLY_FREE'])
  })
})
