import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createAuditLog } from '../../server/access/audit-log.ts'
import { refuseHalfRestored } from '../../server/backup/mark.ts'
import { verifyBackup } from '../../server/backup/read.ts'
import { graphDigest } from '../../server/curate/digest.ts'
import { createModel, model } from '../../server/model/index.ts'
import { snapshot, startService } from '../support/app.ts'
import type { Service } from '../support/app.ts'
import { makePerson } from '../support/client.ts'
import { extended } from '../support/model.ts'
import { backUp, changed, fileNamed, restoreFrom } from './support.ts'

let service: Service
/** The whole graph with a history, taken while somebody else was editing it. */
let backup: string
/** The number of the last change set that is in it, and what the graph was then. */
let seq: number
let digest: string
let everything: string[]

const change = (title: string) =>
  service.data<{ createBody: { id: string } }>(
    'mutation ($title: String!) { createBody(input: { title: { vi: $title } }, reason: "thử") { id } }',
    { title },
  )
const lastSet = async () => {
  const { changes } = await service.data<{ changes: { nodes: { id: string; seq: number }[] } }>(
    '{ changes(first: 1) { nodes { id seq } } }',
  )
  const [set] = changes.nodes
  if (set === undefined) throw new Error('There is no change set')
  return set
}
const undo = (id: string) =>
  service.data<{ undo: { done: boolean } }>('mutation ($id: ID!) { undo(changeSetId: $id) { done } }', { id })
const clear = () =>
  service.store.write((transaction) => transaction.run({ text: 'MATCH (n) DETACH DELETE n', parameters: {} }))

/** What later services will keep beside the graph, with properties of every type that Neo4j has for them. */
const others = `
  MATCH (e:Entity) WHERE e.id = 'lesson-1'
  CREATE (m:ImportMapping { id: 'mapping', header: 'id;tên', columns: ['id', 'title.vi'], used: 3 })
  CREATE (p:Person:Editor { id: 'person', name: 'Nguyễn Thị "Sáu"', large: 9007199254740993, share: 0.5, whole: 2.0,
    born: date('1960-02-29'), seen: datetime('2026-01-01T10:00:00.123456789+07:00'), zoned: datetime('2026-01-01T10:00[Asia/Ho_Chi_Minh]'),
    local: localdatetime('2026-01-01T10:00:00.5'), at: time('10:00:00+07:00'), noon: localtime('12:00'), span: duration('P1M2DT3.5S'),
    numbers: [1, 2], ratios: [1.0, 2.5], days: [date('2026-01-01')], flags: [true, false], active: true })
  CREATE (p)-[:WATCHES { since: date('2026-01-01'), count: 1 }]->(e)
  CREATE (e)-[:KNOWN_TO]->(p) CREATE (m)-[:KEPT_BY]->(p) CREATE (p)-[:MADE]->(m)`

/** What the audit record says, the newest first. */
const audited = async () => {
  const { items } = await createAuditLog(service.store, () => Promise.resolve()).page(
    {
      ...{ actions: null, outcome: null, actor: null, target: null },
      ...{ address: null, from: null, to: null },
    },
    { first: 10, after: null },
  )
  return items
}

const ofOthers = () =>
  service.store.read({
    text: `MATCH (p:Person) RETURN [labels(p), [k IN keys(p) | [k, valueType(p[k]), toStringOrNull(p[k])]],
      p.numbers, toStringList(p.ratios), toStringList(p.days), p.flags] AS value`,
    parameters: {},
  })

beforeAll(async () => {
  service = await startService()
  await change('Một')
  const { id } = await lastSet()
  expect((await undo(id)).undo.done).toBe(true)
  await service.data('mutation { merge(into: "directive-05", from: ["directive-07"]) { done } }')
  await service.store.write((transaction) => transaction.run({ text: others, parameters: {} }))
  await makePerson(service, 'Bảy', 'EDITOR')
  seq = (await lastSet()).seq
  digest = await graphDigest(service.store, model)
  everything = await snapshot(service.store)
  backup = await backUp(service.store, 'whole.gz', async () => {
    await change('Trong lúc sao lưu')
    await service
      .data(
        'mutation { updateBody(id: "body-people", expectedVersion: 1, input: { title: { vi: "Đổi" } }) { id } }',
      )
      .catch(() => undefined)
  })
})
afterAll(() => service.close())

test('a backup is of one moment, whatever is written while it is taken', async () => {
  expect((await lastSet()).seq).toBeGreaterThan(seq)
  const { header, counts } = await verifyBackup(backup, model)
  expect(header).toMatchObject({ format: 'lesson-graph-backup', version: 1, seq })
  expect(counts.nodes + counts.links + counts.evidence).toBeGreaterThan(500)
  expect(await graphDigest(service.store, model, seq)).toBe(digest)
})

test('a graph that is not empty is left as it is', async () => {
  const before = await snapshot(service.store)
  await expect(restoreFrom(service.store, backup)).rejects.toThrow('The graph is not empty')
  expect(await snapshot(service.store)).toEqual(before)
})

describe('what is not as it was written is refused before anything is lost', () => {
  const refused = async (file: string, of = model) => {
    const before = await snapshot(service.store)
    const failure = await verifyBackup(file, of).then(
      () => 'it was taken',
      (error: unknown) => (error instanceof Error ? error.message.replace(file, 'FILE') : String(error)),
    )
    expect(await snapshot(service.store)).toEqual(before)
    return failure
  }
  const bytesChanged = (name: string, change: (bytes: Buffer) => Buffer): string => {
    const file = fileNamed(name)
    writeFileSync(file, change(readFileSync(backup)))
    return file
  }

  test('a byte', async () => {
    const file = bytesChanged('byte.gz', (bytes) => {
      bytes[Math.floor(bytes.length / 2)] = (bytes[Math.floor(bytes.length / 2)] ?? 0) ^ 0xff
      return bytes
    })
    expect(await refused(file)).toMatch(/^FILE cannot be restored: it is damaged/)
  })

  test.each([0.1, 0.5, 0.999])('an end that is missing (%d of it are there)', async (share) => {
    const file = bytesChanged('end.gz', (bytes) => bytes.subarray(0, Math.floor(bytes.length * share)))
    expect(await refused(file)).toBe('FILE cannot be restored: it is not whole: its end is missing')
  })

  test.each<[string, (text: string) => string, RegExp]>([
    ['a letter', (text) => text.replace('Chỉ thị 05', 'Chỉ thị 06'), /checksum does not fit/],
    ['a line that is missing', (text) => text.replace(/^\{"link".*\n/m, ''), /checksum does not fit/],
    ['a line that is none', (text) => text.replace(/^\{"link":/m, '{"lynk":'), /one of its lines/],
    ['a trailer that is missing', (text) => text.replace(/^\{"counts".*\n/m, ''), /its end is missing/],
    ['more after its end', (text) => `${text}{"node":{}}\n`, /goes on after its end/],
    [
      'counts',
      (text) => text.replace(/"counts":\{"nodes":\d+/, '"counts":{"nodes":1'),
      /does not hold what it says/,
    ],
    ['a newer version', (text) => text.replace('"version":1', '"version":2'), /is of version 2/],
    ['another file', () => '{"format":"something else"}\n', /no backup of this service/],
  ])('%s', async (name, change, expected) => {
    expect(await refused(changed(backup, `${name}.gz`, change))).toMatch(expected)
  })

  test('a file that is none, or is no gzip file', async () => {
    expect(await refused(fileNamed('nothing.gz'))).toMatch(/^FILE cannot be read: ENOENT/)
    writeFileSync(fileNamed('text.gz'), 'text')
    expect(await refused(fileNamed('text.gz'))).toMatch(/it is damaged, or no backup/)
  })

  test('a model that it does not fit; one that holds more is no other', async () => {
    const smaller = createModel({
      kinds: model.kinds.filter(({ name }) => name !== 'Abbreviation'),
      links: model.links.filter(({ type }) => type !== 'CITES'),
    })
    expect(await refused(backup, smaller)).toBe(
      'FILE cannot be restored: it is of a graph that this service’s model does not fit:\n' +
        'the kind Abbreviation is not in the model\nthe link CITES Lesson Directive is not in the model',
    )
    expect(await refused(backup, extended)).toBe('it was taken')
  })
})

test('a restoring that is broken off leaves nothing that anybody could work with, and can be run again', async () => {
  const stop = new AbortController()
  const given = { overwrite: true, signal: stop.signal, onProgress: () => stop.abort(new Error('stopped')) }
  await expect(restoreFrom(service.store, backup, given)).rejects.toThrow('stopped')
  await expect(refuseHalfRestored(service.store)).rejects.toThrow('run npm run restore -- FILE again')
  const { errors } = await service.graphql(
    'mutation { createBody(input: { title: { vi: "Chen vào" } }) { id } }',
  )
  expect(errors?.[0]?.extensions.code).toBe('INTERNAL')
  await restoreFrom(service.store, backup)
  await refuseHalfRestored(service.store)
  expect(await snapshot(service.store)).toEqual(everything)
})

test('all of it comes back: what the graph says, its history, and what else is kept in it', async () => {
  const [kept, record] = [await ofOthers(), await audited()]
  expect(record).toMatchObject([{ item: { action: 'CREATE_PERSON', count: 1, details: { name: 'Bảy' } } }])
  await clear()
  await restoreFrom(service.store, backup)
  expect(await graphDigest(service.store, model)).toBe(digest)
  expect(await snapshot(service.store)).toEqual(everything)
  expect(await ofOthers()).toEqual(kept)
  expect(await audited()).toEqual(record)
  expect(JSON.stringify(kept)).toContain('9007199254740993')
})

test('work goes on where it was', async () => {
  const before = await lastSet()
  expect(before.seq).toBe(seq)
  const { entity } = await service.data<{ entity: { id: string } }>('{ entity(id: "directive-07") { id } }')
  expect(entity.id).toBe('directive-05')
  expect((await undo(before.id)).undo.done).toBe(true)
  const { directive, search, changes } = await service.data<{
    directive: { id: string; version: number }
    search: { nodes: { entity: { id: string } }[] }
    changes: { nodes: { seq: number; undoes: { id: string }[] }[] }
  }>(
    `{ directive(id: "directive-07") { id version }
       search(text: "chi thi 07", first: 1) { nodes { entity { id } } }
       changes(first: 1) { nodes { seq undoes { id } } } }`,
  )
  expect(directive.id).toBe('directive-07')
  expect(search.nodes[0]?.entity.id).toBe('directive-07')
  expect(changes.nodes).toEqual([{ seq: seq + 1, undoes: [{ id: before.id }] }])
})
