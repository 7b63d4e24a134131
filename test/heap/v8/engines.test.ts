// Snapshots of other programs than Node, drawn after what these write: Chrome (V8's heap-snapshot-generator.cc and Blink's
// embedder graph), Deno 2.9 (V8 15), Bun 1.4 (JavaScriptCore, in V8's format).
import { describe, expect, it } from 'vitest'
import { analyzeHeap } from '../../../src/heap/compute/analyze-heap.ts'
import { findGrowingHolders } from '../../../src/heap/growth/growing-holders.ts'
import { relateSnapshots } from '../../../src/heap/growth/snapshot-relation.ts'
import { summarizeHeap } from '../../../src/heap/inspect/summary.ts'
import { readSnapshot } from '../../../src/heap/open/read-snapshot.ts'
import { createPathDescriber } from '../../../src/heap/paths/described-path.ts'
import { findPathEdges, findRawPath } from '../../../src/heap/paths/retaining-path.ts'
import { computeWeightedPaths } from '../../../src/heap/paths/weighted-paths.ts'
import { findMissingCapabilities } from '../../../src/heap/v8/missing-capabilities.ts'
import { Drawing, type DrawnNode } from '../support/builder.ts'

describe('Chrome', () => {
  /** A page with a detached row that a listener's scope retains. The trees of DOM nodes are a root of their own. */
  function draw() {
    const heap = new Drawing()
    heap.global.name = 'Window / https://example.org/'
    const gcRoots = heap.node('synthetic', '(GC roots)', 0)
    heap.edge(heap.root, 'element', 1, gcRoots)
    const trees = heap.node('synthetic', '(Document DOM trees)', 0)
    heap.edge(heap.root, 'element', 2, trees)
    const document = heap.node('native', 'HTMLDocument', 800)
    const div = heap.node('native', '<div class="list">', 160)
    const row = heap.node('native', '<tr id="row">', 120)
    row.detachedness = 2
    heap.edge(trees, 'element', 1, document)
    heap.edge(document, 'element', 1, div)
    const onResize = heap.node('closure', 'onResize', 64)
    const scope = heap.object('system / Context', 32)
    heap.property(heap.global, 'onresize', onResize)
    heap.edge(onResize, 'internal', 'context', scope)
    heap.edge(scope, 'context', 'row', row)
    heap.edge(onResize, 'weak', 'code', heap.node('code', '(code)', 8))
    return { heap, row, div }
  }

  /** As Chrome writes it: with traced allocations, samples, and sections that only Chrome writes. */
  async function read(heap: Drawing) {
    const json = heap.toJSON({
      nodeFields: ['type', 'name', 'id', 'self_size', 'edge_count', 'trace_node_id', 'detachedness'],
    })
    const { snapshot } = json as { snapshot: Record<string, unknown> }
    Object.assign(snapshot, { trace_function_count: 1, extra_native_bytes: 123_456, root_index: 0 })
    Object.assign(json, {
      trace_function_infos: [0, 1, 2, 3, 4, 5],
      trace_tree: [1, 0, 0, 0, [2, 0, 3, 48, [3, 0, 1, 16, []]]],
      samples: [1000, 3, 2000, 7],
    })
    return readSnapshot(Buffer.from(JSON.stringify(json)))
  }

  it('is read, with everything that only Chrome writes', async () => {
    const { heap, row, div } = draw()
    const graph = await read(heap)
    const analysis = analyzeHeap(graph)
    expect(graph.name(row.ordinal)).toBe('Detached <tr id="row">')
    expect(summarizeHeap(analysis).classes.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['<div>', 'Detached <tr>', 'HTMLDocument']),
    )
    // (Document DOM trees) is a root of the program, not one of the garbage collector's groups.
    expect(analysis.distances[div.ordinal]).toBe(3)
    const path = findRawPath(graph, analysis, row.ordinal)!
    expect(path.map(({ name }) => name).slice(1)).toEqual([
      'Window / https://example.org/',
      'onResize',
      'system / Context',
      'Detached <tr id="row">',
    ])
    expect(analysis.retainedSizes[heap.global.ordinal]).toBe(8 + 64 + 32 + 120)
    expect(findMissingCapabilities(graph)).toEqual([])
  })
})

describe('Deno', () => {
  /** A variable of a module, in a scope that V8 15 names with the id of its ScopeInfo. */
  function draw(entries: number) {
    const heap = new Drawing()
    heap.root.edges.pop()
    const gcRoots = heap.node('synthetic', '(GC roots)', 0)
    heap.edge(heap.root, 'element', 1, gcRoots)
    const handles = heap.node('synthetic', '(Global handles)', 0)
    heap.edge(gcRoots, 'element', 10, handles)
    heap.edge(handles, 'hidden', 1, heap.global)
    const save = heap.node('closure', 'save', 64)
    const scope = heap.object('system / Context / scope @123', 32)
    const cache = heap.object('Array', 16)
    heap.property(heap.global, 'save', save)
    heap.edge(save, 'internal', 'context', scope)
    heap.edge(scope, 'context', 'cache', cache)
    // Each session is a variable of its own, so the scope is the growing holder.
    const sessions: DrawnNode[] = []
    for (let at = 0; at < entries; at++) {
      const session = heap.object('Session', 100)
      session.id = 1001 + 2 * at
      heap.edge(scope, 'context', `session${at}`, session)
      sessions.push(session)
    }
    heap.edge(cache, 'weak', 'map', gcRoots)
    return { heap, cache, scope }
  }

  it('is read, without user roots and with one more field for locations', async () => {
    const { heap, cache } = draw(0)
    const json = heap.toJSON() as { snapshot: { meta: { location_fields: string[] } }; locations: number[] }
    json.snapshot.meta.location_fields = [
      'object_index',
      'script_id',
      'script_object_index',
      'line',
      'column',
    ]
    json.locations = [cache.ordinal * 6, 7, 6, 11, 3]
    const graph = await readSnapshot(Buffer.from(JSON.stringify(json)))
    expect(graph.findLocation(cache.ordinal)).toEqual({ scriptId: 7, line: 11, column: 3 })
    expect(findMissingCapabilities(graph)).toEqual([])
    const edges = findPathEdges(graph, computeWeightedPaths(graph), cache.ordinal)!
    const described = createPathDescriber(graph).describe(edges)
    expect(described.map(({ by, name, what }) => `${by} ${name}: ${what}`).slice(-2)).toEqual([
      'property save: save()',
      'variable cache: Array',
    ])
  })

  it('a scope that grows is a growing holder', async () => {
    const analyses = []
    for (const entries of [10, 20, 30]) analyses.push(analyzeHeap(await draw(entries).heap.graph()))
    expect(findGrowingHolders(analyses, { threshold: 1 })).toMatchObject([
      { name: 'system / Context / scope @123', growth: [1000, 1000] },
    ])
  })
})

describe('Bun', () => {
  /** Each snapshot assigns new ids, which are higher than those of earlier ones. */
  function draw(firstId: number) {
    const heap = new Drawing()
    heap.global.name = 'GlobalObject'
    for (let at = 0; at < 5; at++) heap.property(heap.global, `s${at}`, heap.object('Session', 48))
    for (const node of heap.nodes.slice(1)) node.id += firstId
    const { locations, ...json } = heap.toJSON()
    expect(locations).toBeDefined()
    return readSnapshot(Buffer.from(JSON.stringify(json)))
  }

  it('is read, and its missing capabilities are found', async () => {
    const graph = await draw(0)
    expect(analyzeHeap(graph).retainedSizes[graph.rootOrdinal]).toBe(8 + 5 * 48)
    expect(findMissingCapabilities(graph)).toEqual(['weak references', 'WeakMap entries', 'locations'])
    expect(relateSnapshots(graph, await draw(1000))).toBe('other process')
  })
})
