import { describe, expect, it } from 'vitest'
import { analyzeHeap } from '../../../src/heap/compute/analyze-heap.ts'
import { findInstances, inspectNode } from '../../../src/heap/inspect/inspect-node.ts'
import { Drawing } from '../support/builder.ts'

/** A session that a user and an unreachable object reference, and a cache weakly. */
function draw() {
  const heap = new Drawing()
  const [user, session, cache] = [
    heap.object('User', 20),
    heap.object('Session', 100),
    heap.object('Cache', 40),
  ]
  const [roots, shape] = [
    heap.node('synthetic', '(GC roots)', 0),
    heap.node('object shape', 'system / Map', 8),
  ]
  const lost = heap.object('Lost', 10)
  heap.edge(heap.root, 'element', 1, roots)
  heap.edge(roots, 'hidden', 7, shape)
  heap.chain(heap.global, user, session)
  heap.edge(heap.global, 'weak', 'cache', cache)
  heap.edge(cache, 'weak', '3', session)
  heap.edge(session, 'internal', 'map', shape)
  heap.edge(session, 'element', 0, user)
  heap.property(lost, 'session', session)
  return { heap, user, session, cache, shape, roots, lost }
}

describe('a node', () => {
  it('has sizes, a dominator and a distance', async () => {
    const { heap, user, session } = draw()
    const node = inspectNode(analyzeHeap(await heap.graph()), user.ordinal)
    expect(node).toMatchObject({
      id: user.id,
      type: 'object',
      name: 'User',
      className: 'User',
      distance: 2,
      fromSystem: false,
      shallowSize: 20,
      dominator: { id: heap.global.id, name: 'global' },
      location: undefined,
    })
    expect(node.references.map(({ id }) => id)).toEqual([session.id])
  })

  it('has references of the program before those of the engine', async () => {
    const { heap, session } = draw()
    const { references, referenceCount } = inspectNode(analyzeHeap(await heap.graph()), session.ordinal)
    expect(references.map(({ edgeType, edgeName }) => `${edgeType} ${edgeName}`)).toEqual([
      'element 0',
      'internal map',
    ])
    expect(referenceCount).toBe(2)
  })

  it('has retainers nearest to the roots first, and unreachable ones last', async () => {
    const { heap, session } = draw()
    const analysis = analyzeHeap(await heap.graph())
    const { retainers } = inspectNode(analysis, session.ordinal)
    expect(retainers.map(({ name, edgeType }) => `${name} ${edgeType}`)).toEqual([
      'User property',
      'Cache weak',
      'Lost property',
    ])
    expect(inspectNode(analysis, session.ordinal, 1)).toMatchObject({
      retainers: [{ name: 'User' }],
      retainerCount: 3,
      references: [{ name: 'User' }],
      referenceCount: 2,
    })
  })

  it('may be reached from the engine’s roots only, or not at all', async () => {
    const { heap, roots, lost } = draw()
    const analysis = analyzeHeap(await heap.graph())
    expect(inspectNode(analysis, roots.ordinal)).toMatchObject({ distance: 1, fromSystem: true })
    expect(inspectNode(analysis, lost.ordinal)).toMatchObject({ distance: undefined, fromSystem: false })
    expect(inspectNode(analysis, heap.root.ordinal).dominator).toBeUndefined()
  })

  it('has a location if the snapshot has one', async () => {
    const { heap } = draw()
    expect(inspectNode(analyzeHeap(await heap.graph()), heap.global.ordinal).location).toEqual({
      scriptId: 7,
      line: 11,
      column: 3,
      script: undefined,
    })
  })

  it('has a script if any function of the script names it', async () => {
    const heap = new Drawing()
    const [session, other] = [heap.object('Session'), heap.object('Other')]
    const closures = [1, 2].map(number => {
      const [closure, shared] = [heap.node('closure', 'f', 8), heap.node('code', 'f', 8)]
      heap.edge(closure, 'internal', 'shared', shared)
      heap.edge(shared, 'internal', 'script', heap.node('code', `file:///app/${number}.js`, 8))
      heap.locations.push({ node: closure, script: 20 + number, line: 1, column: 1 })
      return closure
    })
    for (const node of [session, other, ...closures]) heap.property(heap.global, `p${node.id}`, node)
    heap.locations.push({ node: session, script: 22, line: 4, column: 6 })
    heap.locations.push({ node: other, script: 23, line: 4, column: 6 })
    const analysis = analyzeHeap(await heap.graph())
    expect(inspectNode(analysis, session.ordinal).location).toEqual({
      scriptId: 22,
      script: 'file:///app/2.js',
      line: 4,
      column: 6,
    })
    expect(inspectNode(analysis, other.ordinal).location?.script).toBeUndefined()
  })
})

describe('the instances of a class', () => {
  it('are counted, and listed by size', async () => {
    const heap = new Drawing()
    for (const [at, size] of [10, 30, 0, 20].entries()) {
      heap.property(heap.global, `o${at}`, heap.object('Thing', size))
    }
    const analysis = analyzeHeap(await heap.graph())
    const { count, largest } = findInstances(analysis, 'Thing', 2)
    // Nodes of no size do not count, as in the summary.
    expect(count).toBe(3)
    expect(largest.map(({ retainedSize }) => retainedSize)).toEqual([30, 20])
    expect(findInstances(analysis, 'Nothing')).toEqual({ count: 0, largest: [] })
  })
})
