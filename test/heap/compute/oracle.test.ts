import { execFileSync } from 'node:child_process'
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { parse } from 'heap-snapshot-toolkit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { analyzeHeap, type HeapAnalysis } from '../../../src/heap/compute/analyze-heap.ts'
import { readSnapshot } from '../../../src/heap/open/read-snapshot.ts'
import { randomHeap } from '../support/random-heap.ts'

// Does Chrome DevTools compute the same for every node? heap-snapshot-toolkit is DevTools' own code in a package. Snapshots
// of other Node versions, and larger ones, are compared by `npm run bench:heap -- --compare`.

/** The fields that are read of DevTools' snapshot. Its public types lack some of them. */
interface Oracle {
  nodeCount: number
  nodeFieldCount: number
  nodeSelfSizeOffset: number
  nodes: { getValue(index: number): number }
  nodeDistances: ArrayLike<number>
  retainedSizes: ArrayLike<number>
  dominatorsTree: ArrayLike<number>
}

const CHILD_SOURCE = `
const v8 = require('node:v8')
v8.writeHeapSnapshot(process.argv[2])
const kept = globalThis.kept = {}
for (let at = 0; at < 20_000; at++) kept.list = { next: kept.list, at }
kept.wide = new Map(Array.from({ length: 20_000 }, (_, at) => ['key ' + at, at + 0.5]))
kept.weak = [new WeakMap(), new WeakMap()]
kept.keys = Array.from({ length: 500 }, (_, at) => ({ at }))
// Values with two keys, in two maps, and reachable only from another value of their own map.
kept.keys.forEach((key, at) => {
  kept.weak[0].set(key, { at })
  kept.weak[at % 2].set(kept.keys[(at * 7) % 500], key)
  kept.weak[1].set(kept.weak[0].get(key), [at])
})
kept.closures = Array.from({ length: 500 }, (_, at) => {
  const [mine, shared] = [{ at }, { at }]
  return [() => mine, () => [mine, shared], { shared }]
})
kept.buffers = [new ArrayBuffer(100_000), Buffer.alloc(50_000).subarray(10), 'x'.repeat(30_000).slice(5)]
// Arrays that have grown or have holes own their elements. The engine adds nodes to classes, symbols, finalizers, promises.
kept.sparse = Object.assign([], { 5: 1, 100_000: {} })
kept.classes = Array.from({ length: 20 }, (_, at) => ({ ['Class' + at]: class { static [Symbol(at)] = {} } }))
kept.registry = new FinalizationRegistry(() => {})
for (const key of kept.keys) kept.registry.register(key, { key: 1 }, key)
kept.refs = kept.keys.map(key => new WeakRef(key))
kept.pending = Array.from({ length: 100 }, (_, at) => new Promise(() => {}).then(() => at))
v8.writeHeapSnapshot(process.argv[3])
`

/** Nodes of other types than object: ownable ones, functions, native ones that may be detached. */
const randomKinds = fc.array(
  fc.record({
    type: fc.constantFrom('object', 'hidden', 'array', 'native', 'closure', 'synthetic', 'string'),
    detachedness: fc.constantFrom(0, 0, 1, 2),
  }),
)
/** A random heap begins with the root, the global object and the GC roots. */
const FIRST_OBJECT = 3

describe("DevTools' own code agrees", () => {
  let folder: string

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'leaklab-oracle-'))
    const paths = ['child.cjs', 'bare', 'collections'].map(name => join(folder, name))
    writeFileSync(paths[0]!, CHILD_SOURCE)
    execFileSync(process.execPath, paths)
  }, 60_000)

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  for (const name of ['bare', 'collections']) {
    it(`on every node of a snapshot: ${name}`, async () => {
      const path = join(folder, name)
      const analysis = analyzeHeap(await readSnapshot(path), { ruleSet: 'devtools' })
      expect(analysis.graph.nodeCount).toBeGreaterThan(10_000)
      expect(findDifferences(analysis, await parseWithDevTools(createReadStream(path, 'utf8')))).toEqual([])
    }, 60_000)
  }

  it('on random heaps', async () => {
    await fc.assert(
      fc.asyncProperty(randomHeap, randomKinds, async (heap, kinds) => {
        for (const [at, { type, detachedness }] of kinds.entries()) {
          Object.assign(heap.nodes[FIRST_OBJECT + at] ?? {}, { type, detachedness })
        }
        const analysis = analyzeHeap(await heap.graph(), { ruleSet: 'devtools' })
        expect(
          findDifferences(analysis, await parseWithDevTools(new Blob([JSON.stringify(heap.toJSON())]))),
        ).toEqual([])
      }),
    )
  }, 60_000)
})

async function parseWithDevTools(source: ReturnType<typeof createReadStream> | Blob): Promise<Oracle> {
  const stream = source instanceof Blob ? source.stream().pipeThrough(new TextDecoderStream()) : source
  return (await parse(stream as Parameters<typeof parse>[0])) as unknown as Oracle
}

/** Descriptions of the first differences, five at most or a few more. */
function findDifferences(analysis: HeapAnalysis, oracle: Oracle): string[] {
  const { distances, dominators, graph, retainedSizes, shallowSizes } = analysis
  if (graph.nodeCount !== oracle.nodeCount) return [`${graph.nodeCount} nodes, DevTools ${oracle.nodeCount}`]
  const differences: string[] = []
  for (let node = 0; node < graph.nodeCount && differences.length < 5; node++) {
    const size = oracle.nodes.getValue(node * oracle.nodeFieldCount + oracle.nodeSelfSizeOffset)
    const compare = (what: string, ours: number | undefined, theirs: number | undefined): void => {
      if (ours === theirs) return
      differences.push(`${what} of ${graph.type(node)} ${graph.name(node)}: ${ours}, DevTools ${theirs}`)
    }
    compare('distance', distances[node], oracle.nodeDistances[node])
    compare('self size', shallowSizes[node], size)
    compare('retained size', retainedSizes[node], oracle.retainedSizes[node])
    // DevTools computes no dominator of the root.
    if (node !== graph.rootOrdinal) compare('dominator', dominators[node], oracle.dominatorsTree[node])
  }
  return differences
}
