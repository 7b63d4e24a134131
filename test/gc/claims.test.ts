// The claims of the scenarios that differ by version, on this Node and on the oldest or newest supported one, and of the first
// scenario of each chapter, on these two in turn. `node .ci/matrix.mjs --times 1` checks the whole catalog on all four Nodes,
// which is too slow for this test.
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
const chapters = [...new Set(catalog.map(({ chapter }) => chapter))]
const nodes = [own, other]

/** Scenarios whose claims differ by version, and the first one of every second chapter. */
function chooseFor(major: string): string[] {
  const firsts = chapters
    .filter((_, at) => at % nodes.length === nodes.indexOf(major))
    .map(chapter => catalog.find(entry => entry.chapter === chapter)!)
  const differing = catalog.filter(({ outline }) =>
    outline.variants.some(({ exceptions }) => exceptions.length > 0),
  )
  return [...new Set([...firsts, ...differing])].map(({ id }) => id)
}

test('each chapter is checked on one of them', () => {
  const chosen = nodes.flatMap(chooseFor)
  expect(chapters.filter(chapter => !chosen.some(id => id.startsWith(`${chapter}/`)))).toEqual([])
})

test.each(nodes)('every claim is met on Node %s', { timeout: limitMs }, async major => {
  const ids = chooseFor(major)
  const { code, stdout } = await leaklab(['check', ...ids, '--runtime', nodeBinary(major)], { limitMs })
  const [, variants, of, met] =
    /✔ (\d+) variants of (\d+) scenarios: (\d+) claims met(?:, \d+ tried again)?$/m.exec(stdout) ?? []
  const trouble = stdout.split('\n').filter(line => !line.startsWith('✔'))
  expect(trouble.join('\n').trim()).toBe('')
  expect(Number(of)).toBe(ids.length)
  expect(met).toBe(variants)
  expect(code).toBe(0)
})
