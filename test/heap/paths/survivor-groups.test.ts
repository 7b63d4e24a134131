import { describe, expect, it } from 'vitest'
import { analyzeHeap } from '../../../src/heap/compute/analyze-heap.ts'
import { groupSurvivors } from '../../../src/heap/paths/survivor-groups.ts'
import { computeWeightedPaths } from '../../../src/heap/paths/weighted-paths.ts'
import { Drawing, type DrawnNode } from '../support/builder.ts'

async function group(heap: Drawing, targets: readonly DrawnNode[]) {
  const graph = await heap.graph()
  const tree = computeWeightedPaths(graph)
  return groupSurvivors(
    analyzeHeap(graph),
    tree,
    targets.map(({ ordinal }) => ordinal),
  )
}

describe('survivors', () => {
  it('with one path signature are one group, whatever their indexes; the holder is the last shared node', async () => {
    const heap = new Drawing()
    const [cache, table, log] = [heap.object('Map'), heap.node('array', '', 8), heap.object('Array')]
    heap.property(heap.global, 'cache', cache)
    heap.property(heap.global, 'log', log)
    heap.edge(cache, 'internal', 'table', table)
    const inCache = Array.from({ length: 30 }, () => heap.object('Session', 100))
    for (const [i, session] of inCache.entries()) heap.edge(table, 'internal', `${i}`, session)
    const inLog = Array.from({ length: 3 }, () => heap.object('Session', 10))
    for (const [i, session] of inLog.entries()) heap.edge(log, 'element', i, session)
    const groups = await group(heap, [...inLog, ...inCache])
    expect(groups.map(({ direct, indirect }) => [direct.length, indirect])).toEqual([
      [30, 0],
      [3, 0],
    ])
    expect(groups[0]).toMatchObject({ shallowSize: 3000, retainedSize: 3000, holder: table.ordinal })
    expect(groups[1]).toMatchObject({ holder: log.ordinal })
    expect(groups[0]!.signature).not.toBe(groups[1]!.signature)
  })

  it('that are reached through another survivor belong to its group, and no byte counts twice', async () => {
    const heap = new Drawing()
    const nodes = Array.from({ length: 2000 }, () => heap.object('Node', 10))
    heap.property(heap.global, 'head', nodes[0]!)
    for (const [i, node] of nodes.slice(1).entries()) heap.property(nodes[i]!, 'next', node)
    // The last node is among the first targets.
    const groups = await group(heap, [nodes[0]!, nodes[1]!, nodes.at(-1)!, ...nodes.slice(2, -1)])
    expect(groups).toHaveLength(1)
    expect(groups[0]).toMatchObject({ direct: [nodes[0]!.ordinal], indirect: 1999, retainedSize: 20_000 })
    // The path to the farthest shows the chain.
    expect(groups[0]!.sample).toBe(nodes[0]!.ordinal)
    expect(groups[0]!.farthest).toBe(nodes.at(-1)!.ordinal)
  })

  it('at different depths of a list have one signature: a repeated part counts once', async () => {
    const heap = new Drawing()
    const links = Array.from({ length: 50 }, () => heap.object('Link', 8))
    heap.property(heap.global, 'head', links[0]!)
    for (const [i, link] of links.slice(1).entries()) heap.property(links[i]!, 'next', link)
    const held = links.map(link => {
      const session = heap.object('Session', 4)
      heap.property(link, 'session', session)
      return session
    })
    const groups = await group(heap, held)
    // The head is reached by another name than the rest.
    expect(groups.map(({ direct }) => direct.length)).toEqual([49, 1])
  })

  it('in a chain of alternating kinds have one signature', async () => {
    const heap = new Drawing()
    let last = heap.global
    const held: DrawnNode[] = []
    for (let i = 0; i < 40; i++) {
      const [entry, cell] = [heap.object('Entry', 8), heap.object('Cell', 8)]
      heap.property(last, 'entry', entry)
      heap.property(entry, 'cell', cell)
      const session = heap.object('Session', 4)
      heap.property(cell, 'session', session)
      held.push(session)
      last = cell
    }
    expect((await group(heap, held)).map(({ direct }) => direct.length)).toEqual([40])
  })
})
