// The weak collections on every other supported Node: the tests of test/collections, in that Node's own processes.
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { root } from './leaklab.ts'
import { nodeBinary } from './runtimes.ts'

const vitest = join(root, 'node_modules/vitest/vitest.mjs')
const own = process.versions.node.split('.')[0]!
const others = ['20', '22', '24', '26'].filter(major => major !== own)
/** Only a lane that hangs takes so long. */
const limitMs = 600_000

test.each(others)('the weak collections on Node %s', { timeout: limitMs }, async major => {
  const lane = promisify(execFile)(nodeBinary(major), [vitest, 'run', '--project', 'collections'], {
    cwd: root,
    // What the outer vitest tells its workers is not meant for another.
    env: { PATH: process.env.PATH, HOME: process.env.HOME, NO_COLOR: '1' },
    timeout: limitMs - 10_000,
  })
  const told = await lane.then(
    ({ stdout }) => stdout,
    (error: { stdout: string; stderr: string }) => error.stdout + error.stderr,
  )
  expect(told).toMatch(/Tests {2}\d+ passed \(\d+\)/)
})
