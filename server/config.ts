import { isIP, isIPv4 } from 'node:net'
import { z } from 'zod'
import type { OpenIdOptions } from './access/open-id.ts'
import { passwordProblem } from './access/password-rules.ts'
import { DEFAULT_LIMITS } from './access/limits.ts'
import type { Limits } from './access/limits.ts'
import type { PersonRole } from './access/principal.ts'
import { isEmail, normalEmail } from './access/person-text.ts'
import { ROLES, isAtLeast } from './access/principal.ts'
import type { Role } from './access/principal.ts'
import { TRUST_FORM, trustOf } from './http/forwarded.ts'
import type { Trust } from './http/forwarded.ts'
import { StartError } from './start-error.ts'

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

/** A Neo4j that runs elsewhere. */
export interface RemoteNeo4j {
  readonly uri: string
  readonly user: string
  readonly password: string
  readonly database: string
}

/** Who administers the service from its first start on. */
export interface FirstAdministrator {
  readonly email: string
  /** Undefined: one is made up, and printed once. */
  readonly password: string | undefined
}

/** Everything that the surroundings decide. */
export interface Config {
  /** 0: any free port. */
  readonly port: number
  readonly host: string
  /** Where browsers reach the service, when that is not HOST and PORT: `https://lessons.example`. */
  readonly publicOrigin: string | undefined
  /** The names by which it is answered, beside those of loopback. */
  readonly hosts: readonly string[]
  readonly logLevel: (typeof logLevels)[number]
  /** The most memory that answers may be kept in, in bytes; 0: none are kept. */
  readonly cacheBytes: number
  /** What whoever shows nothing may do. */
  readonly anonymousRole: Role
  /** Who administers the service from its first start on; undefined: one is made up. */
  readonly admin: FirstAdministrator | undefined
  /** Who else may sign people in; undefined: nobody. */
  readonly openId: OpenIdOptions | undefined
  readonly limits: Limits
  /** Longest that one statement may run, in milliseconds. */
  readonly statementTimeoutMs: number
  /** The role that may ask what the schema holds, and the one that is shown GraphiQL. */
  readonly introspectionRole: Role
  readonly graphiqlRole: Role
  /** The file of documents that apps have handed in; undefined: none. */
  readonly persistedFile: string | undefined
  /** Whether programs and strangers may ask for these alone. */
  readonly persistedOnly: boolean
  /** How long audit records are kept, in days; 0: for ever. */
  readonly auditDays: number
  /** Which proxies are believed; undefined: none. */
  readonly trust: Trust | undefined
  /** Where a Neo4j of our own keeps everything. */
  readonly dataDir: string
  /** Where Java is, by the variable that Java's own tools go by; undefined: `java` on the PATH. */
  readonly javaHome: string | undefined
  /** Undefined: start a Neo4j of our own. */
  readonly neo4j: RemoteNeo4j | undefined
}

export type Environment = Readonly<Record<string, string | undefined>>

const MB = 1024 * 1024

/** A setting that is a whole number within bounds. */
const whole = (least: number, most: number, fallback: number) =>
  z
    .string()
    .regex(/^\d{1,15}$/, `must be a whole number from ${least} to ${most}`)
    .transform(Number)
    .refine((value) => value >= least && value <= most, `must be a whole number from ${least} to ${most}`)
    .default(fallback)

const role = () => z.enum(ROLES, `must be one of ${ROLES.join(', ')}`)

const ROLES_FORM = 'must be like "editors=EDITOR, admins=ADMIN", with READER, EDITOR or ADMIN behind each ='

// Each message says what would be right; readConfig puts the name and what was given before it.
const settings = z.object({
  PORT: z
    .string()
    .regex(/^\d+$/, 'must be a whole number from 0 to 65535 (0: any free port)')
    .transform(Number)
    .refine((port) => port <= 65_535, 'must be a whole number from 0 to 65535 (0: any free port)')
    .default(4000),
  HOST: z
    .string()
    .refine((host) => host === 'localhost' || isIP(host) !== 0, 'must be an IP address, or localhost')
    .default('127.0.0.1'),
  PUBLIC_URL: z
    .string()
    .refine(isOrigin, 'must be like https://lessons.example, without a path')
    .transform((url) => new URL(url).origin)
    .optional(),
  ALLOWED_HOSTS: z
    .string()
    .transform((names) => names.split(',').map((name) => name.trim().toLowerCase()))
    .refine((names) => names.every(isHostName), 'must be names of hosts without ports, with commas between')
    .default([]),
  LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(', ')}`).default('info'),
  RESULT_CACHE_MB: z
    .string()
    .regex(/^\d{1,4}$/, 'must be a whole number from 0 (no cache) to 9999')
    .transform(Number)
    .default(64),
  ANONYMOUS_ROLE: z.enum(ROLES, `must be one of ${ROLES.join(', ')}`).optional(),
  ADMIN_EMAIL: z.string().transform(normalEmail).refine(isEmail, 'must be an e-mail address').optional(),
  ADMIN_PASSWORD: z.string().optional(),
  OIDC_ISSUER: z
    .string()
    .refine(isIssuer, 'must be like https://id.example (http only on loopback)')
    .optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_SCOPE: z
    .string()
    .refine(
      (scope) => scope.split(' ').includes('openid'),
      'must be words with spaces between, openid among them',
    )
    .optional(),
  OIDC_ROLE_CLAIM: z.string().optional(),
  OIDC_ROLES: z
    .string()
    .transform((text, context) => rolesOf(text) ?? (context.addIssue(ROLES_FORM), z.NEVER))
    .optional(),
  MAX_DEPTH: whole(1, 200, DEFAULT_LIMITS.depth),
  MAX_TOKENS: whole(1, 1_000_000, DEFAULT_LIMITS.tokens),
  MAX_ALIASES: whole(0, 100_000, DEFAULT_LIMITS.aliases),
  MAX_DIRECTIVES: whole(0, 100_000, DEFAULT_LIMITS.directives),
  MAX_COST: whole(1, 1_000_000_000, DEFAULT_LIMITS.cost),
  COST_A_MINUTE: whole(1, 1_000_000_000_000, DEFAULT_LIMITS.costAMinute),
  REQUESTS_A_MINUTE: whole(1, 1_000_000_000, DEFAULT_LIMITS.requestsAMinute),
  MAX_SUBSCRIPTIONS: whole(0, 1_000_000, DEFAULT_LIMITS.subscriptions),
  MAX_CONNECTIONS: whole(1, 1_000_000, DEFAULT_LIMITS.connections),
  MAX_BODY_MB: whole(1, 256, DEFAULT_LIMITS.bodyBytes / MB),
  MAX_IMPORT_MB: whole(1, 1_900, DEFAULT_LIMITS.importBytes / MB),
  MAX_ANSWER_MB: whole(1, 256, DEFAULT_LIMITS.answerBytes / MB),
  STATEMENT_TIMEOUT_S: whole(1, 3_600, 30),
  INTROSPECTION_ROLE: role().default('READER'),
  GRAPHIQL_ROLE: role().default('READER'),
  PERSISTED_OPERATIONS: z.string().optional(),
  PERSISTED_ONLY: z.enum(['true', 'false'], 'must be true or false').optional(),
  AUDIT_DAYS: whole(0, 36_500, 400),
  TRUST_PROXY: z
    .string()
    .transform((text, context) => trustOf(text) ?? (context.addIssue(TRUST_FORM), z.NEVER))
    .optional(),
  DATA_DIR: z
    .string()
    .refine((path) => !path.includes('\0'), 'must be a path')
    .default('.data'),
  JAVA_HOME: z.string().optional(),
  NEO4J_URI: z
    .string()
    .refine(isNeo4jUri, 'must be like bolt://host:7687 or neo4j+s://host, without user or password in it')
    .optional(),
  NEO4J_USER: z.string().optional(),
  NEO4J_PASSWORD: z.string().optional(),
  NEO4J_DATABASE: z.string().optional(),
})

/** The settings as this process was given them; the one place that reads its environment. */
export const configFromEnvironment = (): Config => readConfig(process.env)

/**
 * Reads and validates every setting. An empty value counts as not set: that is how compose files and shells write
 * "no value".
 * @throws StartError with a line for each bad setting: its name, what was given, what would be right.
 */
export function readConfig(env: Environment): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = settings.safeParse(given)
  const problems = [
    ...(parsed.error?.issues ?? []).map((issue) => {
      const name = issue.path.join('.')
      return `${name} is ${shown(name, given[name])}: it ${issue.message}.`
    }),
    ...neo4jProblems(given),
    ...openIdProblems(given),
    ...(given['PERSISTED_ONLY'] === 'true' && given['PERSISTED_OPERATIONS'] === undefined
      ? ['PERSISTED_OPERATIONS is not set: with PERSISTED_ONLY it must be the file of what may be asked.']
      : []),
    ...(parsed.success && parsed.data.MAX_COST > parsed.data.COST_A_MINUTE
      ? ['COST_A_MINUTE is less than MAX_COST: what one request may cost, a minute must hold.']
      : []),
    ...(parsed.success ? accessProblems(parsed.data) : []),
  ]
  if (!parsed.success || problems.length > 0) throw new StartError(problems.join('\n'))
  const { data } = parsed
  return {
    port: data.PORT,
    host: data.HOST,
    logLevel: data.LOG_LEVEL,
    cacheBytes: data.RESULT_CACHE_MB * 1024 * 1024,
    publicOrigin: data.PUBLIC_URL,
    hosts: [
      ...(data.PUBLIC_URL === undefined ? [] : [new URL(data.PUBLIC_URL).hostname]),
      ...data.ALLOWED_HOSTS,
    ],
    anonymousRole: data.ANONYMOUS_ROLE ?? (isReachedFromHere(data) ? 'READER' : 'NONE'),
    admin:
      data.ADMIN_EMAIL === undefined ? undefined : { email: data.ADMIN_EMAIL, password: data.ADMIN_PASSWORD },
    openId:
      data.OIDC_ISSUER === undefined
        ? undefined
        : {
            issuer: data.OIDC_ISSUER,
            clientId: data.OIDC_CLIENT_ID ?? '',
            clientSecret: data.OIDC_CLIENT_SECRET,
            scope: data.OIDC_SCOPE ?? 'openid email profile',
            roleClaim: data.OIDC_ROLE_CLAIM ?? 'roles',
            roles: data.OIDC_ROLES,
          },
    limits: {
      depth: data.MAX_DEPTH,
      tokens: data.MAX_TOKENS,
      aliases: data.MAX_ALIASES,
      directives: data.MAX_DIRECTIVES,
      cost: data.MAX_COST,
      costAMinute: data.COST_A_MINUTE,
      requestsAMinute: data.REQUESTS_A_MINUTE,
      subscriptions: data.MAX_SUBSCRIPTIONS,
      connections: data.MAX_CONNECTIONS,
      bodyBytes: data.MAX_BODY_MB * MB,
      importBytes: data.MAX_IMPORT_MB * MB,
      answerBytes: data.MAX_ANSWER_MB * MB,
    },
    statementTimeoutMs: data.STATEMENT_TIMEOUT_S * 1000,
    introspectionRole: data.INTROSPECTION_ROLE,
    graphiqlRole: data.GRAPHIQL_ROLE,
    persistedFile: data.PERSISTED_OPERATIONS,
    persistedOnly: data.PERSISTED_ONLY === 'true',
    auditDays: data.AUDIT_DAYS,
    trust: data.TRUST_PROXY,
    dataDir: data.DATA_DIR,
    javaHome: data.JAVA_HOME,
    neo4j:
      data.NEO4J_URI === undefined
        ? undefined
        : {
            uri: data.NEO4J_URI,
            user: data.NEO4J_USER ?? 'neo4j',
            password: data.NEO4J_PASSWORD ?? '',
            database: data.NEO4J_DATABASE ?? 'neo4j',
          },
  }
}

/** What does not hold between the settings of Neo4j, whatever each of them is. */
function neo4jProblems(given: Environment): string[] {
  if (given['NEO4J_URI'] !== undefined)
    return given['NEO4J_PASSWORD'] === undefined
      ? [
          'NEO4J_PASSWORD is not set: with NEO4J_URI it must be the password of NEO4J_USER (neo4j when not set).',
        ]
      : []
  return ['NEO4J_USER', 'NEO4J_PASSWORD', 'NEO4J_DATABASE']
    .filter((name) => given[name] !== undefined)
    .map((name) => `${name} is ${shown(name, given[name])}: without NEO4J_URI it must not be set.`)
}

/** What does not hold between the settings of OpenID Connect, whatever each of them is. */
function openIdProblems(given: Environment): string[] {
  if (given['OIDC_ISSUER'] !== undefined)
    return given['OIDC_CLIENT_ID'] === undefined
      ? ['OIDC_CLIENT_ID is not set: with OIDC_ISSUER it must be what the provider calls this service.']
      : []
  return ['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_SCOPE', 'OIDC_ROLE_CLAIM', 'OIDC_ROLES']
    .filter((name) => given[name] !== undefined)
    .map((name) => `${name} is ${shown(name, given[name])}: without OIDC_ISSUER it must not be set.`)
}

type Settings = z.output<typeof settings>

/** What does not hold between the settings of who may do what. */
function accessProblems(data: Settings): string[] {
  const { ANONYMOUS_ROLE: role, ADMIN_EMAIL: email, ADMIN_PASSWORD: password } = data
  const problems: string[] = []
  if (role !== undefined && isAtLeast(role, 'EDITOR') && !isReachedFromHere(data))
    problems.push(
      `ANONYMOUS_ROLE is ${JSON.stringify(role)}: it must be NONE or READER where others than this machine reach the service.`,
    )
  if (password === undefined) return problems
  if (email === undefined) problems.push('ADMIN_PASSWORD is set: without ADMIN_EMAIL it must not be set.')
  const reason = passwordProblem(password, { email: email ?? '', name: '' })
  if (reason !== null) problems.push(`ADMIN_PASSWORD is set: it ${reason}.`)
  return problems
}

/** Whether only this machine reaches the service, as far as its settings tell. */
const isReachedFromHere = ({ HOST, PUBLIC_URL, ALLOWED_HOSTS }: Settings): boolean =>
  [HOST, ...(PUBLIC_URL === undefined ? [] : [new URL(PUBLIC_URL).hostname]), ...ALLOWED_HOSTS].every(
    (name) => isLoopback(withoutBrackets(name)),
  )

/** What was given, on one line and of bearable length; never a password, also not one inside an address. */
function shown(name: string, value: string | undefined): string {
  if (/_(PASSWORD|SECRET)$/.test(name)) return 'set'
  const safe = (value ?? '').replace(/\/\/.*@/s, '//***@')
  return JSON.stringify(safe.length > 100 ? `${safe.slice(0, 100)}...` : safe)
}

/** Whether a name or address always means this machine. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'))
}

/** An address of IPv6 as it is without a port behind it. */
export const withoutBrackets = (host: string): string => host.replace(/^\[(.*)\]$/, '$1')

function isOrigin(url: string): boolean {
  if (!/^https?:\/\/[^/@\s?#]+\/?$/.test(url)) return false
  return URL.canParse(url)
}

function isIssuer(url: string): boolean {
  if (!/^https?:\/\/[^@\s?#]+$/.test(url) || !URL.canParse(url)) return false
  const { protocol, hostname } = new URL(url)
  return protocol === 'https:' || isLoopback(withoutBrackets(hostname))
}

/** What the values of a claim mean; null where that is not said as it must be. */
function rolesOf(text: string): ReadonlyMap<string, PersonRole> | null {
  const roles = new Map<string, PersonRole>()
  for (const pair of text.split(',')) {
    const [, value, role] = /^\s*(.*\S)\s*=\s*(READER|EDITOR|ADMIN)\s*$/.exec(pair) ?? []
    if (value === undefined) return null
    roles.set(value, role as PersonRole)
  }
  return roles
}

const isHostName = (name: string): boolean =>
  /^[^:/@\s?#[\]]+$|^\[[0-9a-f:.]+\]$/.test(name) && URL.canParse(`http://${name}`)

function isNeo4jUri(uri: string): boolean {
  if (!/^(bolt|neo4j)(\+s|\+ssc)?:\/\/[^/@\s]+\/?$/.test(uri)) return false
  return URL.canParse(uri)
}
