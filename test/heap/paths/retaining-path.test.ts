import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { computeDistances, NO_EDGE, type PathTree } from '../../../src/heap/compute/distances.ts'
import type { HeapGraph } from '../../../src/heap/graph/heap-graph.ts'
import { findPathEdges, findRawPath } from '../../../src/heap/paths/retaining-path.ts'
import { computeWeightedPaths, PATH_COSTS } from '../../../src/heap/paths/weighted-paths.ts'
import { findScriptOfFunction } from '../../../src/heap/v8/scripts.ts'
import { Drawing, type DrawnNode } from '../support/builder.ts'
import { randomHeap } from '../support/random-heap.ts'

function render(graph: HeapGraph, tree: PathTree, node: DrawnNode): string | undefined {
  return findRawPath(graph, tree, node.ordinal)
    ?.map(step => (step.edgeType === undefined ? 'root' : `-${step.edgeType} ${step.edgeName}→ ${step.name}`))
    .join(' ')
}

describe('a retaining path', () => {
  it('leads from the root to the object, with the edge of each step', async () => {
    const heap = new Drawing()
    const [cache, table, session] = [heap.object('Map'), heap.node('array', '', 8), heap.object('Session')]
    heap.property(heap.global, 'cache', cache)
    heap.edge(cache, 'internal', 'table', table)
    heap.edge(table, 'element', 37, session)
    const graph = await heap.graph()
    const path = findRawPath(graph, computeDistances(graph), session.ordinal)!
    expect(path[0]).toMatchObject({ ordinal: 0, type: 'synthetic', edgeType: undefined })
    expect(path.at(-1)).toEqual({
      ordinal: session.ordinal,
      id: session.id,
      type: 'object',
      name: 'Session',
      edge: 3,
      edgeType: 'element',
      edgeName: 37,
    })
    expect(render(graph, computeDistances(graph), session)).toBe(
      'root -shortcut global→ global -property cache→ Map -internal table→  -element 37→ Session',
    )
  })

  it('has no edges for the root, and is undefined for what nothing reaches', async () => {
    const heap = new Drawing()
    const lost = heap.object('Lost')
    const graph = await heap.graph()
    const tree = computeDistances(graph)
    expect(findPathEdges(graph, tree, heap.root.ordinal)).toEqual(new Uint32Array(0))
    expect(findRawPath(graph, tree, heap.root.ordinal)).toHaveLength(1)
    expect(findRawPath(graph, tree, lost.ordinal)).toBeUndefined()
  })
})

describe('a weighted path', () => {
  it('prefers properties to a shorter path through the engine', async () => {
    const heap = new Drawing()
    const [app, sessions, session] = [heap.object('App'), heap.object('Array'), heap.object('Session')]
    const shape = heap.node('object shape', 'system / Map', 8)
    heap.property(heap.global, 'app', app)
    heap.property(app, 'sessions', sessions)
    heap.edge(sessions, 'element', 0, session)
    heap.edge(heap.global, 'internal', 'map', shape)
    heap.edge(shape, 'internal', 'transition', session)
    const graph = await heap.graph()
    expect(render(graph, computeDistances(graph), session)).toContain('system / Map')
    expect(render(graph, computeWeightedPaths(graph), session)).toBe(
      'root -shortcut global→ global -property app→ App -property sessions→ Array -element 0→ Session',
    )
  })

  it.each(['(Stack roots)', '(Handle scope)', '(Persistent handles)', '(Identity map)', '(Strong roots)'])(
    'avoids what V8 references for a moment: %s',
    async name => {
      const heap = new Drawing()
      const [roots, engine] = [heap.node('synthetic', '(GC roots)', 0), heap.node('synthetic', name, 0)]
      const parts = Array.from({ length: 20 }, () => heap.object('Part'))
      const sessions = heap.object('Map')
      heap.edge(heap.root, 'element', 1, roots)
      heap.edge(roots, 'element', 0, engine)
      heap.edge(engine, 'internal', '152 / IdentityMapBase', sessions)
      heap.chain(heap.global, ...parts, sessions)
      const graph = await heap.graph()
      const costs = { ...PATH_COSTS, nodeNames: {} }
      expect(render(graph, computeWeightedPaths(graph, { costs }), sessions)).toContain(name)
      expect(render(graph, computeWeightedPaths(graph), sessions)).not.toContain(name)
    },
  )

  it('avoids functions of Node and of the engine', async () => {
    const heap = new Drawing()
    const session = heap.object('Session')
    const closures = ['/app.js', 'node:events', undefined].map((script, index) => {
      const closure = heap.node('closure', `f${index}`, 8)
      const shared = heap.node('code', 'shared', 8)
      heap.edge(closure, 'internal', 'shared', shared)
      if (script !== undefined) heap.edge(shared, 'internal', 'script', heap.node('code', script, 8))
      const context = heap.object('system / Context')
      heap.edge(closure, 'internal', 'context', context)
      heap.edge(context, 'context', 'session', session)
      return closure
    })
    const [own, node, engine] = closures as [DrawnNode, DrawnNode, DrawnNode]
    heap.property(heap.global, 'engine', engine)
    heap.property(heap.global, 'node', node)
    heap.chain(heap.global, heap.object('a'), own)
    const graph = await heap.graph()
    expect(closures.map(closure => findScriptOfFunction(graph, closure.ordinal))).toEqual([
      '/app.js',
      'node:events',
      undefined,
    ])
    expect(render(graph, computeWeightedPaths(graph), session)).toContain('→ f0 ')
  })

  it('reaches a prototype through its class, and not through an instance', async () => {
    const heap = new Drawing()
    const [app, instance, prototype] = [heap.object('App'), heap.object('App'), heap.object('Object')]
    const session = heap.object('Session')
    heap.property(heap.global, 'app', instance)
    heap.property(instance, '__proto__', prototype)
    heap.property(heap.global, 'App', app)
    heap.property(app, 'prototype', prototype)
    heap.property(prototype, 'newest', session)
    const graph = await heap.graph()
    expect(render(graph, computeWeightedPaths(graph), session)).toContain('-property prototype→')
  })

  it('does not lead from an object to its class, and on to the scope of that', async () => {
    const heap = new Drawing()
    const [one, other] = [heap.object('Session'), heap.object('Session')]
    const [prototype, scope] = [heap.object('Object'), heap.object('system / Context')]
    const ownClass = heap.node('closure', 'Session', 64)
    heap.property(heap.global, 'newest', one)
    heap.property(one, '__proto__', prototype)
    heap.property(prototype, 'constructor', ownClass)
    heap.edge(ownClass, 'internal', 'context', scope)
    heap.edge(scope, 'context', 'others', other)
    // Eight steps through the program, against four through the class.
    const links = Array.from({ length: 8 }, (_, i) => heap.object(`Link${i}`))
    heap.chain(heap.global, ...links, other)
    const graph = await heap.graph()
    expect(render(graph, computeWeightedPaths(graph), other)).not.toContain('__proto__')
  })

  it('reaches the variables of a module through the module, and not through functions that share them', async () => {
    const heap = new Drawing()
    const [job, wrap, scope] = [
      heap.object('Job'),
      heap.object('ModuleWrap'),
      heap.object('system / Context'),
    ]
    const [module, generator] = [heap.object('system / SourceTextModule'), heap.object('Generator')]
    const [listener, session] = [heap.node('closure', 'log', 64), heap.object('Session')]
    heap.chain(heap.global, heap.object('Loader'), job, wrap)
    heap.edge(wrap, 'internal', '2', module)
    heap.edge(module, 'internal', '5', generator)
    heap.edge(generator, 'internal', 'context', scope)
    heap.property(heap.global, 'onLog', listener)
    heap.edge(listener, 'internal', 'context', scope)
    heap.edge(scope, 'context', 'session', session)
    const graph = await heap.graph()
    const rendered = render(graph, computeWeightedPaths(graph), session)
    expect(rendered).toContain('Generator')
    expect(rendered).not.toContain('log')
  })

  it('reaches what a module awaited last through a variable, if there is one', async () => {
    const heap = new Drawing()
    const [module, generator] = [heap.object('system / SourceTextModule'), heap.object('Generator')]
    const [opened, bus] = [heap.node('closure', 'opened', 64), heap.object('Bus')]
    heap.property(heap.global, 'module', module)
    heap.edge(module, 'internal', '5', generator)
    heap.edge(generator, 'internal', 'context', heap.object('system / Context'))
    heap.edge(generator, 'hidden', 3, opened)
    heap.property(opened, 'bus', bus)
    const alone = await heap.graph()
    expect(render(alone, computeWeightedPaths(alone), bus)).toContain('Generator')
    const longer = Array.from({ length: 30 }, (_, at) => heap.object(`Loader${at}`))
    heap.chain(heap.global, ...longer, bus)
    const graph = await heap.graph()
    expect(render(graph, computeWeightedPaths(graph), bus)).toContain('Loader')
  })

  it('avoids given nodes, to find a second path', async () => {
    const heap = new Drawing()
    const [one, other, session] = [heap.object('One'), heap.object('Other'), heap.object('Session')]
    heap.chain(heap.global, one, session)
    heap.chain(heap.global, heap.object('Long'), other, session)
    const graph = await heap.graph()
    expect(render(graph, computeWeightedPaths(graph), session)).toContain('One')
    const avoid = new Uint8Array(graph.nodeCount)
    avoid[one.ordinal] = 1
    const second = computeWeightedPaths(graph, { avoid })
    expect(render(graph, second, session)).toContain('Other')
    expect(second.reachedBy[one.ordinal]).toBe(NO_EDGE)
  })

  it('is the cheapest on random heaps', async () => {
    await fc.assert(
      fc.asyncProperty(randomHeap, async heap => {
        const graph = await heap.graph()
        const tree = computeWeightedPaths(graph)
        const expected = defineCosts(heap)
        const found = heap.nodes.map(node => {
          const path = findPathEdges(graph, tree, node.ordinal)
          if (path === undefined) return Number.POSITIVE_INFINITY
          return Array.from(path, edge =>
            cost(
              heap.nodes[graph.edgeSource(edge)]!,
              graph.edgeType(edge),
              heap.nodes[graph.edgeTarget(edge)]!,
            ),
          ).reduce((sum, step) => sum + step, 0)
        })
        expect(found).toEqual(expected)
      }),
      { numRuns: 1000, seed: 6 },
    )
  }, 30_000)
})

function cost(from: DrawnNode, type: string, to: DrawnNode): number {
  const system = from.ordinal === 0 && to.type === 'synthetic' ? PATH_COSTS.systemRoot : 0
  const costs: Record<string, number> = PATH_COSTS.edgeTypes
  return costs[type]! + (PATH_COSTS.nodeTypes[to.type] ?? 0) + (PATH_COSTS.nodeNames[to.name] ?? 0) + system
}

/**
 * The definition: a node costs the cheapest of its holders and the step from there; a WeakMap's value costs the dearer of
 * its key and the table. Repeated until nothing changes.
 */
function defineCosts(heap: Drawing): number[] {
  const costs = heap.nodes.map(() => Number.POSITIVE_INFINITY)
  costs[0] = 0
  for (let changed = true; changed; ) {
    changed = false
    for (const node of heap.nodes) {
      for (const edge of node.edges) {
        if (edge.type === 'weak') continue
        const entry = /^\d+ (\/ part of key .*)$/.exec(String(edge.name))?.[1]
        const holders =
          entry === undefined
            ? [node]
            : heap.nodes.filter(other => other.edges.some(edge => String(edge.name).endsWith(entry)))
        const step = cost(node, entry === undefined ? edge.type : 'ephemeron', edge.to)
        const sum = Math.max(...holders.map(holder => costs[holder.ordinal]!)) + step
        if (sum < costs[edge.to.ordinal]!) {
          costs[edge.to.ordinal] = sum
          changed = true
        }
      }
    }
  }
  return costs
}
