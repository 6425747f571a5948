import { pino } from 'pino'
import type { Browser, Locator, Page, Request } from 'playwright-core'
import { expect, vi } from 'vitest'
import type { Role } from '../../server/access/principal.ts'
import { createApp } from '../../server/app.ts'
import { model as installed } from '../../server/model/index.ts'
import type { Model } from '../../server/model/index.ts'
import { listen } from '../../server/start/listener.ts'
import { patient, startService } from '../support/app.ts'
import type { Service } from '../support/app.ts'
import { launchBrowser } from '../support/chromium.ts'
import { runNode } from '../support/process.ts'

/** How somebody looks at the admin. */
interface Look {
  readonly width?: number
  readonly theme?: 'light' | 'dark'
}

/** One tab of the browser, with what went wrong in it. */
export interface Screen {
  readonly page: Page
  /** Goes to a page of the admin and waits until it has come to rest. */
  readonly go: (path: string) => Promise<void>
  /** Waits until nothing is being loaded any more. */
  readonly rest: () => Promise<void>
  /** Fails when the console, a script or a request has complained, or when the screen holds what no person should read. */
  readonly isSound: () => Promise<void>
}

/** The admin in a real Chromium, served as in production, over the real Neo4j of this run. */
export interface Admin {
  readonly service: Service
  readonly open: (path: string, look?: Look) => Promise<Screen>
  /** Stops what the browser is served by, and starts it again at the same address. */
  readonly restart: (meanwhile: () => Promise<void>) => Promise<void>
  readonly close: () => Promise<void>
}

interface Served {
  readonly model?: Model
  /** The built admin; the installation's own, built when stale, if it is not said. */
  readonly adminDir?: string
  /** What whoever has not signed in may do; everything, for tests of other things. */
  readonly anonymousRole?: Role
}

const PATIENCE_MS = 20_000

/** Starts all that a test of the screens needs; one in each file. */
export async function startAdmin({
  model = installed,
  adminDir,
  anonymousRole = 'ADMIN',
}: Served = {}): Promise<Admin> {
  if (adminDir === undefined) await buildAdmin()
  const [service, browser] = await Promise.all([startService({ model }), launchBrowser()])
  const log = pino({ level: 'silent' })
  const serve = async (port: number) => {
    const app = createApp({
      store: service.store,
      model,
      log,
      adminDir: adminDir ?? 'dist/admin',
      cacheBytes: 1024 * 1024,
      anonymousRole,
      limits: patient,
    })
    const listener = await listen({ host: '127.0.0.1', port })
    listener.answerWith(app)
    const stop = async () => {
      await listener.drain(1000)
      await app.close()
    }
    return { address: listener.address, stop }
  }
  let served = await serve(0)
  return {
    service,
    open: (path, look) => openScreen(browser, served.address, path, look),
    restart: async (meanwhile) => {
      await served.stop()
      await meanwhile()
      served = await serve(Number(new URL(served.address).port))
    },
    close: async () => {
      await browser.close()
      await served.stop()
      await service.close()
    },
  }
}

/** In a process of its own: it is a script that prints, and that waits for another's build. */
async function buildAdmin(): Promise<void> {
  const script = new URL('../../server/build.mjs', import.meta.url).href
  const build = runNode(['--eval', `import('${script}').then(({ build }) => build(['admin']))`])
  expect(await build.ended, build.printed()).toBe(0)
}

async function openScreen(
  browser: Browser,
  address: string,
  path: string,
  { width = 1440, theme = 'light' }: Look = {},
): Promise<Screen> {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: theme,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    // Nothing is tested of animations; without them a dialog is where it will be at once.
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(PATIENCE_MS)
  const page = await context.newPage()
  const problems = recordProblems(page)
  const pending = countRequests(page)
  const screen: Screen = {
    page,
    go: async (to) => {
      await page.goto(`${address}/#${to}`)
      // Within a page that is open already only its script goes on; what it asks for begins with the next frames.
      await page.evaluate(
        () => new Promise((fulfil) => requestAnimationFrame(() => requestAnimationFrame(fulfil))),
      )
      await screen.rest()
    },
    rest: () =>
      vi.waitFor(
        async () => {
          const state = { requests: pending(), shownAtWork: await page.getByRole('progressbar').count() }
          expect(state).toEqual({ requests: 0, shownAtWork: 0 })
        },
        { timeout: PATIENCE_MS, interval: 50 },
      ),
    isSound: async () => {
      const found = await unreadable(page)
      expect({ at: page.url(), problems, unreadable: found }).toEqual({
        at: page.url(),
        problems: [],
        unreadable: [],
      })
    },
  }
  await screen.go(path)
  return screen
}

// The software that stands in for a graphics card complains of its own slowness; the router, of addresses that were
// typed while a form was open, as these tests do.
const ofTheTest = /GPU stall due to ReadPixels|GL Driver Message|blocker on a POP navigation/

function recordProblems(page: Page): string[] {
  const problems: string[] = []
  page.on('console', (message) => {
    const wrong = message.type() === 'error' || message.type() === 'warning'
    if (wrong && !ofTheTest.test(message.text())) problems.push(`${message.type()}: ${message.text()}`)
  })
  // Unhandled rejections come this way too.
  page.on('pageerror', (error) => problems.push(`uncaught: ${error.message}`))
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? ''
    // Whoever types on, or leaves a page, has no use for the answer to what was asked before.
    if (reason !== 'net::ERR_ABORTED') problems.push(`${request.method()} ${request.url()}: ${reason}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 400) problems.push(`${response.url()}: ${response.status()}`)
  })
  return problems
}

function countRequests(page: Page): () => number {
  let pending = 0
  // The stream of changes has no end, and nothing on the screen waits for it.
  const count = (by: 1 | -1) => (request: Request) => {
    if (request.headers()['accept'] !== 'text/event-stream') pending += by
  }
  page.on('request', count(1))
  page.on('requestfinished', count(-1))
  page.on('requestfailed', count(-1))
  return () => pending
}

/** Raw keys of messages, placeholders that were not filled in, and values that print as program text. */
async function unreadable(page: Page): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const spoken = ['aria-label', 'title', 'placeholder', 'alt']
    const attributes = [...document.querySelectorAll(spoken.map((name) => `[${name}]`).join())]
      .flatMap((element) => spoken.map((name) => element.getAttribute(name) ?? ''))
      .join('\n')
    return [document.title, document.body.innerText, attributes].join('\n')
  })
  return (
    texts.match(
      /\b(?:ra|lg|resources|links|evidence|explorer|history|import|live)\.[a-z_]\w*|%\{\w*\}|\[object \w+\]|\b(?:undefined|NaN)\b|\|\|\|\|/gi,
    ) ?? []
  )
}

/** Waits until a person sees it. */
export const sees = (...these: readonly Locator[]): Promise<unknown> =>
  Promise.all(these.map((one) => one.first().waitFor()))

/** The input with this label; that of a required one ends in a star. */
export const field = (within: Page | Locator, label: string): Locator =>
  within.getByLabel(new RegExp(`^${escaped(label)}\\s*\\*?$`)).first()

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Types into an input that looks things up, and takes the one that is found. */
export async function pick(within: Page | Locator, label: string, typed: string, found: RegExp | string) {
  const box = within.getByRole('combobox', { name: label })
  await box.fill(typed)
  await box.page().getByRole('option', { name: found }).click()
}

/** Takes one of the few values that an input offers. */
export async function choose(within: Page | Locator, label: string, value: string) {
  const box = within.getByRole('combobox', { name: label })
  await box.click()
  await box.page().getByRole('option', { name: value, exact: true }).click()
}

/** What stands at an input and is read aloud with it: its rule, or what is wrong with it. */
export const saidAt = (input: Locator): Promise<string> =>
  input.evaluate((element) =>
    (element.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.innerText ?? '')
      .join(' '),
  )

/** Waits until an input is marked as wrong and says why. */
export const refuses = (input: Locator, reason: RegExp | string): Promise<void> =>
  vi.waitFor(
    async () => {
      expect(await saidAt(input)).toMatch(reason)
      expect(await input.getAttribute('aria-invalid')).toBe('true')
    },
    { timeout: PATIENCE_MS, interval: 50 },
  )

/** What the rows of a list are called, top to bottom; the first cell of each holds a box to choose it by. */
export const titlesIn = (table: Locator): Promise<string[]> =>
  table
    .getByRole('row')
    .filter({ has: table.page().getByRole('cell') })
    .evaluateAll((rows) => rows.map((row) => row.querySelectorAll('td')[1]?.innerText ?? ''))
