// A user's own file, with every extension that the runtime loads, on this Node and on the newest.
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fixtures, leaklab, runAndRecord } from './leaklab.ts'
import { nodeBinary } from './runtimes.ts'

const own = (name: string) => join(fixtures, 'own', name)
const kinds = ['thing.ts', 'thing.mts', 'thing.cts', 'thing.js', 'thing.mjs', 'thing.cjs', 'waits.ts']

test.each([
  ['this Node', []],
  ['Node 26', ['--runtime', nodeBinary('26')]],
])('leaks are found in files of all kinds on %s', async (_, runtime) => {
  const { code, variants, verdictOf } = await runAndRecord([
    'check',
    ...kinds.map(own),
    '--rounds',
    '12',
    '--steps',
    '500',
    '--no-paths',
    ...runtime,
  ])
  expect(variants).toHaveLength(kinds.length)
  for (const variant of variants) expect(verdictOf(variant).outcome, variant).toBe('leaking')
  expect(code).toBe(1)
})

test.each([
  ['this Node', []],
  ['Node 26', ['--runtime', nodeBinary('26')]],
])('TypeScript that is more than types is an error with its place on %s', async (_, runtime) => {
  const file = join(fixtures, 'broken/enum.ts')
  const { code, stdout, stderr } = await leaklab(['run', file, ...runtime])
  expect(stdout).toBe('')
  expect(stderr).toContain('TypeScript enum is not supported in strip-only mode')
  expect(stderr).toContain('broken/enum.ts:2\n')
  expect(stderr).toContain('enum Color {\n')
  expect(stderr).toContain('Try: Node only takes types away')
  expect(code).toBe(3)
})

test('for a default export that is no scenario, the error says what was expected', async () => {
  const { code, words } = await leaklab(['run', own('number.mjs')])
  expect(words).toContain('the default export is a number; expected `export default (lab) => step`')
  expect(code).toBe(3)
})

test('an exception replaces the claim on its runtimes only', async () => {
  const file = own('excepted.mjs')
  const elsewhere = await runAndRecord(['check', file, '--runtime', nodeBinary('20')])
  expect(elsewhere.code).toBe(0)
  const there = await runAndRecord(['check', file, '--runtime', nodeBinary('26')])
  expect(there.verdictOf('an untrue exception').claimMet).toBe(false)
  expect(there.verdictOf('an exception for others').claimMet).toBe(true)
  expect(there.words).toContain('expected all freed, found a leak')
  expect(there.code).toBe(1)
  const { words } = await leaklab([
    'run',
    file,
    '--runtime',
    nodeBinary('26'),
    '--no-paths',
    '--variant',
    'an untrue exception',
  ])
  expect(words).toContain(
    'claim on node >=26: it collects (keeps nothing), where otherwise it leaks: nobody knows',
  )
  expect((await leaklab(['show', file])).words).toContain(
    'except on node >=26, where it collects: nobody knows',
  )
})
