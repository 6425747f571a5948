import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findJava, javaMajor, missing } from '../../server/store/local/toolchain.ts'

let home: string

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'lesson-graph-java-'))
  mkdirSync(join(home, 'bin'))
})
afterAll(() => rmSync(home, { recursive: true }))

const pretend = (script: string): void => {
  writeFileSync(join(home, 'bin', 'java'), `#!/bin/sh\n${script}\n`)
  chmodSync(join(home, 'bin', 'java'), 0o755)
}

test.each([
  ['openjdk version "17.0.15" 2025-04-15\nOpenJDK Runtime Environment', 17],
  ['java version "1.8.0_432"', 8],
  ['Picked up JAVA_TOOL_OPTIONS: -Xmx1g\nopenjdk version "21" 2023-09-19', 21],
  ['The operation couldn’t be completed. Unable to locate a Java Runtime.', undefined],
])('%j is Java %s', (output, major) => {
  expect(javaMajor(output)).toBe(major)
})

test('Java before 17 is refused in one line that says which was found', async () => {
  pretend(`echo 'openjdk version "11.0.2" 2019-01-15' >&2`)
  const found = findJava(home)
  await expect(found).rejects.toThrow(
    /^Java 11 was found \(.*bin\/java\), but Neo4j needs Java 17 or newer.*$/,
  )
})

test('a java that cannot run counts as none', async () => {
  pretend('exit 1')
  expect(await findJava(home)).toBeUndefined()
  expect(await findJava(join(home, 'nowhere'))).toBeUndefined()
})

test('what is missing is said in three lines, docker compose among them', () => {
  const lines = missing(['Maven']).message.split('\n')
  expect(lines).toHaveLength(3)
  expect(lines[0]).toContain('not found: Maven')
  expect(lines[2]).toContain('docker compose up')
})
