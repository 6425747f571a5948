import { openSnapshot } from '../../server/curate/snapshot.ts'
import type { LinkState, NodeState } from '../../server/curate/state.ts'
import { model } from '../../server/model/index.ts'
import type { Service } from '../support/app.ts'

/** The graph as an export must have it. */
export interface Graph {
  readonly seq: number
  readonly nodes: readonly NodeState[]
  readonly links: readonly LinkState[]
}

/** Reads everything, in the order in which an export writes it. */
export async function graphOf({ store }: Pick<Service, 'store'>, at?: number): Promise<Graph> {
  const snapshot = await openSnapshot(store, model, at)
  const nodes: NodeState[] = []
  const links: LinkState[] = []
  for (const { name } of model.kinds) for await (const states of snapshot.nodes(name)) nodes.push(...states)
  for (const type of model.linkTypes) for await (const states of snapshot.links(type)) links.push(...states)
  return { seq: snapshot.seq, nodes, links }
}

/** Asks for an export by its address. */
export const ask = ({ fetch }: Pick<Service, 'fetch'>, parameters: Readonly<Record<string, string>>) =>
  fetch(`/export?${new URLSearchParams(parameters).toString()}`)

/** The text of an export. @throws when it was refused. */
export async function exported(
  service: Pick<Service, 'fetch'>,
  parameters: Readonly<Record<string, string>>,
): Promise<string> {
  const response = await ask(service, parameters)
  if (response.status !== 200) throw new Error(await response.text())
  // Not text(), which takes a byte order mark away.
  return Buffer.from(await response.arrayBuffer()).toString('utf8')
}

/** Text that breaks out of whatever it is not escaped for. */
export const HOSTILE = `"Đồng bằng" & 'sông' <b>]]></b> \\u0041 \\ $1 @prefix . # // */ ; \n\tdòng hai, 😀 e\u0301 \u2028 \uFFFE {{x}} \${y} """`

/** A graph with the first source's facts and with nodes and links that are hostile in every text that they have. */
export async function addHostile(service: Service): Promise<void> {
  const evidence = [{ passageId: 'hostile-passage', mention: HOSTILE.slice(0, 40), note: HOSTILE }]
  const { createSource } = await service.data<{ createSource: { id: string } }>(
    'mutation ($input: SourceInput!) { createSource(input: $input) { id } }',
    { input: { author: HOSTILE, publishedAt: '1999-12-31T23:59:59.999Z', title: { vi: HOSTILE } } },
  )
  const { createPassage } = await service.data<{ createPassage: { id: string } }>(
    'mutation ($input: PassageInput!) { createPassage(input: $input) { id } }',
    { input: { source: createSource.id, ordinal: 1, text: HOSTILE } },
  )
  const grounds = evidence.map((piece) => ({ ...piece, passageId: createPassage.id }))
  const { createDirective } = await service.data<{ createDirective: { id: string } }>(
    'mutation ($input: DirectiveInput!) { createDirective(input: $input) { id } }',
    {
      input: {
        form: 'DIRECTIVE',
        number: '=1+1',
        issuedOn: '0001-01-01',
        title: { vi: '=HYPERLINK("x")', en: '+84' },
        statement: { vi: HOSTILE },
        evidence: grounds,
      },
    },
  )
  await service.data('mutation ($input: LinkInput!) { createLink(input: $input) { id } }', {
    input: {
      type: 'CITES',
      from: 'lesson-1',
      to: createDirective.id,
      note: HOSTILE,
      confidence: 1,
      status: 'DISPUTED',
      evidence: grounds,
    },
  })
}

/** What no editor can write, but what an older service or another tool may have left: control characters. */
export const CONTROLLED = 'bell \u0007, null \u0000, escape \u001B, carriage\r return'

export async function addControlled({ store }: Pick<Service, 'store'>): Promise<void> {
  await store.write((transaction) =>
    transaction.run({
      text: 'MATCH (n:Measure) WITH n ORDER BY n.id LIMIT 1 SET n.statement_en = $text',
      parameters: { text: CONTROLLED },
    }),
  )
}
