// Very long lists: no computation may recurse, spread a list over a call's arguments, or traverse it once per member.
import { beforeAll, describe, expect, it } from 'vitest'
import { analyzeHeap, type HeapAnalysis } from '../../src/heap/compute/analyze-heap.ts'
import type { PathTree } from '../../src/heap/compute/distances.ts'
import { findGrowingHolders } from '../../src/heap/growth/growing-holders.ts'
import { diffHeaps } from '../../src/heap/growth/heap-diff.ts'
import { relateSnapshots } from '../../src/heap/growth/snapshot-relation.ts'
import { inspectNode } from '../../src/heap/inspect/inspect-node.ts'
import { summarizeHeap } from '../../src/heap/inspect/summary.ts'
import { readSnapshot } from '../../src/heap/open/read-snapshot.ts'
import { createPathDescriber } from '../../src/heap/paths/described-path.ts'
import { findPathEdges } from '../../src/heap/paths/retaining-path.ts'
import { groupSurvivors } from '../../src/heap/paths/survivor-groups.ts'
import { computeWeightedPaths } from '../../src/heap/paths/weighted-paths.ts'
import { findCause } from '../../src/retention/cause.ts'
import { Drawing } from './support/builder.ts'

const sessions = 60

/** A global list of `links` links. Each of the last 60 references a session by a property of its own name. */
function* chain(links: number): Generator<Uint8Array> {
  const { snapshot } = new Drawing().toJSON({ nodeFields: ['type', 'name', 'id', 'self_size', 'edge_count'] })
  const nodes = ['9,0,1,0,1']
  const edges = ['5,1,5']
  const last = links - sessions
  for (let link = 1; link <= links; link++) {
    const isHolder = link > last
    nodes.push(`3,2,${2 * link + 1},16,${Number(link < links) + Number(isHolder)}`)
    if (link < links) edges.push(`2,3,${(link + 1) * 5}`)
    if (isHolder) edges.push(`2,${4 + link - last},${(links + link - last) * 5}`)
  }
  for (let at = 1; at <= sessions; at++) nodes.push(`3,4,${2 * at},16,0`)
  const counts = { ...(snapshot as object), node_count: nodes.length, edge_count: edges.length }
  yield Buffer.from(`{"snapshot":${JSON.stringify(counts)},"nodes":[${nodes}],"edges":[${edges}],`)
  const names = Array.from({ length: sessions }, (_, at) => `session${at}`)
  yield Buffer.from(`"strings":${JSON.stringify(['', 'global', 'Link', 'next', 'Session', ...names])}}`)
}

describe('a list of 200,000 links', () => {
  const links = 200_000
  const ends = Array.from({ length: sessions }, (_, at) => links + 1 + at)
  let older: HeapAnalysis
  let newer: HeapAnalysis
  let tree: PathTree

  beforeAll(async () => {
    older = analyzeHeap(await readSnapshot(chain(links - 1000)))
    newer = analyzeHeap(await readSnapshot(chain(links)))
    tree = computeWeightedPaths(newer.graph)
  }, 120_000)

  it('is summarized, and its last link can be inspected', () => {
    const [link] = summarizeHeap(newer).classes
    expect(link).toMatchObject({ name: 'Link', count: links, retainedSize: 16 * (links + sessions) })
    expect(inspectNode(newer, links)).toMatchObject({ distance: links, retainedSize: 32 })
  })

  it('has a path to its end, which can be described', () => {
    const { graph } = newer
    const edges = findPathEdges(graph, tree, ends.at(-1)!)!
    const steps = createPathDescriber(graph).describe(edges)
    expect(edges).toHaveLength(links + 1)
    expect(steps.at(-1)).toMatchObject({ name: 'session59', what: 'Session' })
    expect(findCause(graph, edges, steps)).toBeNull()
  }, 60_000)

  it('has survivors at its end, grouped by path signature, and survivors along the whole list', () => {
    const atEnd = groupSurvivors(newer, tree, ends)
    expect(atEnd).toHaveLength(sessions)
    expect(atEnd.map(({ holder }) => holder).sort((a, b) => a - b)).toEqual(ends.map(end => end - sessions))
    const all = groupSurvivors(
      newer,
      tree,
      Array.from({ length: links }, (_, at) => at + 1),
    )
    expect(all).toMatchObject([{ direct: [1], indirect: links - 1, retainedSize: 16 * (links + sessions) }])
  }, 60_000)

  it('grows at its end, and is reported by its head', () => {
    // New are a thousand links. The sessions have the same ids in both snapshots.
    const holders = findGrowingHolders([older, newer], { threshold: 1 })
    expect(holders[0]).toMatchObject({ ordinal: 1, growth: [16 * 1000] })
    const added = diffHeaps(older.graph, newer.graph).find(({ name }) => name === 'Link')
    expect(added?.addedCount).toBe(1000)
    expect(relateSnapshots(older.graph, newer.graph)).toBe('in order')
  }, 60_000)
})

it('a path without repeated parts has a signature of bounded length', async () => {
  const heap = new Drawing()
  let last = heap.global
  for (let at = 0; at < 3000; at++) {
    const next = heap.object(`Class${at}`)
    heap.property(last, `property${at}`, next)
    last = next
  }
  const graph = await heap.graph()
  const [group] = groupSurvivors(analyzeHeap(graph), computeWeightedPaths(graph), [last.ordinal])
  expect(group!.signature.split(' > ')).toHaveLength(1000)
  expect(group!.signature).toMatch(/property2999 object Class2999$/)
})
