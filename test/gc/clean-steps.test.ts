// Steps that keep nothing and were once accused: what they print was counted, or the engine's warm-up was called theirs. All steps of
// the corpus are judged by `npm run bench:clean`; these are some of each kind.
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fixtures, leaklab } from './leaklab.ts'

test.concurrent('what waits in standard output is not counted', async () => {
  const { code, stdout } = await leaklab([
    'check',
    join(fixtures, 'judgement/clean/prints.mjs'),
    '--no-config',
  ])
  expect(stdout).toMatch(/✔ prints .*keeps nothing|✔ prints .*rose once/)
  expect(code).toBe(0)
})

test.concurrent.each([
  ['fs-promises', '^.* › stat$'],
  ['crypto-digests', '› an HMAC'],
  ['net', '› a connection that is refused'],
  ['v8-and-vm', '› a context that stays'],
])('what the engine adds once is not called kept: %s %s', async (file, grep) => {
  const path = join(fixtures, `node-apis/${file}.leak.mjs`)
  const { code, stdout } = await leaklab(['check', path, '--grep', grep, '--no-config', '--reporter', 'json'])
  const { results } = JSON.parse(stdout) as { results: { verdict: { outcome: string } }[] }
  expect(results.map(({ verdict }) => verdict.outcome)).toEqual(['collected'])
  expect(code).toBe(0)
})
