import { totalmem } from 'node:os'

/** Below that Neo4j is short of memory with a graph of some size. */
const LEAST_HEAP_MB = 1024
/** One transaction of 100,000 nodes and links, an import or its undo, fits into it. */
const MOST_HEAP_MB = 4096

/**
 * The largest heap, in MB: a quarter of the machine's memory, within bounds. It is taken only when a large change needs it;
 * without one, Neo4j with its page cache stays at about 1 GB resident.
 */
export const largestHeap = (machine = totalmem()): number =>
  Math.round(Math.min(MOST_HEAP_MB, Math.max(LEAST_HEAP_MB, machine / 4 / 1024 / 1024)))

/**
 * How much of the store may be kept in memory, in MB: an eighth of the machine's. Pages take memory only once they are
 * read, so that a small graph takes little; what a large one has beyond them is read from the disk each time.
 */
const pageCache = Math.max(256, Math.floor(totalmem() / 8 / 2 ** 20))

/**
 * neo4j.conf: reachable from this machine alone, by Bolt alone, always with a password, and sending nothing home.
 * Folders are left to their defaults below the home directory, so that no path needs escaping here.
 */
export const neo4jConf = (boltPort: number): string =>
  [
    '# Written by lesson-graph at each start; changes here are lost.',
    'server.default_listen_address=127.0.0.1',
    'server.bolt.enabled=true',
    `server.bolt.listen_address=127.0.0.1:${boltPort}`,
    `server.bolt.advertised_address=127.0.0.1:${boltPort}`,
    'server.http.enabled=false',
    'server.https.enabled=false',
    'dbms.security.auth_enabled=true',
    'dbms.usage_report.enabled=false',
    'dbms.security.allow_csv_import_from_file_urls=false',
    `server.memory.pagecache.size=${pageCache}m`,
    // Bolt's network threads otherwise wait five seconds twice for stragglers when they are stopped, long after the
    // databases are closed; our driver has said goodbye by then.
    'internal.dbms.bolt.netty_server_shutdown_quiet_period=0',
    'internal.dbms.bolt.netty_server_shutdown_timeout=2s',
    '',
  ].join('\n')

/** The port of Bolt in a neo4j.conf that was written here; undefined in any other. */
export function boltPortIn(conf: string): number | undefined {
  const port = /^server\.bolt\.listen_address=127\.0\.0\.1:(\d+)$/m.exec(conf)?.[1]
  return port === undefined ? undefined : Number(port)
}

/** The arguments of java, as a file: 200 jars are too long a line for `ps`, and on some systems for the command itself. */
export const javaArguments = (home: string, classPath: string): string =>
  [
    '-cp',
    quoted(classPath),
    `-Xmx${largestHeap()}m`,
    // What a large change has taken is given back when it is over.
    '-XX:G1PeriodicGCInterval=60000',
    '-XX:+ExitOnOutOfMemoryError',
    '-XX:-UsePerfData',
    '-Dfile.encoding=UTF-8',
    '-Djava.awt.headless=true',
    ...['java.nio', 'java.io', 'sun.nio.ch', 'java.util.concurrent'].map(
      (name) => `--add-opens=java.base/${name}=ALL-UNNAMED`,
    ),
    'org.neo4j.server.CommunityEntryPoint',
    '--console-mode',
    quoted(`--home-dir=${home}`),
    quoted(`--config-dir=${home}/conf`),
    '',
  ].join('\n')

/** In a java argument file a backslash escapes, also between quotes. */
const quoted = (value: string): string => `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
