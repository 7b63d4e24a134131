// Calls everything that leaklab can compute from a heap: none of it may fail, whatever the snapshot contains.
import fc from 'fast-check'
import { analyzeHeap, type HeapAnalysis } from '../../../src/heap/compute/analyze-heap.ts'
import { computeFreedSize } from '../../../src/heap/compute/freed-size.ts'
import type { HeapGraph } from '../../../src/heap/graph/heap-graph.ts'
import { SnapshotError } from '../../../src/heap/graph/snapshot-error.ts'
import { findGrowingHolders } from '../../../src/heap/growth/growing-holders.ts'
import { diffHeaps } from '../../../src/heap/growth/heap-diff.ts'
import { relateSnapshots } from '../../../src/heap/growth/snapshot-relation.ts'
import { findDominatorChains } from '../../../src/heap/inspect/dominator-chains.ts'
import { findInstances, inspectNode, listInstances } from '../../../src/heap/inspect/inspect-node.ts'
import { findBiggestDominators, summarizeHeap } from '../../../src/heap/inspect/summary.ts'
import { findTrackedReferences } from '../../../src/heap/inspect/tracked-references.ts'
import { readSnapshot } from '../../../src/heap/open/read-snapshot.ts'
import { createPathDescriber } from '../../../src/heap/paths/described-path.ts'
import { describeRawRoot, describeRawStep, findPathEdges } from '../../../src/heap/paths/retaining-path.ts'
import { groupSurvivors } from '../../../src/heap/paths/survivor-groups.ts'
import { computeWeightedPaths } from '../../../src/heap/paths/weighted-paths.ts'
import { findMissingCapabilities } from '../../../src/heap/v8/missing-capabilities.ts'
import { joinDiffs } from '../../../src/report/heap/diff.ts'
import type { HeapReport } from '../../../src/report/heap/heap-report.ts'
import { describeSurvivorGroup } from '../../../src/retention/describe-group.ts'
import { nameChains } from '../../../src/retention/describe-names.ts'
import { describePath } from '../../../src/retention/describe-path.ts'
import { describeLargestHolders } from '../../../src/retention/holder-paths.ts'

/** The graph of a snapshot, or undefined if it is refused with a SnapshotError. Any other error is thrown. */
export async function readIfPossible(bytes: Uint8Array): Promise<HeapGraph | undefined> {
  try {
    return await readSnapshot(bytes)
  } catch (error) {
    if (error instanceof SnapshotError) return undefined
    throw error
  }
}

/** Every result for one graph. */
export function computeEverything(graph: HeapGraph): { analysis: HeapAnalysis; reports: HeapReport[] } {
  const analysis = analyzeHeap(graph)
  const file = 'some.heapsnapshot'
  const missingCapabilities = findMissingCapabilities(graph)
  const summary = summarizeHeap(analysis)
  const reports: HeapReport[] = [
    {
      kind: 'summary',
      file,
      ...summary,
      dominators: findBiggestDominators(analysis, 15),
      chains: nameChains(analysis, findDominatorChains(analysis, 15), 15),
      missingCapabilities,
    },
  ]
  const nodes = sampleNodes(graph.nodeCount)
  const weighted = computeWeightedPaths(graph)
  const describer = createPathDescriber(graph, [{ className: 'Node1', property: 'to1', name: 'step' }])
  const heap = { analysis, graph, tree: weighted, describer }
  for (const node of nodes) {
    const edges = findPathEdges(graph, weighted, node)
    const described =
      edges === undefined || edges.length === 0 ? null : describePath(graph, describer, edges, node)
    const [group] = groupSurvivors(analysis, weighted, [node])
    const groups = group === undefined ? [] : [describeSurvivorGroup(heap, group, 'Some', '')]
    const steps = edges && [
      describeRawRoot(graph),
      ...Array.from(edges, edge => describeRawStep(graph, edge)),
    ]
    const path = { id: graph.id(node), steps: steps ?? null, described, groups, ungrouped: 1 - groups.length }
    const freedSize = computeFreedSize(analysis, node)
    reports.push({
      kind: 'node',
      file,
      node: inspectNode(analysis, node),
      freedSize,
      path,
      missingCapabilities,
    })
  }
  for (const { name } of summary.classes.slice(0, 3)) {
    const all = listInstances(analysis, name, 1000)
    const groups = groupSurvivors(analysis, weighted, all).map(group =>
      describeSurvivorGroup(heap, group, name, ''),
    )
    const path = {
      id: graph.id(all[0] ?? 0),
      steps: [],
      described: groups[0]?.path ?? null,
      groups,
      ungrouped: 0,
    }
    reports.push({
      kind: 'class',
      file,
      className: name,
      path,
      missingCapabilities,
      ...findInstances(analysis, name),
    })
  }
  groupSurvivors(analysis, weighted, nodes)
  findTrackedReferences(graph, 'Node1')
  graph.findById(graph.id(nodes.at(-1)!))
  return { analysis, reports }
}

/** Every result for several graphs, which need not be of one process. */
export function computeForSeveral(analyses: readonly HeapAnalysis[]): HeapReport {
  const pairs = analyses.slice(1).map(({ graph }, at) => [analyses[at]!.graph, graph] as const)
  for (const [older, newer] of pairs) relateSnapshots(older, newer)
  const classes = joinDiffs(pairs.map(([older, newer]) => diffHeaps(older, newer)))
  const found = findGrowingHolders(analyses, { threshold: 0, steps: 1 })
  const holders = describeLargestHolders(analyses.at(-1)!.graph, found, 3)
  const files = analyses.map((_, at) => `${at}`)
  return { kind: 'diff', files, classes, ...holders, threshold: 0, idsPersist: true, missingCapabilities: [] }
}

function sampleNodes(count: number): number[] {
  const step = Math.ceil(count / 12)
  return Array.from({ length: Math.ceil(count / step) }, (_, at) => at * step)
}

const INSERTED_TEXTS = [
  '-1,',
  '0.5,',
  '1e9,',
  '4294967295',
  '4294967296,',
  '9'.repeat(400),
  '0'.repeat(1500),
  ' '.repeat(1500),
  '],"nodes":[',
  '],"strings":["',
  '\\u',
  '"',
]

type Change = readonly [from: number, to: number, between: Uint8Array, kind: string]

/** What `mutateBytes` does. */
export const byteChanges = ['overwrite', 'remove', 'repeat', 'insert'] as const

/** A copy of some bytes with a few changes: bytes are overwritten, removed, repeated or inserted. */
export function mutateBytes(original: Uint8Array): fc.Arbitrary<{ bytes: Uint8Array; kinds: string[] }> {
  const at = fc.nat(Math.max(0, original.length - 1))
  const byte = fc.oneof(fc.nat(255), fc.constantFrom(...Buffer.from('0129,[]{}"\\:-e. ')))
  const length = fc.nat(60)
  const text = fc.oneof(fc.string({ maxLength: 8 }), fc.constantFrom(...INSERTED_TEXTS))
  const [overwrite, remove, repeat, insert] = byteChanges
  const change: fc.Arbitrary<Change> = fc.oneof(
    fc.tuple(at, byte).map(([at, byte]): Change => [at, at + 1, Uint8Array.of(byte), overwrite]),
    fc.tuple(at, length).map(([at, length]): Change => [at, at + length, new Uint8Array(0), remove]),
    fc.tuple(at, length).map(([at, length]): Change => [at, at, original.slice(at, at + length), repeat]),
    fc.tuple(at, text).map(([at, text]): Change => [at, at, Buffer.from(text), insert]),
  )
  return fc.array(change, { minLength: 1, maxLength: 3 }).map(changes => ({
    kinds: changes.map(([, , , kind]) => kind),
    bytes: changes.reduce<Uint8Array>(
      (bytes, [from, to, between]) => Buffer.concat([bytes.subarray(0, from), between, bytes.subarray(to)]),
      original,
    ),
  }))
}
