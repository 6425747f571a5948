import { isIPv4 } from 'node:net'
import { z } from 'zod'
import { ROLES } from './access/principal.ts'
import type { Role } from './access/principal.ts'
import { StartError } from './start-error.ts'

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

/** A Neo4j that runs elsewhere. */
export interface RemoteNeo4j {
  readonly uri: string
  readonly user: string
  readonly password: string
  readonly database: string
}

/** Everything that the surroundings decide. */
export interface Config {
  /** 0: any free port. */
  readonly port: number
  readonly host: string
  readonly logLevel: (typeof logLevels)[number]
  /** The most memory that answers may be kept in, in bytes; 0: none are kept. */
  readonly cacheBytes: number
  /** What whoever shows nothing may do. */
  readonly anonymousRole: Role
  /** Where a Neo4j of our own keeps everything. */
  readonly dataDir: string
  /** Where Java is, by the variable that Java's own tools go by; undefined: `java` on the PATH. */
  readonly javaHome: string | undefined
  /** Undefined: start a Neo4j of our own. */
  readonly neo4j: RemoteNeo4j | undefined
}

export type Environment = Readonly<Record<string, string | undefined>>

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
    .refine(
      isLoopback,
      'must be a loopback address (127.0.0.1, ::1 or localhost): without sign-in, which is still to come, ' +
        'whoever reaches the port can change the graph',
    )
    .default('127.0.0.1'),
  LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(', ')}`).default('info'),
  RESULT_CACHE_MB: z
    .string()
    .regex(/^\d{1,4}$/, 'must be a whole number from 0 (no cache) to 9999')
    .transform(Number)
    .default(64),
  // Until people can sign in, whoever reaches the port, which is on loopback, may do all.
  ANONYMOUS_ROLE: z.enum(ROLES, `must be one of ${ROLES.join(', ')}`).default('ADMIN'),
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
  ]
  if (!parsed.success || problems.length > 0) throw new StartError(problems.join('\n'))
  const { data } = parsed
  return {
    port: data.PORT,
    host: data.HOST,
    logLevel: data.LOG_LEVEL,
    cacheBytes: data.RESULT_CACHE_MB * 1024 * 1024,
    anonymousRole: data.ANONYMOUS_ROLE,
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

/** What was given, on one line and of bearable length; never a password, also not one inside an address. */
function shown(name: string, value: string | undefined): string {
  if (name === 'NEO4J_PASSWORD') return 'set'
  const safe = (value ?? '').replace(/\/\/.*@/s, '//***@')
  return JSON.stringify(safe.length > 100 ? `${safe.slice(0, 100)}...` : safe)
}

/** Whether a name or address always means this machine. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'))
}

function isNeo4jUri(uri: string): boolean {
  if (!/^(bolt|neo4j)(\+s|\+ssc)?:\/\/[^/@\s]+\/?$/.test(uri)) return false
  return URL.canParse(uri)
}
