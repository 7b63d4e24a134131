import { expect, it } from 'vitest'
import { analyzeHeap } from '../../../src/heap/compute/analyze-heap.ts'
import { findDominatorChains } from '../../../src/heap/inspect/dominator-chains.ts'
import { Drawing } from '../support/builder.ts'

async function find(heap: Drawing, limit = 15) {
  const chains = findDominatorChains(analyzeHeap(await heap.graph()), limit)
  return chains.map(({ name, above, below, top }) => [name, above, below, top.name])
}

it('a chain of objects that retain the same is represented by the last one', async () => {
  const heap = new Drawing()
  const [app, scope, cache] = [heap.object('App'), heap.object('system / Context'), heap.object('Map')]
  heap.chain(heap.global, app, scope, cache)
  // A table is not visible to the program.
  const table = heap.node('array', '', 100)
  heap.edge(cache, 'internal', 'table', table)
  for (let at = 0; at < 3; at++) heap.edge(table, 'element', at, heap.object(`Session${at}`, 1000 - at))
  expect(await find(heap)).toEqual([
    ['Map', 3, 0, 'global'],
    ['Session0', 0, 0, 'Session0'],
    ['Session1', 0, 0, 'Session1'],
    ['Session2', 0, 0, 'Session2'],
  ])
  expect(await find(heap, 2)).toHaveLength(2)
})

it('a list is one chain, represented by its head', async () => {
  const heap = new Drawing()
  const queue = heap.object('Queue')
  heap.property(heap.global, 'queue', queue)
  let last = queue
  for (let at = 0; at < 10_000; at++) {
    const link = heap.object('Link', 50)
    heap.property(last, 'next', link)
    last = link
  }
  const [list, ...others] = await find(heap)
  expect(list).toEqual(['Link', 2, expect.any(Number), 'global'])
  expect(list![2]).toBeGreaterThan(9900)
  // The last few links do not retain nearly all of what the link before them does.
  expect(others.length).toBeLessThan(15)
  const [first] = findDominatorChains(analyzeHeap(await heap.graph()), 1)
  expect(first).toMatchObject({ id: queue.id + 2, retainedSize: 500_000, top: { id: heap.global.id } })
})

it('what the program cannot see is left out', async () => {
  const heap = new Drawing()
  const roots = heap.node('synthetic', '(Strong roots)', 0)
  heap.edge(heap.root, 'element', 1, roots)
  const table = heap.node('array', '', 9000)
  heap.edge(roots, 'element', 1, table)
  heap.property(heap.global, 'one', heap.object('One', 1000))
  expect(await find(heap)).toEqual([['One', 1, 0, 'global']])
})
