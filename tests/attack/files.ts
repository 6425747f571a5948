import { describe, expect, test } from 'vitest'
import { head, told } from '../support/raw.ts'
import type { Ground } from './ground.ts'
import { ATTACKER, NAME } from './reach.ts'

/** What stands in files that nobody is to be sent, and in those of this machine. */
const SECRETS = /"name": "lesson-graph"|root:|Lesson Graph keeps|createServer\(/

export function fileAttacks(on: () => Ground): void {
  const say = (line: string) => told({ port: on().port, from: ATTACKER }, head(line, `Host: ${NAME}`))

  describe('ways out of the folder of pages', () => {
    test.each([
      '/../package.json',
      '/../../package.json',
      '/..%2fpackage.json',
      '/..%2f..%2fpackage.json',
      '/%2e%2e/%2e%2e/package.json',
      '/%2e%2e%2f%2e%2e%2fpackage.json',
      '/%252e%252e/%252e%252e/package.json',
      '/..%252f..%252fpackage.json',
      '/..%c0%af..%c0%afpackage.json',
      '/..%ef%bc%8f..%ef%bc%8fpackage.json',
      '/....//....//package.json',
      '/.;/../../package.json',
      '/assets/..%5c..%5c..%5cpackage.json',
      '/assets/../../../package.json',
      '/..\\..\\package.json',
      '/..%00/..%00/package.json',
      '//etc/passwd',
      '/%2fetc%2fpasswd',
      '///etc/passwd',
      '/file:///etc/passwd',
      '/%00',
      '/index.html%00.js',
      '/%E0%A4%A',
      '/.stamp/../../server/main.js',
      '/../server/main.js',
      '/assets',
      '/assets/',
      `/${'a/'.repeat(5_000)}`,
      `/${'a'.repeat(5_000)}`,
      '/aux',
      '/__proto__',
      '/constructor',
    ])('%s', async (path) => {
      for (const method of ['GET', 'HEAD']) {
        const answer = await say(`${method} ${path}`)
        expect(answer).toMatch(/^HTTP\/1\.1 40[04] /)
        expect(answer).not.toMatch(SECRETS)
      }
    })
  })
}
