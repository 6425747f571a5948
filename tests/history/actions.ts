import { ClientError } from '../../server/errors.ts'
import { importFiles } from '../../server/import/run.ts'
import type { ImportFile } from '../../server/import/sources.ts'
import { model } from '../../server/model/index.ts'
import { fileOf, jsonFile } from '../import/support.ts'
import type { Service } from '../support/app.ts'
import type { Random } from './random.ts'

// Random work of editors on the kinds that hang together most: each action changes the graph, or is refused.

/** How an action may be refused; anything else is a fault. */
const REFUSALS = ['CONFLICT', 'BAD_USER_INPUT', 'NOT_FOUND']

interface Versioned {
  readonly id: string
  readonly version: number
}

interface Pool {
  readonly directives: readonly Versioned[]
  readonly lessons: readonly Versioned[]
  readonly cites: readonly Versioned[]
  readonly sources: readonly Versioned[]
  readonly passages: readonly (Versioned & { readonly sha256: string; readonly isOwn: boolean })[]
  /** The newest change sets since the beginning. */
  readonly sets: readonly string[]
}

/** What one action is given: a name that no other has, and what it can be done to. */
interface Turn {
  readonly service: Service
  readonly random: Random
  readonly name: string
  readonly pool: Pool
}

/** @returns whether something was done. */
type Action = (turn: Turn) => Promise<boolean>

/** Asks for a change. @returns what came of it; null when it was refused. */
async function change(
  { service }: Turn,
  document: string,
  variables: Record<string, unknown>,
): Promise<Readonly<Record<string, unknown>> | null> {
  const { data, errors } = await service.graphql(document, variables)
  if (errors === undefined) return data
  const strange = errors.filter(({ extensions }) => !REFUSALS.includes(extensions.code))
  if (strange.length > 0) throw new Error(`${document}\n${JSON.stringify({ variables, strange })}`)
  return null
}

async function bring({ service: { store } }: Turn, file: ImportFile): Promise<boolean> {
  try {
    const { changeSetId } = await importFiles(store, model, [file], {
      author: { actor: 'test', reason: file.name, origin: 'IMPORT' },
      doubtful: 'CREATE',
    })
    return changeSetId !== null
  } catch (error) {
    if (error instanceof ClientError && REFUSALS.includes(error.code)) return false
    throw error
  }
}

/** So few that several actions come to want the same one. */
const externalId = ({ random }: Turn): string => `X-${random.below(5)}`

/** The words of passages, which are alike where they are merged. */
const TEXT = 'Chỉ thị của Đảng trong những năm ấy'

function evidence({ random, pool }: Turn): object {
  const passage = random.pick(pool.passages)
  return passage.isOwn
    ? { passageId: passage.id, mention: random.pick(['Chỉ thị', 'Đảng', 'năm']) }
    : { passageId: passage.id, mention: random.pick(['Chỉ thị', 'Đảng', 'năm']), start: random.below(20) }
}

const update = (kind: string, turn: Turn, one: Versioned, input: object) =>
  change(
    turn,
    `mutation ($id: ID!, $version: Int!, $input: ${kind}Patch!) {
       update${kind}(id: $id, expectedVersion: $version, input: $input) { id } }`,
    { id: one.id, version: one.version, input },
  )

const remove = (kind: string, turn: Turn, one: Versioned) =>
  change(
    turn,
    `mutation ($id: ID!, $version: Int!) { delete${kind}(id: $id, expectedVersion: $version) { id } }`,
    { id: one.id, version: one.version },
  )

async function merge(turn: Turn, candidates: readonly Versioned[]): Promise<boolean> {
  const [into, from] = turn.random.shuffled(candidates)
  if (into === undefined || from === undefined) return false
  const document = 'mutation ($into: ID!, $from: [ID!]!) { merge(into: $into, from: $from) { done } }'
  return (await change(turn, document, { into: into.id, from: [from.id] })) !== null
}

async function undo(turn: Turn, mode: string): Promise<boolean> {
  const data = await change(
    turn,
    'mutation ($id: ID!, $mode: UndoMode!) { undo(changeSetId: $id, mode: $mode) { done undone } }',
    { id: turn.random.pick(turn.pool.sets), mode },
  )
  if (data === null) return false
  const { done, undone } = data['undo'] as { readonly done: boolean; readonly undone: number }
  return done && undone > 0
}

/** Everything that can be done, by its name. */
export const actions: Readonly<Record<string, Action>> = {
  'create a node': async (turn) =>
    null !==
    (await change(turn, 'mutation ($input: DirectiveInput!) { createDirective(input: $input) { id } }', {
      input: {
        form: 'DIRECTIVE',
        number: turn.name,
        title: { vi: `Chỉ thị ${turn.name}` },
        externalId: externalId(turn),
        evidence: [evidence(turn)],
      },
    })),
  'change a node': async (turn) => {
    const input = turn.random.pick([
      { title: { vi: `Đổi ${turn.name}` } },
      { statement: { vi: turn.name, en: turn.name } },
      { number: turn.name },
      { evidence: [evidence(turn)] },
    ])
    return null !== (await update('Directive', turn, turn.random.pick(turn.pool.directives), input))
  },
  'give an external id': async (turn) =>
    null !==
    (await update('Directive', turn, turn.random.pick(turn.pool.directives), {
      externalId: externalId(turn),
    })),
  'delete a node': async (turn) =>
    null !== (await remove('Directive', turn, turn.random.pick(turn.pool.directives))),
  'change a passage': async (turn) => {
    const own = turn.pool.passages.filter(({ isOwn }) => isOwn)
    const input = turn.random.pick([
      { ordinal: 1 + turn.random.below(50) },
      { source: turn.random.pick(turn.pool.sources).id },
      { text: `${TEXT} ${turn.name}` },
    ])
    return own.length > 0 && null !== (await update('Passage', turn, turn.random.pick(own), input))
  },
  'delete a passage': async (turn) => {
    const own = turn.pool.passages.filter(({ isOwn }) => isOwn)
    return own.length > 0 && null !== (await remove('Passage', turn, turn.random.pick(own)))
  },
  'create a link': async (turn) =>
    null !==
    (await change(turn, 'mutation ($input: LinkInput!) { createLink(input: $input) { id } }', {
      input: {
        type: 'CITES',
        from: turn.random.pick(turn.pool.lessons).id,
        to: turn.random.pick(turn.pool.directives).id,
        note: turn.name,
        evidence: [evidence(turn)],
      },
    })),
  'change a link': async (turn) => {
    const { id, version } = turn.random.pick(turn.pool.cites)
    return (
      null !==
      (await change(
        turn,
        'mutation ($id: ID!, $version: Int!, $input: LinkPatch!) { updateLink(id: $id, expectedVersion: $version, input: $input) { id } }',
        {
          id,
          version,
          input: turn.random.pick([
            { note: turn.name, status: 'DISPUTED' },
            { confidence: turn.random.below(100) / 100 },
            { evidence: [evidence(turn)] },
          ]),
        },
      ))
    )
  },
  'delete a link': async (turn) => {
    const { id, version } = turn.random.pick(turn.pool.cites)
    const document =
      'mutation ($id: ID!, $version: Int!) { deleteLink(id: $id, expectedVersion: $version) { id } }'
    return null !== (await change(turn, document, { id, version }))
  },
  'merge directives': (turn) => merge(turn, turn.pool.directives),
  'merge sources': (turn) => merge(turn, turn.pool.sources),
  'merge passages': (turn) =>
    merge(
      turn,
      turn.pool.passages.filter(({ isOwn }) => isOwn),
    ),
  'import JSON': (turn) => {
    const { name, random, pool } = turn
    const source = `source-${name}`
    return bring(
      turn,
      jsonFile(
        [
          { kind: 'Source', id: source, fields: { title: { vi: `Nguồn ${name}` } } },
          ...[1, 2, 3].map((n) => ({
            kind: 'Passage',
            id: `passage-${name}-${n}`,
            fields: { source, ordinal: n, text: TEXT },
          })),
          {
            kind: 'Directive',
            id: `directive-${name}`,
            fields: { form: 'REPORT', title: { vi: `Nạp ${name}` }, externalId: externalId(turn) },
            evidence: [{ passage: `passage-${name}-1`, mention: 'Đảng' }],
          },
          {
            kind: 'Lesson',
            id: random.pick(pool.lessons).id,
            fields: { statement: { vi: name } },
            evidence: [{ passage: `passage-${name}-2`, mention: 'năm' }],
          },
        ],
        [
          {
            type: 'CITES',
            from: 'lesson-2',
            to: `directive-${name}`,
            confidence: 0.25,
            evidence: [{ passage: `passage-${name}-2`, mention: 'Chỉ thị' }],
          },
          { type: 'IMPLEMENTS', from: `directive-${name}`, to: random.pick(pool.directives).id },
        ],
      ),
    )
  },
  'import YAML': (turn) => {
    const { name, random, pool } = turn
    const text =
      `directives:\n  yaml-${name}:\n    form: SCHEME\n    title: { vi: Đề án ${name} }\n    externalId: ${externalId(turn)}\n` +
      `links:\n  cites:\n    - { from: ${random.pick(pool.lessons).id}, to: yaml-${name}, note: ${name} }\n`
    return bring(turn, fileOf('facts.yaml', text, 'YAML'))
  },
  'import a table': (turn) => {
    const { name, random, pool } = turn
    const rows = [
      `,${externalId(turn)},Chỉ thị,Bảng ${name},${random.pick(pool.lessons).id}`,
      `${random.pick(pool.directives).id},,,Bảng đổi ${name},`,
    ]
    const header = 'id,external id,Loại văn kiện,Tên gọi,Được viện dẫn trong'
    return bring(turn, fileOf('van-kien.csv', `${header}\n${rows.join('\n')}\n`, 'CSV'))
  },
  'undo what is free of later work': (turn) => undo(turn, 'REFUSE'),
  'undo with later work': (turn) => undo(turn, 'WITH_LATER'),
  'undo what is free alone': (turn) => undo(turn, 'ONLY_FREE'),
}

/** What there is now. @param start the sequence number that all began with. */
export async function poolOf(service: Service, start: number): Promise<Pool> {
  const found = await service.data<{
    directives: { nodes: Versioned[] }
    lessons: { nodes: (Versioned & { cites: { edges: Versioned[] } })[] }
    sources: { nodes: Versioned[] }
    passages: { nodes: (Versioned & { sha256: string; text: string | null })[] }
    changes: { nodes: { id: string; seq: number }[] }
  }>(
    `{ directives(first: 100) { nodes { id version } }
       lessons(first: 50) { nodes { id version cites(first: 50) { edges { id version } } } }
       sources(first: 50) { nodes { id version } }
       passages(first: 100) { nodes { id version sha256 text } }
       changes(first: 50) { nodes { id seq } } }`,
  )
  return {
    directives: found.directives.nodes,
    lessons: found.lessons.nodes,
    cites: found.lessons.nodes.flatMap(({ cites }) => cites.edges),
    sources: found.sources.nodes,
    passages: found.passages.nodes.map(({ id, version, sha256, text }) => ({
      id,
      version,
      sha256,
      isOwn: text !== null,
    })),
    sets: found.changes.nodes.flatMap(({ id, seq }) => (seq > start ? [id] : [])),
  }
}
