import { beforeAll, describe, expect, test } from 'vitest'
import type { Client } from '../support/client.ts'
import type { Ground } from './ground.ts'

/** Texts that mean something else somewhere. */
const ODD: Readonly<Record<string, string>> = {
  'a NUL': 'a\u0000b',
  'half of a surrogate pair': 'a\ud800b',
  'the other half': '\udc00',
  'a byte order mark': '\ufeff',
  'a mark that turns round what follows': '\u202elesson-1',
  'nothing that can be seen': '\u200b\u2060\u00ad',
  'letters that look like others': 'lеssоn-1',
  'letters of several parts': 'ệ'.normalize('NFD').repeat(50),
  'fifty accents on one letter': `a${'\u0301'.repeat(50)}`,
  'the prototype': '__proto__',
  'a constructor': 'constructor',
  'a path': '../../etc/passwd',
  'a line break': 'lesson-1\r\nx: y',
  'a script': '<script>alert(1)</script>',
  'a placeholder': '${jndi:ldap://elsewhere.example/a}',
  'a format': '%s%n%x{{7*7}}',
  'a megabyte': 'x'.repeat(900_000),
}

type Code = string | undefined

const codes = async (client: Client, query: string, variables?: Record<string, unknown>): Promise<Code[]> => {
  const { errors = [] } = await client.graphql(query, variables)
  return [...new Set(errors.map(({ extensions }) => extensions.code))]
}

export function textAttacks(on: () => Ground): void {
  describe('texts that mean something else somewhere', () => {
    test.each(Object.entries(ODD))('%s is the id of nothing', async (_name, id) => {
      const { data, errors } = await on().reader.graphql(
        `query ($id: ID!) { lesson(id: $id) { id } entity(id: $id) { id } node(id: $id) { id } link(id: $id) { id }
          changeSet(id: $id) { id } }`,
        { id },
      )
      expect([data, errors]).toEqual([
        { lesson: null, entity: null, node: null, link: null, changeSet: null },
        undefined,
      ])
      for (const mutation of [
        'deleteLesson(id: $id, expectedVersion: 1) { id }',
        'deleteLink(id: $id, expectedVersion: 1) { id }',
        'undo(changeSetId: $id) { seq }',
        'removePerson(id: $id) { id }',
        'revokeApiKey(id: $id) { id }',
        'endSession(id: $id)',
      ])
        expect([mutation, await codes(on().admin, `mutation ($id: ID!) { ${mutation} }`, { id })]).toEqual([
          mutation,
          ['NOT_FOUND'],
        ])
    })

    test.each(Object.entries(ODD))('%s is searched and compared with as it is', async (_name, text) => {
      const query = `query ($text: String!) {
        search(text: $text) { nodes { field } }
        directives(filter: { number: { eq: $text } }) { totalCount }
        changes(target: "lesson-1", first: 1) { nodes { id } }
      }`
      expect(['', 'BAD_USER_INPUT']).toContain((await codes(on().reader, query, { text })).join())
    })

    const refusedAsText = ['a NUL', 'half of a surrogate pair', 'the other half', 'a megabyte']
    test.each(refusedAsText)('%s is kept nowhere', async (name) => {
      const text = ODD[name]
      for (const mutation of [
        'createBody(input: { title: { vi: $text } }) { id }',
        'updateBody(id: "body-party", expectedVersion: 1, input: { title: { vi: $text } }) { id }',
        'createLink(input: { type: CITES, from: "lesson-1", to: "directive-01", note: $text }) { id }',
        'deleteLesson(id: "lesson-1", expectedVersion: 1, reason: $text) { id }',
        'createPerson(email: "odd@example.org", name: $text, role: READER, password: "seven green bottles") { id }',
        'createPerson(email: $text, name: "Odd", role: READER, password: "seven green bottles") { id }',
        'createApiKey(name: $text, role: READER) { secret }',
      ])
        expect([
          mutation,
          await codes(on().admin, `mutation ($text: String!) { ${mutation} }`, { text }),
        ]).toEqual([mutation, ['BAD_USER_INPUT']])
    })

    test.each([
      ['a prototype', '{"__proto__":{"title":{"vi":"x"}}}'],
      ['a constructor', '{"constructor":{"prototype":{"title":1}}}'],
      ['a prototype within', '{"title":{"vi":"x","__proto__":{"en":"y"}}}'],
    ])('%s is no field of an input', async (_name, text) => {
      const input: unknown = JSON.parse(text)
      const create = 'mutation ($input: BodyInput!) { createBody(input: $input) { id } }'
      expect(await codes(on().editor, create, { input })).toEqual(['BAD_USER_INPUT'])
      const list = 'query ($filter: BodyFilter) { bodies(filter: $filter) { totalCount } }'
      expect(await codes(on().reader, list, { filter: input })).toEqual(['BAD_USER_INPUT'])
    })

    test('a variable that is called as the prototype is one like any other', async () => {
      const variables = JSON.parse('{"__proto__":{"number":{"eq":"05"}},"constructor":1}') as Record<
        string,
        unknown
      >
      const query =
        'query ($__proto__: DirectiveFilter, $constructor: Int) { directives(filter: $__proto__, first: $constructor) { nodes { id } totalCount } }'
      const { data, errors } = await on().reader.graphql<{ directives: { totalCount: number } }>(
        query,
        variables,
      )
      expect(errors).toBeUndefined()
      const { directives } = await on().reader.data<{ directives: { totalCount: number } }>(
        '{ directives(filter: { number: { eq: "05" } }) { totalCount } }',
      )
      expect(data.directives.totalCount).toBe(directives.totalCount)
      expect(Object.prototype).not.toHaveProperty('number')
    })
  })

  describe('ids of another kind', () => {
    /** An id of each kind of thing that there is. */
    const ids: Record<string, string> = {}
    beforeAll(async () => {
      const { admin, people } = on()
      interface Found {
        readonly lesson: {
          readonly cites: {
            readonly edges: readonly {
              readonly id: string
              readonly evidence: readonly { readonly id: string }[]
            }[]
          }
        }
        readonly changes: { readonly nodes: readonly { readonly id: string }[] }
        readonly apiKeys: { readonly nodes: readonly { readonly id: string }[] }
        readonly sessions: { readonly nodes: readonly { readonly id: string; readonly current: boolean }[] }
      }
      const found = await admin.data<Found>(`{
        lesson(id: "lesson-1") { cites(first: 1) { edges { id } } }
        changes(first: 1) { nodes { id } }
        apiKeys(first: 1) { nodes { id } }
        sessions(first: 5) { nodes { id current } }
      }`)
      Object.assign(ids, {
        lesson: 'lesson-1',
        directive: 'directive-05',
        link: found.lesson.cites.edges[0]?.id,
        changeSet: found.changes.nodes[0]?.id,
        person: people.rita.id,
        apiKey: found.apiKeys.nodes[0]?.id,
        session: found.sessions.nodes.find(({ current }) => !current)?.id,
      })
    })

    const takers: readonly (readonly [string, string, string])[] = [
      [
        'updateLesson',
        'lesson',
        'updateLesson(id: $id, expectedVersion: 1, input: { title: { vi: "x" } }) { id }',
      ],
      ['deleteLesson', 'lesson', 'deleteLesson(id: $id, expectedVersion: 1) { id }'],
      ['deleteDirective', 'directive', 'deleteDirective(id: $id, expectedVersion: 1) { id }'],
      ['updateLink', 'link', 'updateLink(id: $id, expectedVersion: 1, input: { note: "x" }) { id }'],
      ['deleteLink', 'link', 'deleteLink(id: $id, expectedVersion: 1) { id }'],
      ['undo', 'changeSet', 'undo(changeSetId: $id) { seq }'],
      ['updatePerson', 'person', 'updatePerson(id: $id, name: "X") { id }'],
      ['removePerson', 'person', 'removePerson(id: $id) { id }'],
      ['revokeApiKey', 'apiKey', 'revokeApiKey(id: $id) { id }'],
      ['endSession', 'session', 'endSession(id: $id)'],
    ]
    test.each(takers)('%s takes that of a %s alone', async (_name, own, mutation) => {
      for (const [kind, id] of Object.entries(ids)) {
        if (kind === own) continue
        const said = await codes(on().admin, `mutation ($id: ID!) { ${mutation} }`, { id })
        expect([kind, said]).toEqual([kind, ['NOT_FOUND']])
      }
    })

    test('no link leads to anything that is no node of its ends', async () => {
      for (const [kind, to] of Object.entries(ids)) {
        if (kind === 'directive') continue
        const mutation =
          'mutation ($to: ID!) { createLink(input: { type: CITES, from: "lesson-1", to: $to }) { id } }'
        const said = await codes(on().editor, mutation, { to })
        expect([kind, said]).toEqual([kind, ['BAD_USER_INPUT']])
      }
    })
  })
}
