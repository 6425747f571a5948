import { fileURLToPath } from 'node:url'
import { expect, inject } from 'vitest'
import { graphDigest } from '../../server/curate/digest.ts'
import { model } from '../../server/model/index.ts'
import { openStore } from '../../server/store/store.ts'
import type { Store } from '../../server/store/store.ts'
import { createClient, makePerson, signedInAs } from '../support/client.ts'
import type { Client, Somebody } from '../support/client.ts'
import { runNode } from '../support/process.ts'
import type { Running } from '../support/process.ts'
import { startProvider } from '../support/provider.ts'
import type { TestProvider } from '../support/provider.ts'
import { beginAsking } from './normal.ts'
import type { Normal } from './normal.ts'
import { heldFiles } from './process-files.ts'
import { ATTACKER, FRIEND, ORIGIN, reachedAt } from './reach.ts'

const script = fileURLToPath(new URL('../../server/start.mjs', import.meta.url))
export const APPLICATION = { id: 'lesson-graph', secret: 'what the provider knows of it' }

/** The service on a network, as it is started there, with everybody who has an account. */
export interface Ground {
  readonly running: Running
  readonly pid: number
  readonly port: number
  readonly store: Store
  readonly provider: TestProvider
  readonly people: Readonly<Record<'ada' | 'edith' | 'rita', Somebody>>
  readonly admin: Client
  readonly editor: Client
  readonly reader: Client
  /** A client of somebody who shows nothing, or what these headers show. */
  client(headers?: Readonly<Record<string, string>>, address?: string): Client
  /** A browser in which somebody has signed in. */
  signedIn(somebody: Pick<Somebody, 'email' | 'password'>): Promise<Client>
  /** Makes a key. @returns its secret. */
  keyOf(
    client: Client,
    name: string,
    role?: string,
  ): Promise<{ readonly id: string; readonly secret: string }>
  /** Somebody who does nothing wrong, and asks meanwhile. */
  readonly normal: Normal
  /** The files and sockets that the service holds, beside its connections to the database. */
  files(): number
  /** What must not have changed in the end. */
  readonly before: { readonly digest: string; readonly files: number }
  stop(): Promise<void>
}

export async function startGround(): Promise<Ground> {
  const provider = await startProvider(APPLICATION, `${ORIGIN}/auth/callback`)
  const store = await openStore({ ...inject('neo4j'), database: 'neo4j' })
  await store.write((transaction) => transaction.run({ text: 'MATCH (n) DETACH DELETE n', parameters: {} }))
  const { uri, user, password } = inject('neo4j')
  const running = runNode([script], {
    PORT: '0',
    HOST: '0.0.0.0',
    PUBLIC_URL: ORIGIN,
    NEO4J_URI: uri,
    NEO4J_USER: user,
    NEO4J_PASSWORD: password,
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: APPLICATION.id,
    OIDC_CLIENT_SECRET: APPLICATION.secret,
    OIDC_ROLE_CLAIM: 'groups',
    OIDC_ROLES: 'curators=EDITOR',
  })
  const [, at = ''] = await running.until(/"address":"http:\/\/0\.0\.0\.0:(\d+)"/, 120_000)
  const port = Number(at)
  const service = reachedAt(port)
  const client: Ground['client'] = (headers = { origin: ORIGIN }, address = ATTACKER) =>
    createClient(service, headers, address)
  const signedIn: Ground['signedIn'] = (somebody) => signedInAs(service, somebody, client(undefined, FRIEND))
  const keyOf: Ground['keyOf'] = async (maker, name, role = 'READER') => {
    const { createApiKey } = await maker.data<{ createApiKey: { secret: string; apiKey: { id: string } } }>(
      'mutation ($name: String!, $role: Role!) { createApiKey(name: $name, role: $role) { secret apiKey { id } } }',
      { name, role },
    )
    return { id: createApiKey.apiKey.id, secret: createApiKey.secret }
  }
  const people = {
    ada: await makePerson({ store }, 'Ada', 'ADMIN'),
    edith: await makePerson({ store }, 'Edith', 'EDITOR'),
    rita: await makePerson({ store }, 'Rita', 'READER'),
  }
  const [admin, editor, reader] = await Promise.all([
    signedIn(people.ada),
    signedIn(people.edith),
    signedIn(people.rita),
  ])
  const { secret } = await keyOf(reader, 'does nothing wrong')
  const pid = running.child.pid ?? 0
  const files = () => heldFiles(pid, Number(new URL(uri).port))
  const before = { digest: await graphDigest(store, model), files: files() }
  return {
    ...{ running, pid, port, store, provider, people, admin, editor, reader, client, signedIn, keyOf, files },
    before,
    normal: await beginAsking(port, secret),
    async stop() {
      running.child.kill('SIGTERM')
      expect(await running.ended).toBe(0)
      await store.close()
      await provider.close()
    },
  }
}
