// A user's own file, in every kind that the runtime loads, on the oldest Node and on the newest.
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fixtures, leaklab, tell } from './leaklab.ts'
import { nodeBinary } from './runtimes.ts'

const own = (name: string) => join(fixtures, 'own', name)
const kinds = ['thing.ts', 'thing.mts', 'thing.cts', 'thing.js', 'thing.mjs', 'thing.cjs', 'waits.ts']

test.each([
  ['this Node', []],
  ['Node 26', ['--runtime', nodeBinary('26')]],
])('leaks are found in files of all kinds on %s', async (_, runtime) => {
  const { code, variants, verdictOf } = await tell(['check', ...kinds.map(own), ...runtime])
  expect(variants).toHaveLength(kinds.length)
  for (const variant of variants) expect(verdictOf(variant).outcome, variant).toBe('leaking')
  expect(code).toBe(1)
})

test.each([
  ['this Node', []],
  ['Node 26', ['--runtime', nodeBinary('26')]],
])('TypeScript that is more than types is told with its place on %s', async (_, runtime) => {
  const file = join(fixtures, 'broken/enum.ts')
  const { code, stdout, stderr } = await leaklab(['run', file, ...runtime])
  expect(stdout).toBe('')
  expect(stderr).toContain('TypeScript enum is not supported in strip-only mode')
  expect(stderr).toContain('broken/enum.ts:2\n')
  expect(stderr).toContain('enum Colour {\n')
  expect(stderr).toContain('Try: Node only takes types away')
  expect(code).toBe(3)
})

test('a default export that is no scenario is told with what was expected', async () => {
  const { code, words } = await leaklab(['run', own('number.mjs')])
  expect(words).toContain('the default export is a number; expected `export default (lab) => step`')
  expect(code).toBe(3)
})
