// What a path passes gives its cause away, and nothing else does.
import { expect, test } from 'vitest'
import { findCause } from '../../src/analysis/cause.ts'
import type { HeapGraph, ToldStep } from '../../src/heap/index.ts'
import { Drawing, type DrawnEdgeType, type DrawnNode } from '../heap/builder.ts'

/** Draws a path below the root, and asks for its cause. */
async function causeOf(draw: (drawing: Drawing) => [DrawnNode, DrawnEdgeType, string, DrawnNode][]) {
  const drawing = new Drawing()
  for (const [from, type, name, to] of draw(drawing)) drawing.edge(from, type, name, to)
  const graph: HeapGraph = await drawing.graph()
  // The drawing's own shortcut to the global object is no part of the path.
  const edges = Uint32Array.from({ length: graph.edgeCount - 1 }, (_, i) => i + 1)
  return findCause(graph, edges, [])
}

test('what a sliced string is cut from', async () => {
  const cause = await causeOf(heap => {
    const slice = heap.node('sliced string', 'sixteen letters!', 32)
    return [
      [heap.root, 'property', 'name', slice],
      [slice, 'internal', 'parent', heap.node('string', 'a long text', 4000)],
    ]
  })
  expect(cause).toBe('sliced-string')
})

test('a property called parent is no slice', async () => {
  const cause = await causeOf(heap => {
    const child = heap.object('Child')
    return [
      [heap.root, 'property', 'child', child],
      [child, 'property', 'parent', heap.object('Parent')],
    ]
  })
  expect(cause).toBe(null)
})

test('the context that a timer holds comes before the timer', async () => {
  const cause = await causeOf(heap => {
    const timer = heap.object('Timeout')
    return [
      [heap.root, 'property', 'timer', timer],
      [timer, 'property', '<symbol kResourceStore>', heap.object('RequestContext')],
    ]
  })
  expect(cause).toBe('async-context')
})

test('what the callback of a timer uses', async () => {
  const cause = await causeOf(heap => {
    const timer = heap.object('Timeout')
    return [
      [heap.root, 'property', 'timer', timer],
      [timer, 'property', '_onTimeout', heap.node('closure', 'later', 64)],
    ]
  })
  expect(cause).toBe('timer')
})

test('the frames of an error, under a private symbol', async () => {
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

test('a function that holds a variable of its scope', async () => {
  const drawing = new Drawing()
  const place = { name: 'scenario', script: undefined, line: 1, column: 1 }
  const told = (by: ToldStep['by'], { name, ordinal }: DrawnNode): ToldStep => {
    return { ordinal, by, name, what: name, place }
  }
  const root = told('root', drawing.node('closure', 'step', 64))
  const leave = told('variable', drawing.node('closure', 'leave', 64))
  const previous = told('variable', drawing.object('Page'))
  const graph = await drawing.graph()
  const none = new Uint32Array(0)
  expect(findCause(graph, none, [root, leave, previous])).toBe('shared-scope')
  // Every step holds the variables of its scenario: that is no cause.
  expect(findCause(graph, none, [root, leave])).toBe(null)
  expect(findCause(graph, none, [root, leave, { ...previous, by: 'property' }])).toBe(null)
})
