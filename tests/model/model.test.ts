import { isEnumType, isObjectType, printSchema } from 'graphql'
import { describe, expect, test } from 'vitest'
import { createModel, date, integer, kind, link, localized, model, text } from '../../server/model/index.ts'
import { createSchema } from '../../server/schema/schema.ts'
import { schemaStatements } from '../../server/store/constraints.ts'
import { searchIndexes } from '../../server/store/search-index.ts'
import { extended } from '../support/model.ts'

const title = localized({ vi: 'Tên', en: 'Title' }, { required: true })
const words = { vi: 'Thứ', en: 'Thing' }
const thing = (fields = {}) =>
  kind({ name: 'Thing', plural: 'things', words, pluralWords: words, fields: { title, ...fields } })

describe('the model', () => {
  test('refuses what does not hold, naming every mistake', () => {
    const twice = link({
      from: 'Thing',
      to: 'Nothing',
      reads: 'likes',
      reverse: 'Liked',
      words,
      reverseWords: words,
    })
    expect(() => createModel({ kinds: [thing({ id: text(words) })], links: [twice, twice] })).toThrow(
      expect.objectContaining({
        message: expect.stringMatching(
          /field id must be camelCase and free[^]*Nothing is no kind[^]*must be camelCase[^]*declared twice/,
        ) as unknown,
      }),
    )
  })

  test('refuses two fields of one name on a kind, also when one is the far end of a link', () => {
    const links = [
      link({ from: 'Thing', to: 'Thing', reads: 'next', reverse: 'next', words, reverseWords: words }),
    ]
    expect(() => createModel({ kinds: [thing()], links })).toThrow('kind Thing: next is declared twice')
  })
})

test('the year of a date is a name like another', () => {
  const taken = thing({ madeOn: date(words), madeOnYear: integer(words) })
  expect(() => createModel({ kinds: [taken], links: [] })).toThrow('kind Thing: madeOnYear is declared twice')
})

describe('a made-up kind and link, declared in one place', () => {
  test('are in the GraphQL schema', () => {
    const schema = createSchema(extended)
    const queries = Object.keys(schema.getQueryType()?.getFields() ?? {})
    const mutations = Object.keys(schema.getMutationType()?.getFields() ?? {})
    expect(queries).toEqual(expect.arrayContaining(['rumour', 'rumours']))
    expect(mutations).toEqual(expect.arrayContaining(['createRumour', 'updateRumour', 'deleteRumour']))
    const printed = printSchema(schema)
    for (const part of [
      /type Rumour implements/,
      /rumoursAbout\(/,
      /spreadsAbout\(/,
      /^ {2}SPREADS_ABOUT$/m,
      /^ {2}RUMOUR$/m,
      /heardFrom: Source!/,
      /heardFrom: ID!/,
    ])
      expect(printed).toMatch(part)
  })

  test('are among what nodes are filtered, ordered and grouped by, without a word in the schema', () => {
    const schema = createSchema(extended)
    const valuesOf = (name: string) => {
      const type = schema.getType(name)
      return isEnumType(type) ? type.getValues().map((value) => value.name) : []
    }
    expect(valuesOf('RumourGroupBy')).toEqual(
      expect.arrayContaining(['MOOD', 'TELLERS', 'DENIED', 'HEARD_FROM', 'SPREADS_ABOUT']),
    )
    expect(valuesOf('RumourGroupBy')).not.toContain('TITLE')
    expect(valuesOf('BodyGroupBy')).toContain('RUMOURS_ABOUT')
    expect(valuesOf('SourceGroupBy')).toContain('RUMOURS')
    expect(valuesOf('LinkedRumourSortField')).toEqual(expect.arrayContaining(['LOUDNESS', 'LINK_CONFIDENCE']))
    const printed = printSchema(schema)
    for (const part of [
      /rumoursAggregate\(/,
      /type RumourGroup \{[^}]*spreadsAbout: Body\n/,
      /type RumourGroup \{[^}]*mood: RumourMood\n/,
      /input LinkedRumourFilter \{[^}]*link: LinkFilter\n/,
    ])
      expect(printed).toMatch(part)
  })

  test('has no groups when nothing could be shared', () => {
    const alone = createModel({ kinds: [...model.kinds, thing()], links: model.links })
    const fields = createSchema(alone).getType('ThingAggregate')
    expect(isObjectType(fields) && Object.keys(fields.getFields())).toEqual(['count'])
  })

  test('are in the constraints and in the full-text index', () => {
    const statements = schemaStatements(extended)
    for (const part of [
      'CREATE CONSTRAINT rumour_id IF NOT EXISTS FOR (n:Rumour) REQUIRE n.id IS UNIQUE',
      'CREATE INDEX rumour_loudness IF NOT EXISTS FOR (n:Rumour) ON (n.loudness)',
      'CREATE CONSTRAINT link_spreads_about_ends IF NOT EXISTS FOR ()-[n:SPREADS_ABOUT]-() REQUIRE n.ends IS UNIQUE',
    ])
      expect(statements).toContain(part)
    expect(searchIndexes(extended).nodes.statement).toContain('|Rumour)')
    expect(searchIndexes(extended).links.statement).toContain('|SPREADS_ABOUT]')
  })
})
