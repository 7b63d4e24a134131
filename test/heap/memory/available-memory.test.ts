// A heap that needs more memory than is available: the parser says so before it allocates anything.
import os from 'node:os'
import { afterEach, expect, it, vi } from 'vitest'
import { analyzeHeap } from '../../../src/heap/compute/analyze-heap.ts'
import { allocate } from '../../../src/heap/graph/typed-arrays.ts'
import { availableMemory } from '../../../src/heap/memory/available-memory.ts'
import { readSnapshot } from '../../../src/heap/open/read-snapshot.ts'
import { Drawing } from '../support/builder.ts'

afterEach(() => vi.restoreAllMocks())

/** Pretends that the machine has so many bytes free, and that a container has a limit. */
function pretend(free: number, limit = 0): void {
  vi.spyOn(os, 'platform').mockReturnValue('linux')
  vi.spyOn(os, 'freemem').mockReturnValue(free)
  vi.spyOn(process, 'constrainedMemory').mockReturnValue(limit)
}

function draw(nodes: number): Drawing {
  const heap = new Drawing()
  heap.chain(heap.global, ...Array.from({ length: nodes - 2 }, () => heap.object('Link')))
  return heap
}

it('nodes and edges that do not fit into memory are not read', async () => {
  const bytes = draw(1000).bytes()
  pretend(24_000)
  await expect(readSnapshot(bytes)).rejects.toMatchObject({
    code: 'too-large',
    message: 'Reading 1000 nodes and 999 edges takes 1 MB of memory, and 1 MB are free.',
  })
  pretend(17 * 1000 + 8 * 999)
  expect((await readSnapshot(bytes)).nodeCount).toBe(1000)
})

it('strings that do not fit into memory are not read', async () => {
  const heap = draw(10)
  heap.node('string', 'x'.repeat(10_000), 8)
  pretend(5000)
  await expect(readSnapshot(heap.bytes())).rejects.toThrow(/^Reading the strings takes/)
})

it('a heap that could be read and not analyzed is refused by the analysis', async () => {
  const graph = await draw(1000).graph()
  pretend(40_000)
  expect(() => analyzeHeap(graph)).toThrow(/^Analyzing 1000 nodes and 999 edges takes 1 MB/)
  pretend(50_000)
  expect(analyzeHeap(graph).order).toHaveLength(1000)
})

it('in a container its limit counts, if it has one', () => {
  const rss = process.memoryUsage.rss()
  vi.spyOn(process.memoryUsage, 'rss').mockReturnValue(rss)
  pretend(8e9, rss + 1000)
  expect(availableMemory()).toBe(1000)
  pretend(8e9, rss - 1000)
  expect(availableMemory()).toBe(0)
  pretend(8e9, 2 ** 64)
  expect(availableMemory()).toBe(8e9)
  pretend(8e9, 0)
  expect(availableMemory()).toBe(8e9)
})

it('an allocation that the system refuses is a SnapshotError', () => {
  expect(() => allocate(Float64Array, 2 ** 50)).toThrow(
    expect.objectContaining({ name: 'SnapshotError', code: 'too-large' }),
  )
})
