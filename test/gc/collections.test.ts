// The weak collections on every other supported Node: the tests of test/collections, each time in a new process.
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { root } from './leaklab.ts'
import { nodeBinary, otherVersions } from './runtimes.ts'

const vitest = join(root, 'node_modules/vitest/vitest.mjs')

test.each(otherVersions)('the weak collections on Node %s', async major => {
  const lane = promisify(execFile)(nodeBinary(major), [vitest, 'run', '--project', 'collections'], {
    cwd: root,
    // What the outer vitest tells its workers is not meant for another.
    env: { PATH: process.env.PATH, HOME: process.env.HOME, NO_COLOR: '1' },
  })
  const told = await lane.then(
    ({ stdout }) => stdout,
    (error: { stdout: string; stderr: string }) => error.stdout + error.stderr,
  )
  expect(told).toMatch(/Tests {2}\d+ passed \(\d+\)/)
  expect(told).not.toMatch(/failed/)
})
