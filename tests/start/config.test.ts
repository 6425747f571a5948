import { expect, test } from 'vitest'
import { DEFAULT_LIMITS } from '../../server/access/limits.ts'
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
    publicOrigin: undefined,
    hosts: [],
    logLevel: 'info',
    cacheBytes: 64 * 1024 * 1024,
    anonymousRole: 'READER',
    admin: undefined,
    openId: undefined,
    limits: DEFAULT_LIMITS,
    statementTimeoutMs: 30_000,
    auditDays: 400,
    introspectionRole: 'READER',
    graphiqlRole: 'READER',
    persistedFile: undefined,
    persistedOnly: false,
    trust: undefined,
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
      HOST: '0.0.0.0',
      PUBLIC_URL: 'https://Lessons.example/',
      ALLOWED_HOSTS: 'lessons.internal, [fd00::1]',
      LOG_LEVEL: 'debug',
      RESULT_CACHE_MB: '0',
      ANONYMOUS_ROLE: 'READER',
      ADMIN_EMAIL: ' Ada@Lessons.example ',
      ADMIN_PASSWORD: 'seven green bottles',
      OIDC_ISSUER: 'https://id.example/realms/one',
      OIDC_CLIENT_ID: 'lesson-graph',
      OIDC_CLIENT_SECRET: 'hidden',
      OIDC_SCOPE: 'openid email groups',
      OIDC_ROLE_CLAIM: 'realm_access.roles',
      OIDC_ROLES: 'lesson editors = EDITOR, cn=admins=ADMIN',
      MAX_DEPTH: '1',
      MAX_TOKENS: '2',
      MAX_ALIASES: '3',
      MAX_DIRECTIVES: '4',
      MAX_COST: '5',
      COST_A_MINUTE: '6',
      REQUESTS_A_MINUTE: '7',
      MAX_SUBSCRIPTIONS: '12',
      MAX_CONNECTIONS: '13',
      MAX_BODY_MB: '8',
      MAX_IMPORT_MB: '9',
      MAX_ANSWER_MB: '10',
      STATEMENT_TIMEOUT_S: '11',
      AUDIT_DAYS: '30',
      INTROSPECTION_ROLE: 'EDITOR',
      GRAPHIQL_ROLE: 'ADMIN',
      PERSISTED_OPERATIONS: 'operations.json',
      PERSISTED_ONLY: 'true',
      TRUST_PROXY: '10.0.0.0/8, loopback',
      DATA_DIR: '/elsewhere',
      JAVA_HOME: '/java',
      NEO4J_URI: 'neo4j+s://graph.example:7687',
      NEO4J_USER: 'editor',
      NEO4J_PASSWORD: 'secret',
      NEO4J_DATABASE: 'lessons',
    }),
  ).toEqual({
    port: 0,
    host: '0.0.0.0',
    publicOrigin: 'https://lessons.example',
    hosts: ['lessons.example', 'lessons.internal', '[fd00::1]'],
    logLevel: 'debug',
    cacheBytes: 0,
    anonymousRole: 'READER',
    admin: { email: 'ada@lessons.example', password: 'seven green bottles' },
    openId: {
      issuer: 'https://id.example/realms/one',
      clientId: 'lesson-graph',
      clientSecret: 'hidden',
      scope: 'openid email groups',
      roleClaim: 'realm_access.roles',
      roles: new Map([
        ['lesson editors', 'EDITOR'],
        ['cn=admins', 'ADMIN'],
      ]),
    },
    limits: {
      depth: 1,
      tokens: 2,
      aliases: 3,
      directives: 4,
      cost: 5,
      costAMinute: 6,
      requestsAMinute: 7,
      subscriptions: 12,
      connections: 13,
      bodyBytes: 8 * 1024 * 1024,
      importBytes: 9 * 1024 * 1024,
      answerBytes: 10 * 1024 * 1024,
    },
    statementTimeoutMs: 11_000,
    auditDays: 30,
    introspectionRole: 'EDITOR',
    graphiqlRole: 'ADMIN',
    persistedFile: 'operations.json',
    persistedOnly: true,
    trust: expect.any(Function) as unknown,
    dataDir: '/elsewhere',
    javaHome: '/java',
    neo4j: { uri: 'neo4j+s://graph.example:7687', user: 'editor', password: 'secret', database: 'lessons' },
  })
})

test.each<[Environment, string]>([
  [{ HOST: 'localhost' }, 'READER'],
  [{ HOST: '::1' }, 'READER'],
  [{ HOST: '127.255.255.254', PUBLIC_URL: 'http://localhost:8080' }, 'READER'],
  [{ HOST: '0.0.0.0' }, 'NONE'],
  [{ HOST: '::' }, 'NONE'],
  [{ HOST: '192.168.1.5' }, 'NONE'],
  [{ PUBLIC_URL: 'https://lessons.example' }, 'NONE'],
  [{ ALLOWED_HOSTS: 'localhost,lessons.example' }, 'NONE'],
])('whoever shows nothing reads where only this machine reaches the service: %o', (env, role) => {
  expect(readConfig(env).anonymousRole).toBe(role)
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
  [
    'HOST by a name',
    { HOST: '127.0.0.1.example.org' },
    /^HOST is .*: it must be an IP address, or localhost/,
  ],
  [
    'PUBLIC_URL with a path',
    { PUBLIC_URL: 'https://x.example/a' },
    /^PUBLIC_URL is .*: it must be like https/,
  ],
  ['PUBLIC_URL of another kind', { PUBLIC_URL: 'ftp://x.example' }, /^PUBLIC_URL is "ftp:/],
  ['ALLOWED_HOSTS with a port', { ALLOWED_HOSTS: 'x.example:80' }, /^ALLOWED_HOSTS is .*without ports/],
  ['ALLOWED_HOSTS of nothing', { ALLOWED_HOSTS: 'x.example,' }, /^ALLOWED_HOSTS is/],
  ['ANONYMOUS_ROLE', { ANONYMOUS_ROLE: 'GOD' }, /^ANONYMOUS_ROLE is "GOD": it must be one of NONE, READER/],
  [
    'anonymous editors on the network',
    { HOST: '0.0.0.0', ANONYMOUS_ROLE: 'EDITOR' },
    /^ANONYMOUS_ROLE is "EDITOR": it must be NONE or READER where others/,
  ],
  [
    'anonymous administrators behind a proxy',
    { PUBLIC_URL: 'https://x.example', ANONYMOUS_ROLE: 'ADMIN' },
    /^ANONYMOUS_ROLE is "ADMIN": it must be/,
  ],
  ['ADMIN_EMAIL', { ADMIN_EMAIL: 'ada' }, /^ADMIN_EMAIL is "ada": it must be an e-mail address/],
  [
    'ADMIN_PASSWORD alone',
    { ADMIN_PASSWORD: 'seven green bottles' },
    /^ADMIN_PASSWORD is set: without ADMIN_EMAIL/,
  ],
  [
    'ADMIN_PASSWORD that is short',
    { ADMIN_EMAIL: 'a@b', ADMIN_PASSWORD: 'short' },
    /^ADMIN_PASSWORD is set: it must have from 12/,
  ],
  ['OIDC_ISSUER without TLS', { OIDC_ISSUER: 'http://id.example', OIDC_CLIENT_ID: 'x' }, /^OIDC_ISSUER is/],
  ['OIDC_ISSUER alone', { OIDC_ISSUER: 'https://id.example' }, /^OIDC_CLIENT_ID is not set/],
  ['OIDC_ROLES alone', { OIDC_ROLES: 'a=ADMIN' }, /^OIDC_ROLES is "a=ADMIN": without OIDC_ISSUER/],
  [
    'OIDC_ROLES of another form',
    { OIDC_ISSUER: 'https://id.example', OIDC_CLIENT_ID: 'x', OIDC_ROLES: 'a=NONE' },
    /^OIDC_ROLES is "a=NONE": it must be like/,
  ],
  ['MAX_DEPTH of 0', { MAX_DEPTH: '0' }, /^MAX_DEPTH is "0": it must be a whole number from 1 to 200/],
  [
    'REQUESTS_A_MINUTE as a word',
    { REQUESTS_A_MINUTE: 'many' },
    /^REQUESTS_A_MINUTE is "many": it must be a whole/,
  ],
  [
    'COST_A_MINUTE below MAX_COST',
    { COST_A_MINUTE: '10', MAX_COST: '11' },
    /^COST_A_MINUTE is less than MAX_COST/,
  ],
  [
    'INTROSPECTION_ROLE',
    { INTROSPECTION_ROLE: 'ALL' },
    /^INTROSPECTION_ROLE is "ALL": it must be one of NONE/,
  ],
  ['PERSISTED_ONLY', { PERSISTED_ONLY: 'yes' }, /^PERSISTED_ONLY is "yes": it must be true or false/],
  ['PERSISTED_ONLY alone', { PERSISTED_ONLY: 'true' }, /^PERSISTED_OPERATIONS is not set/],
  [
    'TRUST_PROXY of a name',
    { TRUST_PROXY: 'proxy.example' },
    /^TRUST_PROXY is "proxy.example": it must be a number/,
  ],
  [
    'TRUST_PROXY of no range',
    { TRUST_PROXY: '10.0.0.0/99' },
    /^TRUST_PROXY is .*: it must be a number of proxies/,
  ],
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
    ...refusal({ ADMIN_PASSWORD: 'hunter2', OIDC_CLIENT_SECRET: 'hunter2' }),
  ]
  expect(lines).toHaveLength(5)
  expect(lines.join()).not.toContain('hunter2')
})

test('all bad settings are told at once, a line for each', () => {
  const lines = refusal({ PORT: 'x', HOST: 'x', LOG_LEVEL: 'x', NEO4J_URI: 'x', NEO4J_USER: 'me' })
  expect(lines.map((line) => line.split(' ')[0])).toEqual([
    'PORT',
    'HOST',
    'LOG_LEVEL',
    'NEO4J_URI',
    'NEO4J_PASSWORD',
  ])
})
