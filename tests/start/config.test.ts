import { expect, test } from 'vitest'
import { readConfig } from '../../server/config.ts'
import type { Environment } from '../../server/config.ts'
import { StartError } from '../../server/start-error.ts'

const refusal = (env: Environment): string[] => {
  try {
    readConfig(env)
  } catch (error) {
    if (error instanceof StartError) return error.message.split('\n')
    throw error
  }
  return []
}

test('without settings: port 4000 on loopback and a Neo4j of our own below .data', () => {
  expect(readConfig({})).toEqual({
    port: 4000,
    host: '127.0.0.1',
    logLevel: 'info',
    cacheBytes: 64 * 1024 * 1024,
    dataDir: '.data',
    javaHome: undefined,
    neo4j: undefined,
  })
})

test('an empty value counts as not set', () => {
  expect(readConfig({ PORT: '', HOST: '', NEO4J_URI: '', NEO4J_PASSWORD: '' })).toEqual(readConfig({}))
})

test('every setting is taken', () => {
  expect(
    readConfig({
      PORT: '0',
      HOST: '127.8.0.1',
      LOG_LEVEL: 'debug',
      RESULT_CACHE_MB: '0',
      DATA_DIR: '/elsewhere',
      JAVA_HOME: '/java',
      NEO4J_URI: 'neo4j+s://graph.example:7687',
      NEO4J_USER: 'editor',
      NEO4J_PASSWORD: 'secret',
      NEO4J_DATABASE: 'lessons',
    }),
  ).toEqual({
    port: 0,
    host: '127.8.0.1',
    logLevel: 'debug',
    cacheBytes: 0,
    dataDir: '/elsewhere',
    javaHome: '/java',
    neo4j: { uri: 'neo4j+s://graph.example:7687', user: 'editor', password: 'secret', database: 'lessons' },
  })
})

test.each(['localhost', '::1', '127.0.0.1', '127.255.255.254'])('HOST %s is loopback', (host) => {
  expect(readConfig({ HOST: host }).host).toBe(host)
})

test.each([
  'bolt://h:7687',
  'bolt+s://h',
  'bolt+ssc://h',
  'neo4j://h',
  'neo4j+s://h',
  'neo4j+ssc://[::1]:7687',
])('NEO4J_URI %s is taken', (uri) => {
  expect(readConfig({ NEO4J_URI: uri, NEO4J_PASSWORD: 'secret' }).neo4j?.uri).toBe(uri)
})

test.each<[string, Environment, RegExp]>([
  ['PORT as a word', { PORT: 'http' }, /^PORT is "http": it must be a whole number from 0 to 65535/],
  ['PORT too high', { PORT: '65536' }, /^PORT is "65536": it must be .* 65535/],
  ['PORT below 0', { PORT: '-1' }, /^PORT is "-1": it must be/],
  ['PORT with a fraction', { PORT: '80.5' }, /^PORT is "80.5": it must be/],
  ['PORT in hexadecimal', { PORT: '0x50' }, /^PORT is "0x50": it must be/],
  ['PORT of a thousand digits', { PORT: '9'.repeat(1000) }, /^PORT is "9{100}\.\.\.": it must be/],
  ['HOST for all to reach', { HOST: '0.0.0.0' }, /^HOST is "0\.0\.0\.0": it must be a loopback .*sign-in/],
  ['HOST for all, IPv6', { HOST: '::' }, /^HOST is "::": it must be a loopback/],
  [
    'HOST that only looks like loopback',
    { HOST: '127.0.0.1.example.org' },
    /^HOST is .*: it must be a loopback/,
  ],
  ['HOST on the network', { HOST: '192.168.1.5' }, /^HOST is "192\.168\.1\.5"/],
  ['LOG_LEVEL', { LOG_LEVEL: 'loud' }, /^LOG_LEVEL is "loud": it must be one of trace, debug, info/],
  ['DATA_DIR', { DATA_DIR: 'a\0b' }, /^DATA_DIR is "a\\u0000b": it must be a path/],
  [
    'NEO4J_URI over HTTP',
    { NEO4J_URI: 'http://h:7474', NEO4J_PASSWORD: 'x' },
    /^NEO4J_URI is "http:.*bolt:\/\//,
  ],
  [
    'NEO4J_URI of several lines',
    { NEO4J_URI: 'bolt://h\nx', NEO4J_PASSWORD: 'x' },
    /^NEO4J_URI is "bolt:\/\/h\\nx"/,
  ],
  ['no password', { NEO4J_URI: 'bolt://h' }, /^NEO4J_PASSWORD is not set: with NEO4J_URI it must be/],
  ['a user without a URI', { NEO4J_USER: 'me' }, /^NEO4J_USER is "me": without NEO4J_URI it must not be set/],
  ['a database without a URI', { NEO4J_DATABASE: 'd' }, /^NEO4J_DATABASE is "d": without NEO4J_URI/],
])('a bad setting is refused in one line: %s', (_, env, line) => {
  const lines = refusal(env)
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatch(line)
})

test('a password is never shown, also not one inside an address', () => {
  const lines = [
    ...refusal({ NEO4J_PASSWORD: 'hunter2' }),
    ...refusal({ NEO4J_URI: 'bolt://neo4j:hunter2@h:7687', NEO4J_PASSWORD: 'hunter2' }),
  ]
  expect(lines).toHaveLength(2)
  expect(lines.join()).not.toContain('hunter2')
})

test('all bad settings are told at once, a line for each', () => {
  const lines = refusal({ PORT: 'x', HOST: '0.0.0.0', LOG_LEVEL: 'x', NEO4J_URI: 'x', NEO4J_USER: 'me' })
  expect(lines.map((line) => line.split(' ')[0])).toEqual([
    'PORT',
    'HOST',
    'LOG_LEVEL',
    'NEO4J_URI',
    'NEO4J_PASSWORD',
  ])
})
