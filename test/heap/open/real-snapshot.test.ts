import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { analyzeHeap, type HeapAnalysis } from '../../../src/heap/compute/analyze-heap.ts'
import { searchDepthFirst } from '../../../src/heap/compute/depth-first-search.ts'
import { isEssentialEdge, type RetentionRules } from '../../../src/heap/compute/essential-edges.ts'
import { TARGET_MASK } from '../../../src/heap/graph/edge-types.ts'
import type { HeapGraph } from '../../../src/heap/graph/heap-graph.ts'
import { diffHeaps } from '../../../src/heap/growth/heap-diff.ts'
import { summarizeHeap } from '../../../src/heap/inspect/summary.ts'
import { findTrackedReferences, type TrackedReference } from '../../../src/heap/inspect/tracked-references.ts'
import { Arena } from '../../../src/heap/memory/arena.ts'
import { readSnapshot } from '../../../src/heap/open/read-snapshot.ts'
import { findRawPath } from '../../../src/heap/paths/retaining-path.ts'
import { computeWeightedPaths } from '../../../src/heap/paths/weighted-paths.ts'

const CHILD = `
const v8 = require('node:v8')
class LeakTrackedReference {
  constructor(target, label, round) {
    this.target = new WeakRef(target)
    this.label = label
    this.round = round
    this.step = 'step ' + round
  }
}
class Session {
  constructor(id) { this.id = id; this.payload = new Array(100).fill(id) }
}
const trackedReferences = globalThis.trackedReferences = []
const watch = (object, label, round) => { trackedReferences.push(new LeakTrackedReference(object, label, round)); return object }
const cache = globalThis.sessionCache = new Map()
const weak = globalThis.weak = new WeakMap()
const keys = globalThis.keys = []
function fill(round) {
  cache.set('a' + round, watch(new Session(round), 'kept', round))
  watch(new Session(round), 'dropped', round)
  const key = {}
  keys.push(key)
  weak.set(key, watch(new Session(round), 'ephemeral', round))
}
for (let round = 0; round < 20; round++) fill(round)
setImmediate(() => {
  gc()
  v8.writeHeapSnapshot(process.argv[2])
  for (let round = 20; round < 27; round++) fill(round)
  cache.delete('a0')
  setImmediate(() => {
    gc()
    v8.writeHeapSnapshot(process.argv[3], { exposeNumericValues: true })
  })
})
`

// What a snapshot of the Node that runs the tests must show.
describe('a snapshot of this Node', () => {
  let folder: string
  let graph: HeapGraph
  let later: HeapGraph
  let retentionRules: RetentionRules
  let analysis: HeapAnalysis
  let trackedReferences: TrackedReference[]

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'leaklab-heap-'))
    const paths = ['child.cjs', 'a.heapsnapshot', 'b.heapsnapshot'].map(name => join(folder, name))
    writeFileSync(paths[0]!, CHILD)
    execFileSync(process.execPath, ['--expose-gc', ...paths])
    graph = await readSnapshot(paths[1]!)
    later = await readSnapshot(paths[2]!)
    const arena = Arena.createFor(graph)
    const search = () =>
      searchDepthFirst(graph, arena, arena.allocateZeroed(Uint32Array, graph.nodeCount), 'strong')
    retentionRules = arena.withScratch(() => ({ graph, owned: search().retentionRules.owned.slice() }))
    analysis = analyzeHeap(graph)
    trackedReferences = findTrackedReferences(graph, 'LeakTrackedReference')
  }, 60_000)

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('leads from tracked references to exactly the objects that survived', () => {
    const alive = trackedReferences.filter(reference => reference.target !== undefined)
    expect(trackedReferences).toHaveLength(60)
    expect(alive.map(reference => reference.notes.label).sort()).toEqual([
      ...Array(20).fill('ephemeral'),
      ...Array(20).fill('kept'),
    ])
    for (const { target } of alive) expect(graph.name(target!)).toBe('Session')
    expect(new Set(alive.map(reference => reference.target)).size).toBe(40)
    // The order of the nodes is up to the engine.
    expect(new Set(trackedReferences.map(reference => reference.notes.step)).size).toBe(20)
  })

  it('has the numbers of tracked references if the snapshot has them', () => {
    const rounds = findTrackedReferences(later, 'LeakTrackedReference').map(
      reference => reference.notes.round,
    )
    expect(new Set(rounds)).toEqual(new Set(Array.from({ length: 27 }, (_, round) => round)))
  })

  it('has a path from the global object to a survivor', () => {
    const kept = trackedReferences.find(
      reference => reference.notes.label === 'kept' && reference.target !== undefined,
    )
    for (const tree of [analysis, computeWeightedPaths(graph)]) {
      const path = findRawPath(graph, tree, kept!.target!)!
      const words = path.map(step => `${step.edgeName ?? ''} ${step.name}`)
      expect(words.slice(-4).join(' → ')).toMatch(
        /^sessionCache Map → table {2}→ \d+ Session$|Map → table {2}→ \d+ Session$/,
      )
      expect(path.some(step => step.edgeName === 'sessionCache')).toBe(true)
    }
  })

  it('reaches the value of a WeakMap through its key', () => {
    const reference = trackedReferences.find(
      ({ notes, target }) => notes.label === 'ephemeral' && target !== undefined,
    )
    const path = findRawPath(graph, analysis, reference!.target!)!
    expect(path.at(-1)?.edgeType).toBe('ephemeron')
    expect(graph.name(analysis.dominators[reference!.target!]!)).toBe('Object')
  })

  it('has a root that retains everything', () => {
    const total = analysis.shallowSizes.reduce((sum, size) => sum + size, 0)
    const raw = graph.selfSizes.reduce((sum, size) => sum + size, 0)
    expect(total).toBe(raw)
    expect(analysis.retainedSizes[graph.rootOrdinal]).toBe(total)
    expect(summarizeHeap(analysis).totalSize).toBe(total)
  })

  it('has dominators by their definition, on a sample', () => {
    let sampled = 0
    for (let node = 7; node < graph.nodeCount; node += Math.ceil(graph.nodeCount / 12)) {
      if (!reaches(retentionRules, node, -1)) continue
      sampled++
      const dominator = analysis.dominators[node]!
      if (dominator !== graph.rootOrdinal) expect(reaches(retentionRules, node, dominator)).toBe(false)
      // Nothing between the immediate dominator and the node may dominate it.
      for (const between of pathBetween(retentionRules, node, dominator)) {
        expect(reaches(retentionRules, node, between)).toBe(true)
      }
    }
    expect(sampled).toBeGreaterThan(5)
  }, 30_000)

  it('and the next one show what came and what went', () => {
    const session = diffHeaps(graph, later).find(diff => diff.name === 'Session')
    expect(session).toMatchObject({ addedCount: 14, deletedCount: 1, countDelta: 13 })
  })
})

/** Whether the root reaches a node over essential edges without passing another. */
function reaches(retentionRules: RetentionRules, node: number, without: number): boolean {
  return search(retentionRules, without)[node] !== -1
}

/** The nodes on some path between a dominator and what it dominates, both left out. */
function pathBetween(retentionRules: RetentionRules, node: number, dominator: number): number[] {
  const parents = search(retentionRules, -1)
  const path = []
  for (let at = parents[node]!; at !== dominator; at = parents[at]!) path.push(at)
  return path
}

function search(retentionRules: RetentionRules, without: number): Int32Array {
  const { graph } = retentionRules
  const parents = new Int32Array(graph.nodeCount).fill(-1)
  parents[graph.rootOrdinal] = graph.rootOrdinal
  const queue = [graph.rootOrdinal]
  for (const node of queue) {
    for (let edge = graph.firstEdge[node]!; edge < graph.firstEdge[node + 1]!; edge++) {
      const target = graph.edges[edge]! & TARGET_MASK
      if (target === without || parents[target] !== -1 || !isEssentialEdge(retentionRules, node, edge))
        continue
      parents[target] = node
      queue.push(target)
    }
  }
  return parents
}
