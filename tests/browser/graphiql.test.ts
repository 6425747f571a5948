import { afterAll, beforeAll, expect, test } from 'vitest'
import { sees, startAdmin } from './support.ts'
import type { Admin } from './support.ts'

let admin: Admin
beforeAll(async () => {
  admin = await startAdmin()
})
afterAll(() => admin.close())

test('GraphiQL works within its policy, and nothing that was not part of it may run', async () => {
  const screen = await admin.open('/')
  const { page } = screen
  await screen.isSound()
  const response = await page.goto(new URL('/graphql', page.url()).href)
  expect(response?.headers()['content-security-policy']).toMatch(/script-src 'self' 'sha256-[\w+/]{43}='/)
  await page.getByRole('button', { name: /execute query/i }).click()
  await sees(page.getByText('"lessons"'))
  await screen.isSound()
  const ran = await page.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'window.foreign = true'
    document.body.append(script)
    return 'foreign' in window
  })
  expect(ran).toBe(false)
})
