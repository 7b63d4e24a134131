import { expect, it } from 'vitest'
import { analyzeHeap } from '../../../src/heap/compute/analyze-heap.ts'
import { findNearestNames } from '../../../src/heap/paths/nearest-name.ts'
import { Drawing, type DrawnNode } from '../support/builder.ts'

async function nameOf(heap: Drawing, node: DrawnNode) {
  const [name] = findNearestNames(analyzeHeap(await heap.graph()), [node.ordinal])
  const { isScope, owner, place, steps } = name!
  const references = steps.map(({ by, name, what }) => `${by} ${name}: ${what}`)
  return { isScope, references: [owner, ...references].join(' | '), file: place?.script }
}

/** A function in this file, and the scope in which it was written. */
function drawFunction(heap: Drawing, name: string, file: string) {
  const closure = heap.node('closure', name, 32)
  const scope = heap.object('system / Context')
  const shared = heap.node('code', name, 8)
  heap.edge(closure, 'internal', 'shared', shared)
  heap.edge(closure, 'internal', 'context', scope)
  heap.edge(shared, 'internal', 'script', heap.node('code', file, 8))
  return { closure, scope }
}

it('a property of an object with a class is named by both', async () => {
  const heap = new Drawing()
  const [answers, map] = [heap.object('Answers'), heap.object('Map')]
  heap.chain(heap.global, answers)
  heap.property(answers, '#byPath', map)
  expect(await nameOf(heap, map)).toMatchObject({ references: 'Answers | property #byPath: Map' })
})

it('plain objects and tables of the engine are passed on the way to a name', async () => {
  const heap = new Drawing()
  const [server, options, list, limits] = [
    heap.object('Server'),
    heap.object('Object'),
    heap.object('Array'),
    heap.object('Object'),
  ]
  const elements = heap.node('array', '(object elements)', 32)
  heap.chain(heap.global, server)
  heap.property(server, 'options', options)
  heap.property(options, 'list', list)
  heap.edge(list, 'internal', 'elements', elements)
  heap.edge(elements, 'element', 3, limits)
  expect(await nameOf(heap, limits)).toMatchObject({
    references: 'Server | property options: Object | property list: Array | element 3: Object',
  })
  const inside = heap.object('Object')
  heap.property(limits, 'inside', inside)
  // Not more than three references.
  expect(await nameOf(heap, inside)).toMatchObject({
    references: ' | property list: Array | element 3: Object | property inside: Object',
  })
})

it('a variable has a name of its own, and the file of its function', async () => {
  const heap = new Drawing()
  const { closure, scope } = drawFunction(heap, 'serve', 'file:///app/server.js')
  const cache = heap.object('Map')
  heap.property(heap.global, 'serve', closure)
  heap.edge(scope, 'context', 'cache', cache)
  expect(await nameOf(heap, cache)).toMatchObject({
    references: ' | variable cache: Map',
    file: 'file:///app/server.js',
  })
  expect(await nameOf(heap, scope)).toMatchObject({ isScope: true, file: 'file:///app/server.js' })
})

it('what is behind a variable begins at the variable', async () => {
  const heap = new Drawing()
  const { closure, scope } = drawFunction(heap, 'serve', 'file:///app/server.js')
  const [state, names] = [heap.object('Object'), heap.object('Set')]
  heap.property(heap.global, 'serve', closure)
  heap.edge(scope, 'context', 'state', state)
  heap.property(state, 'names', names)
  expect(await nameOf(heap, names)).toMatchObject({
    references: ' | variable state: Object | property names: Set',
  })
})

it('the exports of a module have its file', async () => {
  const heap = new Drawing()
  const [module, exports] = [heap.object('Module'), heap.object('Object')]
  heap.chain(heap.global, module)
  heap.property(module, 'exports', exports)
  heap.property(module, 'filename', heap.node('string', '/app/data.json', 24))
  expect(await nameOf(heap, exports)).toMatchObject({
    references: 'Module | property exports: Object',
    file: '/app/data.json',
  })
})

it('what references its owner back does not name it', async () => {
  const heap = new Drawing()
  const [tree, child] = [heap.object('Tree'), heap.object('Child')]
  const table = heap.node('array', '', 32)
  heap.chain(heap.global, tree)
  heap.edge(tree, 'internal', 'table', table)
  heap.edge(table, 'internal', '4', child)
  heap.property(child, 'parent', tree)
  expect(await nameOf(heap, tree)).toMatchObject({ references: 'global | property Tree: Tree' })
  expect(await nameOf(heap, child)).toMatchObject({ references: 'Tree | entry : Child' })
})

it('what a suspended function waits for is said to be its own', async () => {
  const heap = new Drawing()
  const [generator, rows] = [heap.object('Generator'), heap.object('Array')]
  const { closure } = drawFunction(heap, 'load', 'file:///app/load.js')
  heap.chain(heap.global, generator)
  heap.edge(generator, 'internal', 'function', closure)
  heap.edge(generator, 'hidden', 3, rows)
  expect(await nameOf(heap, rows)).toMatchObject({
    references: 'Generator | internal suspended_value: Array',
  })
})

it('an object to which only weak edges lead has no name', async () => {
  const heap = new Drawing()
  const lost = heap.object('Map')
  heap.edge(heap.global, 'weak', 'target', lost)
  expect(await nameOf(heap, lost)).toEqual({ isScope: false, references: '', file: undefined })
})
