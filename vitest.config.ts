import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: {
    // Vite would take graphql's ES module while Pothos and Yoga, loaded by Node, take the CommonJS one: two realms.
    alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }],
  },
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    globalSetup: ['tests/support/database.ts'],
    // All files share one database, and each begins by emptying it.
    fileParallelism: false,
    // One process for them all: what each would load again takes longer than many of them run.
    isolate: false,
    // Generous, for machines that do other work at the same time; what must be fast is measured by its own test.
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})
