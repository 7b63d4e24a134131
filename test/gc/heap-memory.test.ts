// The memory of a graph that is no longer referenced is freed in time: V8 does not count shared memory, and without help
// would collect too late.
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { newFolder, root } from './leaklab.ts'

const engine = pathToFileURL(join(root, 'dist/src/heap/index.js')).href

/** Analyzes a snapshot 20 times and keeps nothing. Prints bytes: `one` of one graph's arrays, `most` of peak RSS after the first. */
const program = `
  import { analyzeSnapshot } from ${JSON.stringify(engine)}
  let first
  let most = 0
  let one
  for (let time = 0; time < 20; time++) {
    const { graph, ...found } = await analyzeSnapshot(process.argv[1])
    const arrays = [...Object.values(graph), ...Object.values(found)].filter(value => ArrayBuffer.isView(value))
    one = arrays.reduce((sum, { byteLength }) => sum + byteLength, 0)
    first ??= process.memoryUsage.rss()
    most = Math.max(most, process.memoryUsage.rss() - first)
  }
  console.log(JSON.stringify({ one, most }))
`

test('of twenty graphs, one after the other, few are in memory at a time', () => {
  const path = join(newFolder(), 'many.heapsnapshot')
  writeSnapshot(path, 500_000)
  const args = ['--input-type=module', '-e', program, path]
  const { most, one } = JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }))
  expect(one).toBeGreaterThan(30e6)
  expect(most / one).toBeLessThan(14)
})

/** Writes a linked list of `count` nodes, each with an edge to some other node too. */
function writeSnapshot(path: string, count: number): void {
  const meta = {
    node_fields: ['type', 'name', 'id', 'self_size', 'edge_count'],
    node_types: [['object', 'synthetic']],
    edge_fields: ['type', 'name_or_index', 'to_node'],
    edge_types: [['property']],
  }
  const header = { meta, node_count: count, edge_count: 2 * count - 2 }
  const rows = (length: number, row: (at: number) => number[]) =>
    Array.from({ length }, (_, at) => row(at)).join('\n,')
  const nodes = rows(count, at => [at === 0 ? 1 : 0, 0, 2 * at + 1, 16, at === count - 1 ? 0 : 2])
  const edges = rows(header.edge_count, at => [0, 0, 5 * (at % 2 === 0 ? at / 2 + 1 : (at * 7919) % count)])
  const sections = [`"snapshot":${JSON.stringify(header)}`, `"nodes":[${nodes}\n]`, `"edges":[${edges}\n]`]
  writeFileSync(path, `{${sections.join(',\n')},\n"strings":["Node"]}`)
}
