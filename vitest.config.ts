import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

// Scenarios import our collections by the package's own name, which Node resolves to what is built.
const alias = { 'leaklab/collections': fileURLToPath(new URL('src/collections/index.ts', import.meta.url)) }

// Without `maxWorkers` a machine with two cores would use one.
export default defineConfig({
  test: {
    projects: [
      // No child process, no collection, no large heap: ends in seconds.
      {
        test: {
          name: 'fast',
          setupFiles: 'test/words.ts',
          alias,
          include: ['test/**/*.test.ts'],
          exclude: ['test/heap/**', 'test/gc/**', 'test/collections/**', 'test/fuzz/**'],
          // One process for many files: a process for each of them would take longer than their tests.
          isolate: false,
          // Only a test that hangs takes this long, on a busy machine too.
          testTimeout: 180_000,
          maxWorkers: 2,
        },
      },
      // The heap engine: random graphs, mutated snapshots, snapshots of real processes.
      {
        test: {
          name: 'heap',
          alias,
          include: ['test/heap/**/*.test.ts'],
          testTimeout: 180_000,
          maxWorkers: 2,
        },
      },
      // Real collections, in the test's own process.
      {
        test: {
          name: 'collections',
          include: ['test/collections/**/*.test.ts'],
          pool: 'forks',
          execArgv: ['--expose-gc'],
          testTimeout: 180_000,
          maxWorkers: 2,
        },
      },
      // Real children, real collections, through the built command.
      {
        test: {
          name: 'gc',
          setupFiles: 'test/words.ts',
          alias,
          include: ['test/gc/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          maxWorkers: 2,
        },
      },
      // Random cases for a minute each: recordings, heap snapshots, configurations. In processes of their own, whose work and memory are bounded.
      {
        test: {
          name: 'fuzz',
          globalSetup: 'test/fuzz/global-setup.ts',
          setupFiles: 'test/words.ts',
          alias,
          include: ['test/fuzz/**/*.test.ts'],
          pool: 'forks',
          execArgv: ['--max-old-space-size=512'],
          // All three at once: each spends its minute, whatever it gets done in it.
          maxWorkers: 3,
        },
      },
    ],
    // A test that was left out is a test that failed.
    allowOnly: false,
    passWithNoTests: false,
  },
})
