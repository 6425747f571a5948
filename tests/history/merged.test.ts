import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { graphDigest } from '../../server/curate/digest.ts'
import { model } from '../../server/model/index.ts'
import { costless, startService } from '../support/app.ts'
import type { Service } from '../support/app.ts'

let service: Service
beforeAll(async () => {
  service = await startService()
})
afterAll(() => service.close())

interface Done {
  readonly changeSetId: string
  readonly seq: number
}

const merge = async (into: string, from: string): Promise<Done> =>
  (
    await service.data<{ merge: Done }>(
      'mutation ($into: ID!, $from: [ID!]!) { merge(into: $into, from: $from) { changeSetId seq } }',
      { into, from: [from] },
    )
  ).merge

const undo = async (id: string): Promise<Done> =>
  (
    await service.data<{ undo: Done }>('mutation ($id: ID!) { undo(changeSetId: $id) { changeSetId seq } }', {
      id,
    })
  ).undo

const principle = async (title: string): Promise<string> =>
  (
    await service.data<{ createPrinciple: { id: string } }>(
      'mutation ($title: String!) { createPrinciple(input: { title: { vi: $title } }) { id } }',
      { title },
    )
  ).createPrinciple.id

const asked = async (query: string, variables: Record<string, unknown>) => {
  const response = await service.fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  })
  return costless<Readonly<Record<string, unknown>>>(response)
}

describe('the id of a node that was merged away', () => {
  let into = ''
  let from = ''
  let merged: Done
  beforeAll(async () => {
    into = await principle('Ở lại')
    from = await principle('Nhập vào')
    await service.data(
      'mutation ($from: ID!) { createLink(input: { type: UPHOLDS, from: "lesson-1", to: $from }) { id } }',
      { from },
    )
    merged = await merge(into, from)
  })

  test('leads a look-up to where it went, in the present and as of any moment since', async () => {
    const query =
      'query ($id: ID!, $seq: Int!) { now: principle(id: $id) { id } then: principle(id: $id, asOf: { seq: $seq }) { id } }'
    const at = (seq: number) => asked(query, { id: from, seq })
    expect(await at(merged.seq)).toEqual({
      data: { now: { id: into }, then: { id: into } },
      extensions: { asOf: { then: merged.seq }, redirects: { [from]: into } },
    })
    expect((await at(merged.seq - 1)).data).toEqual({ now: { id: into }, then: { id: from } })
  })

  test('leads neighbourhoods and paths there', async () => {
    const around = await asked(
      'query ($id: ID!) { neighbourhood(ids: ["lesson-2", $id]) { nodes { id } } }',
      { id: from },
    )
    expect(around.extensions).toEqual({ redirects: { [from]: into } })
    expect(JSON.stringify(around.data)).toContain(into)
    const way = await asked(
      'query ($id: ID!) { paths(from: $id, to: "lesson-1", maxLength: 1) { nodes { id } } }',
      {
        id: from,
      },
    )
    expect(way).toEqual({
      data: { paths: [{ nodes: [{ id: into }, { id: 'lesson-1' }] }] },
      extensions: { redirects: { [from]: into } },
    })
    const none = await asked('query ($from: ID!, $to: ID!) { paths(from: $from, to: $to) { length } }', {
      from,
      to: into,
    })
    expect(none.errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT')
  })

  test('is named, with where it went, to whoever wants to change it', async () => {
    const { errors } = await asked(
      'mutation ($id: ID!) { updatePrinciple(id: $id, expectedVersion: 1, input: { title: { vi: "x" } }) { id } }',
      { id: from },
    )
    expect(errors?.[0]?.extensions['code']).toBe('NOT_FOUND')
    expect(errors?.[0]?.message).toContain(`merged into ${into}`)
  })

  test('leads there again after the merge was undone and done again, as often as it is', async () => {
    const where = async () =>
      (await asked('query ($id: ID!) { principle(id: $id) { id } }', { id: from })).data
    let last = merged
    for (let round = 0; round < 2; round += 1) {
      last = await undo(last.changeSetId)
      expect(await where()).toEqual({ principle: { id: from } })
      last = await undo(last.changeSetId)
      expect(await where()).toEqual({ principle: { id: into } })
    }
  })

  test('of a node that was deleted or undone leads nowhere', async () => {
    const id = await principle('Chưa từng có')
    const { changes } = await service.data<{ changes: { nodes: { id: string }[] } }>(
      'query ($id: ID!) { changes(target: $id, first: 1) { nodes { id } } }',
      { id },
    )
    await undo(changes.nodes[0]?.id ?? '')
    expect(await asked('query ($id: ID!) { principle(id: $id) { id } }', { id })).toEqual({
      data: { principle: null },
    })
  })
})

describe('a merge and its undo', () => {
  const digest = () => graphDigest(service.store, model)
  const sourceWith = async (title: string, ordinal: number): Promise<string> => {
    const { createSource } = await service.data<{ createSource: { id: string } }>(
      'mutation ($title: String!) { createSource(input: { title: { vi: $title } }) { id } }',
      { title },
    )
    await service.data('mutation ($input: PassageInput!) { createPassage(input: $input) { id } }', {
      input: { source: createSource.id, ordinal, text: `Một đoạn của ${title}` },
    })
    return createSource.id
  }

  test('hand an external id on and give it back, and the time before can be read', async () => {
    const into = await principle('Không có mã')
    const { createPrinciple } = await service.data<{ createPrinciple: { id: string } }>(
      'mutation { createPrinciple(input: { title: { vi: "Có mã" }, externalId: "M-1" }) { id } }',
    )
    const from = createPrinciple.id
    const before = await digest()
    const { changeSetId, seq } = await merge(into, from)
    const ids = 'query ($id: ID!, $asOf: MomentInput) { principle(id: $id, asOf: $asOf) { externalId } }'
    expect((await asked(ids, { id: into })).data).toEqual({ principle: { externalId: 'M-1' } })
    const then = await asked(ids, { id: from, asOf: { seq: seq - 1 } })
    expect(then.data).toEqual({ principle: { externalId: 'M-1' } })
    await undo(changeSetId)
    expect(await digest()).toBe(before)
  })

  test('move the passages of a source and move them back', async () => {
    const into = await sourceWith('Nguồn ở lại', 1)
    const from = await sourceWith('Nguồn nhập vào', 2)
    const before = await digest()
    const { changeSetId, seq } = await merge(into, from)
    const passages =
      'query ($id: ID!, $asOf: MomentInput) { source(id: $id, asOf: $asOf) { passages { totalCount } } }'
    expect((await asked(passages, { id: into })).data).toEqual({ source: { passages: { totalCount: 2 } } })
    expect((await asked(passages, { id: from, asOf: { seq: seq - 1 } })).data).toEqual({
      source: { passages: { totalCount: 1 } },
    })
    await undo(changeSetId)
    expect(await digest()).toBe(before)
  })
})

test('passages are not merged into words that no longer hold what is quoted from them', async () => {
  const { createSource } = await service.data<{ createSource: { id: string } }>(
    'mutation { createSource(input: { title: { vi: "Nguồn có trích dẫn" } }) { id } }',
  )
  const passage = async (ordinal: number, text: string): Promise<string> =>
    (
      await service.data<{ createPassage: { id: string } }>(
        'mutation ($input: PassageInput!) { createPassage(input: $input) { id } }',
        { input: { source: createSource.id, ordinal, text } },
      )
    ).createPassage.id
  const into = await passage(1, 'Lời được trích ở đây')
  const from = await passage(2, 'Lời khác hẳn')
  await service.data('mutation ($input: PrincipleInput!) { createPrinciple(input: $input) { id } }', {
    input: { title: { vi: 'Dựa vào lời' }, evidence: [{ passageId: into, mention: 'được trích' }] },
  })
  const before = await graphDigest(service.store, model)
  const { errors } = await asked(
    `mutation ($into: ID!, $from: ID!) {
      merge(into: $into, from: [$from], choose: [{ field: "text", from: $from }]) { done }
    }`,
    { into, from },
  )
  expect(errors?.[0]?.extensions).toMatchObject({
    code: 'BAD_USER_INPUT',
    fields: [
      { path: 'choose.text', reason: expect.stringContaining('no longer holds the words of 1') as unknown },
    ],
  })
  expect(await graphDigest(service.store, model)).toBe(before)
})

test('what hangs on a node since is taken back with it, where that is asked', async () => {
  const before = await graphDigest(service.store, model)
  const id = await principle('Mới')
  const { changes } = await service.data<{ changes: { nodes: { id: string; seq: number }[] } }>(
    'query ($id: ID!) { changes(target: $id, first: 1) { nodes { id seq } } }',
    { id },
  )
  await service.data(
    `mutation ($id: ID!) {
      createLink(input: { type: UPHOLDS, from: "lesson-2", to: $id }) { id }
      updatePrinciple(id: $id, expectedVersion: 1, input: { title: { vi: "Mới hơn" } }) { id }
    }`,
    { id },
  )
  const undone = (mode: string) =>
    service.data<{ undo: { done: boolean; blockedBy: { id: string }[]; kept: unknown[] } }>(
      'mutation ($id: ID!, $mode: UndoMode!) { undo(changeSetId: $id, mode: $mode) { done blockedBy { id } kept { reason } } }',
      { id: changes.nodes[0]?.id, mode },
    )
  const refused = await undone('REFUSE')
  expect(refused.undo.done).toBe(false)
  expect(refused.undo.blockedBy.length).toBeGreaterThan(0)
  expect(await undone('WITH_LATER')).toEqual({ undo: { done: true, blockedBy: [], kept: [] } })
  expect(await graphDigest(service.store, model)).toBe(before)
})

test('a field is chosen once in a merge', async () => {
  const { errors } = await asked(
    `mutation {
      merge(into: "lesson-1", from: ["lesson-2"], dryRun: true, choose: [
        { field: "ordinal", from: "lesson-2" }, { field: "ordinal", from: "lesson-1" }
      ]) { done }
    }`,
    {},
  )
  expect(errors?.[0]?.extensions).toMatchObject({
    code: 'BAD_USER_INPUT',
    fields: [{ path: 'choose.1.field', reason: 'ordinal is chosen twice' }],
  })
})
