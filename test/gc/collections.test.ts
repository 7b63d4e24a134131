// The weak collections on every other supported Node: runs the tests of test/collections with that Node.
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { root } from './leaklab.ts'
import { nodeBinary } from './runtimes.ts'

const vitest = join(root, 'node_modules/vitest/vitest.mjs')
const own = process.versions.node.split('.')[0]!
const others = ['20', '22', '24', '26'].filter(major => major !== own)
/** Only a run that hangs takes this long. */
const limitMs = 600_000

test.each(others)('the weak collections on Node %s', { timeout: limitMs }, async major => {
  const run = promisify(execFile)(nodeBinary(major), [vitest, 'run', '--project', 'collections'], {
    cwd: root,
    // Without the variables that the outer vitest sets for its own workers.
    env: { PATH: process.env.PATH, HOME: process.env.HOME, NO_COLOR: '1' },
    timeout: limitMs - 10_000,
  })
  const output = await run.then(
    ({ stdout }) => stdout,
    (error: { stdout: string; stderr: string }) => error.stdout + error.stderr,
  )
  expect(output).toMatch(/Tests {2}\d+ passed \(\d+\)/)
})
