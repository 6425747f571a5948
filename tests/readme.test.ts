import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startService } from './support/app.ts'
import type { Service } from './support/app.ts'

let service: Service
beforeAll(async () => {
  service = await startService()
})
afterAll(() => service.close())

const blocks = [...readFileSync('README.md', 'utf8').matchAll(/```graphql\n([^]*?)```/g)].map(
  ([, text]) => text ?? '',
)
const answers = [
  /"mention":"Chỉ thị 05 của Bộ Chính trị"/,
  /"title":"Rollout|"title":".*Directive 07/,
  /"carriedOutBy":\{"nodes":\[\{"title":"/,
  /"length":4/,
  /"evidenceCount":[1-9].*"totalCount":0/,
  /"lessons":\{"nodes":\[\{"title".*"groups":\[\{"count":[1-9]/,
  /"entity":\{"id":"directive-05".*"marked":true/,
  /"version":2/,
  /"reason":"as the file says","changes":\[\{"action":"UPDATED"/,
]

test('the README has an answer to look for to each of its questions', () => {
  expect(blocks).toHaveLength(answers.length)
})

test.each(blocks.map((text, index) => [index + 1, text, answers[index]] as const))(
  'question %i of the README is answered',
  async (_number, text, answer) => {
    expect(JSON.stringify(await service.data(text))).toMatch(answer ?? /^$/)
  },
)
