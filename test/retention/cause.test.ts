// The cause is found by what the path passes, and by nothing else.
import { expect, test } from 'vitest'
import type { DescribedStep, HeapGraph } from '../../src/heap/index.ts'
import { chooseCause, findCause } from '../../src/retention/cause.ts'
import { Drawing, type DrawnEdgeType, type DrawnNode } from '../heap/support/builder.ts'

/** Draws a path below the root, and asks for its cause. */
async function causeOf(draw: (drawing: Drawing) => [DrawnNode, DrawnEdgeType, string, DrawnNode][]) {
  const drawing = new Drawing()
  for (const [from, type, name, to] of draw(drawing)) drawing.edge(from, type, name, to)
  const graph: HeapGraph = await drawing.graph()
  // The drawing's own shortcut to the global object is no part of the path.
  const edges = Uint32Array.from({ length: graph.edgeCount - 1 }, (_, i) => i + 1)
  return findCause(graph, edges, [])
}

test('the string that a sliced string is cut from', async () => {
  const cause = await causeOf(heap => {
    const slice = heap.node('sliced string', 'sixteen letters!', 32)
    return [
      [heap.root, 'property', 'name', slice],
      [slice, 'internal', 'parent', heap.node('string', 'a long text', 4000)],
    ]
  })
  expect(cause).toBe('sliced-string')
})

test('no cause for a property with the name of a slice’s parent', async () => {
  const cause = await causeOf(heap => {
    const child = heap.object('Child')
    return [
      [heap.root, 'property', 'child', child],
      [child, 'property', 'parent', heap.object('Parent')],
    ]
  })
  expect(cause).toBe(null)
})

test('an async context that a timer references counts before the timer', async () => {
  const cause = await causeOf(heap => {
    const timer = heap.object('Timeout')
    return [
      [heap.root, 'property', 'timer', timer],
      [timer, 'property', '<symbol kResourceStore>', heap.object('RequestContext')],
    ]
  })
  expect(cause).toBe('async-context')
})

test('what the callback of a timer references', async () => {
  const cause = await causeOf(heap => {
    const timer = heap.object('Timeout')
    return [
      [heap.root, 'property', 'timer', timer],
      [timer, 'property', '_onTimeout', heap.node('closure', 'later', 64)],
    ]
  })
  expect(cause).toBe('timer')
})

test('the frames of an error under a private symbol', async () => {
  const cause = await causeOf(heap => {
    const error = heap.object('TypeError')
    const frames = heap.node('array', '', 64)
    return [
      [heap.root, 'property', 'last', error],
      [error, 'property', '<symbol>', frames],
      [frames, 'internal', '1', heap.object('Attempt')],
    ]
  })
  expect(cause).toBe('error-stack')
})

test('a variable in the scope of a function that another variable references', async () => {
  const drawing = new Drawing()
  const place = { name: 'scenario', script: undefined, line: 1, column: 1 }
  const step = (by: DescribedStep['by'], { name, ordinal }: DrawnNode): DescribedStep => {
    return { ordinal, by, name, what: name, place }
  }
  const [scenarioStep, leave] = [drawing.node('closure', 'step', 64), drawing.node('closure', 'leave', 64)]
  const page = drawing.object('Page')
  drawing.property(drawing.root, 'step', scenarioStep)
  drawing.edge(scenarioStep, 'context', 'leave', leave)
  drawing.edge(leave, 'context', 'page', page)
  const graph = await drawing.graph()
  const edges = Uint32Array.from({ length: graph.edgeCount - 1 }, (_, i) => i + 1)
  const steps = [step('root', scenarioStep), step('variable', leave), step('variable', page)]
  expect(findCause(graph, edges, steps)).toBe('shared-scope')
  // Each step references the variables of its scenario: that is no cause. Neither is an array of callbacks.
  expect(findCause(graph, edges.subarray(0, 2), steps.slice(0, 2))).toBe(null)
  expect(findCause(graph, edges, [steps[0]!, { ...steps[1]!, by: 'element' }, steps[2]!])).toBe(null)
})

test('nothing above the holder is a cause, except for the edge that leads to it', async () => {
  const drawing = new Drawing()
  const place = { name: '', script: 'a.js', line: 0, column: 0 }
  const step = (by: DescribedStep['by'], node: DrawnNode, name = ''): DescribedStep => {
    return { ordinal: node.ordinal, by, name, what: node.name, place: by === 'variable' ? place : undefined }
  }
  const [timer, report] = [drawing.object('Timeout'), drawing.node('closure', 'report', 64)]
  const [sessions, session] = [drawing.object('Map'), drawing.object('Session')]
  drawing.property(drawing.root, 'timer', timer)
  drawing.property(timer, '_onTimeout', report)
  drawing.edge(report, 'context', 'sessions', sessions)
  drawing.edge(sessions, 'internal', '1', session)
  const graph = await drawing.graph()
  const edges = Uint32Array.from({ length: graph.edgeCount - 1 }, (_, i) => i + 1)
  const steps = [
    step('root', timer, 'GC roots'),
    step('property', report, '_onTimeout'),
    step('variable', sessions, 'sessions'),
    step('entry', session),
  ]
  // A module's Map that a timer's function references; then a Map that is that function's own.
  expect(findCause(graph, edges, steps, 2)).toBe('module-variable')
  const own = steps.with(2, { ...steps[2]!, place: { ...place, name: 'report' } })
  expect(findCause(graph, edges, own, 2)).toBe(null)
  expect(findCause(graph, edges, own, 1)).toBe('timer')
})

test('a property of a global object, at any depth, but not a variable of one of its functions', async () => {
  const graph = await new Drawing().graph()
  const none = new Uint32Array(0)
  const step = (by: DescribedStep['by'], name: string): DescribedStep => {
    return { ordinal: 0, by, name, what: 'Object', place: undefined }
  }
  const [root, a, b] = [step('root', 'global'), step('property', 'a'), step('property', 'b')]
  expect(findCause(graph, none, [root, a, b], 2)).toBe('global')
  expect(findCause(graph, none, [root, a, step('internal', 'context'), b], 3)).toBe(null)
})

test('a root with the name of what every object has', async () => {
  const graph = await new Drawing().graph()
  const root: DescribedStep = { ordinal: 0, by: 'root', name: 'constructor', what: '', place: undefined }
  expect(findCause(graph, new Uint32Array(0), [root], 0)).toBe(null)
})

const classes = (counts: Record<string, number>) =>
  Object.entries(counts).map(([name, count]) => ({ name, count }))

test('the kind of the retained objects, whatever retains them', () => {
  expect(chooseCause(null, classes({ '(string)': 3, '(sliced string)': 3 }))).toBe('sliced-string')
  for (const view of ['Buffer', 'Uint8Array', 'DataView'])
    expect(chooseCause(null, classes({ ArrayBuffer: 2, [view]: 150 }))).toBe('backing-store')
  // Nothing says that they show less than all of their memory.
  expect(chooseCause(null, classes({ ArrayBuffer: 150, Buffer: 150 }))).toBe(null)
  expect(chooseCause(null, classes({ Buffer: 150 }))).toBe(null)
  for (const array of ['Float64Array', 'BigInt64Array', 'Uint8ClampedArray'])
    expect(chooseCause(null, classes({ ArrayBuffer: 2, [array]: 150 }))).toBe(null)
})

test('the kind of the retained objects tells more than where they are referenced, and less than what references them', () => {
  const views = classes({ ArrayBuffer: 1, Uint8Array: 80 })
  expect(chooseCause('module-variable', classes({ '(sliced string)': 1 }))).toBe('sliced-string')
  expect(chooseCause('shared-scope', views)).toBe('backing-store')
  expect(chooseCause('timer', views)).toBe('timer')
  expect(chooseCause('global', classes({ Session: 1 }))).toBe('global')
})
