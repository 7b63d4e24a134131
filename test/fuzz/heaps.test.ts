// Are heap snapshots read that no engine wrote, or that are damaged anywhere? Each question about them has an answer, or the command says why
// it cannot read them.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect } from 'vitest'
import { openSnapshot } from '../../src/cli/heap/open-snapshot.ts'
import type { HeapAnalysis } from '../../src/heap/compute/analyze-heap.ts'
import { SnapshotError } from '../../src/heap/graph/snapshot-error.ts'
import { readSnapshot } from '../../src/heap/open/read-snapshot.ts'
import { UsageError } from '../../src/model/usage-error.ts'
import { renderHeap, renderHeapJson } from '../../src/report/heap/heap.ts'
import type { HeapReport } from '../../src/report/heap/heap-report.ts'
import { damageJson, damageKinds } from '../files/damage-json.ts'
import { drawSample, type WriteOptions } from '../heap/support/builder.ts'
import { byteChanges, computeEverything, computeForSeveral, mutateBytes } from '../heap/support/everything.ts'
import { wildHeap } from '../heap/support/wild-heap.ts'
import { fuzz } from './fuzz.ts'

const folder = mkdtempSync(join(tmpdir(), 'leaklab-heaps-'))
afterAll(() => rmSync(folder, { recursive: true }))

const file = join(folder, 'some.heapsnapshot')
const style = { width: 80, color: false, unicode: true }
const noProgress = { show() {} } as unknown as Parameters<typeof openSnapshot>[1]
/** No report of so small a heap is longer. */
const maxReportLength = 2 ** 22
const maxMessageLength = 2_000

const [wild, shuffled] = ['a heap that no engine writes', 'fields in another order']

fuzz({
  name: 'heaps',
  kinds: [wild, shuffled, ...byteChanges, ...damageKinds],
  leastCases: 300,
  async tryCase(random, seed) {
    const kinds: string[] = []
    const analyses: HeapAnalysis[] = []
    const snapshots = random() < 0.3 ? 2 : 1
    for (let number = 0; number < snapshots; number++) {
      const made = makeSnapshot(random, seed + number)
      kinds.push(...made.kinds)
      const graph = await readInBothWays(made.bytes, random)
      if (graph === undefined) continue
      const { analysis, reports } = computeEverything(graph)
      analyses.push(analysis)
      for (const report of reports) render(report)
    }
    if (analyses.length > 1) render(computeForSeveral(analyses))
    return kinds
  },
})

function makeSnapshot(random: () => number, seed: number): { bytes: Uint8Array; kinds: string[] } {
  const sample = <T>(arbitrary: fc.Arbitrary<T>): T => fc.sample(arbitrary, { seed, numRuns: 1 })[0]!
  const kinds: string[] = []
  const isWild = random() < 0.5
  if (isWild) kinds.push(wild)
  const options: WriteOptions = random() < 0.3 ? { indent: 1 } : {}
  if (random() < 0.2) {
    kinds.push(shuffled)
    const nodeFields = ['type', 'name', 'id', 'self_size', 'edge_count', 'detachedness', 'new_in_this_test']
    Object.assign(options, { nodeFields: sample(fc.shuffledSubarray(nodeFields, { minLength: 5 })) })
  }
  let bytes = (isWild ? sample(wildHeap) : drawSample()).bytes(options)
  while (random() < 0.6 && bytes.length > 0) {
    if (random() < 0.5) {
      const damaged = damageJson(Buffer.from(bytes), random)
      bytes = damaged.content
      kinds.push(damaged.kind)
    } else {
      const mutated = sample(mutateBytes(bytes))
      bytes = mutated.bytes
      kinds.push(...mutated.kinds)
    }
  }
  return { bytes, kinds }
}

/** As a whole and in pieces. @returns undefined where both are refused, and the command says why */
async function readInBothWays(bytes: Uint8Array, random: () => number) {
  const longest = 1 + Math.floor(random() * bytes.length)
  const pieces = []
  for (let at = 0; at < bytes.length; at += longest) pieces.push(bytes.subarray(at, at + longest))
  const [whole, inPieces] = [await readOrRefuse(bytes), await readOrRefuse(pieces)]
  if (!('refused' in whole) && !('refused' in inPieces)) {
    expect(inPieces.graph.nodeCount).toBe(whole.graph.nodeCount)
    return inPieces.graph
  }
  // A key or a row of more than a kilobyte is refused only where a piece ends in it.
  if (!('refused' in whole) && 'refused' in inPieces) {
    expect(inPieces.refused.message).toMatch(/longer than 1024 bytes|a key without an end/)
    return whole.graph
  }
  expect(Object.keys(inPieces)).toEqual(Object.keys(whole))
  writeFileSync(file, bytes)
  const problem = await openSnapshot(file, noProgress).catch((error: unknown) => error)
  if (!(problem instanceof UsageError)) throw problem
  expect(problem.hint).not.toBe('')
  expect(problem.message.length).toBeLessThan(maxMessageLength)
  return undefined
}

async function readOrRefuse(source: Uint8Array | Uint8Array[]) {
  try {
    return { graph: await readSnapshot(source) }
  } catch (error) {
    if (error instanceof SnapshotError) return { refused: error }
    throw error
  }
}

function render(report: HeapReport): void {
  expect(renderHeap(report, style).length).toBeLessThan(maxReportLength)
  const json = renderHeapJson(report)
  expect(json.length).toBeLessThan(maxReportLength)
  JSON.parse(json)
}
