// The claims of the scenarios that differ by version and of the first one of each chapter, on this Node and on the oldest or
// newest supported one. `node .ci/matrix.mjs --times 1` checks the whole catalog on all four, which is too slow for this test.
import { expect, test } from 'vitest'
import { loadCatalog } from '../../src/catalog/builtin.ts'
import { leaklab } from './leaklab.ts'
import { nodeBinary } from './runtimes.ts'

const own = process.versions.node.split('.')[0]!
const [oldest, newest] = ['20', '26'] as const
const other = own === newest ? oldest : newest
/** Only a check that hangs takes this long. */
const limitMs = 900_000

const catalog = await loadCatalog()
/** Scenarios whose claims differ by version, and the first of each chapter. */
const ids = catalog
  .filter(({ chapter, outline }, at) => {
    const isFirst = catalog.findIndex(entry => entry.chapter === chapter) === at
    return isFirst || outline.variants.some(({ exceptions }) => exceptions.length > 0)
  })
  .map(({ id }) => id)

test.each([own, other])('every claim is met on Node %s', { timeout: limitMs }, async major => {
  const { code, stdout } = await leaklab(['check', ...ids, '--runtime', nodeBinary(major)], { limitMs })
  const [, variants, of, met] =
    /✔ (\d+) variants of (\d+) scenarios: (\d+) claims met(?:, \d+ tried again)?$/m.exec(stdout) ?? []
  const trouble = stdout.split('\n').filter(line => !line.startsWith('✔'))
  expect(trouble.join('\n').trim()).toBe('')
  expect(Number(of)).toBe(ids.length)
  expect(met).toBe(variants)
  expect(code).toBe(0)
})
