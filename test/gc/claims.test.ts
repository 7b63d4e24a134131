// All claims of all scenarios on this Node, and at the other end of those that are supported the claims of what differs there and of
// one scenario a chapter. `node .ci/matrix.mjs --times 1` has all on all four; here it would take longer than CI may.
import { expect, test } from 'vitest'
import { listBuiltin, loadCatalogue } from '../../src/catalog/builtin.ts'
import { leaklab } from './leaklab.ts'
import { nodeBinary } from './runtimes.ts'

const own = process.versions.node.split('.')[0]!
const [oldest, newest] = ['20', '26'] as const
const other = own === newest ? oldest : newest
/** Only a check that hangs takes so long. */
const limitMs = 900_000

const all = listBuiltin().map(({ id }) => id)
const telling = (await loadCatalogue())
  .filter(({ chapter, outline }, at, catalogue) => {
    const isFirst = catalogue.findIndex(entry => entry.chapter === chapter) === at
    return isFirst || outline.variants.some(({ exceptions }) => exceptions.length > 0)
  })
  .map(({ id }) => id)

test.each([
  [own, all],
  [other, telling],
])('every claim is met on Node %s', { timeout: limitMs }, async (major, ids) => {
  const { code, stdout } = await leaklab(['check', ...ids, '--runtime', nodeBinary(major)], { limitMs })
  const [, variants, of, met] = /✔ (\d+) variants of (\d+) scenarios: (\d+) claims met$/m.exec(stdout) ?? []
  const trouble = stdout.split('\n').filter(line => !line.startsWith('✔'))
  expect(trouble.join('\n').trim()).toBe('')
  expect(Number(of)).toBe(ids.length)
  expect(met).toBe(variants)
  expect(code).toBe(0)
})
