import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      // No child process, no collection: ends in seconds.
      { test: { name: 'fast', include: ['test/**/*.test.ts'], exclude: ['test/gc/**'] } },
      // Real children, real collections, through the built command.
      {
        test: {
          name: 'gc',
          include: ['test/gc/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          maxWorkers: 2,
        },
      },
    ],
    // A test that was left out is a test that failed.
    allowOnly: false,
    passWithNoTests: false,
  },
})
