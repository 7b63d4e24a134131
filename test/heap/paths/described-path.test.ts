import { describe, expect, it } from 'vitest'
import { createPathDescriber } from '../../../src/heap/paths/described-path.ts'
import type { PathStart } from '../../../src/heap/paths/path-start.ts'
import { findPathEdges } from '../../../src/heap/paths/retaining-path.ts'
import { computeWeightedPaths } from '../../../src/heap/paths/weighted-paths.ts'
import { Drawing, type DrawnNode } from '../support/builder.ts'

const start: PathStart = { className: 'World', property: 'step', name: 'step' }

async function describePath(heap: Drawing, target: DrawnNode): Promise<string[]> {
  const graph = await heap.graph()
  const edges = findPathEdges(graph, computeWeightedPaths(graph), target.ordinal)!
  return createPathDescriber(graph, [start])
    .describe(edges)
    .map(
      ({ by, name, what, place }) =>
        `${by} ${name}: ${what}${place === undefined ? '' : ` in ${place.name}`}`,
    )
}

/** A closure of a named function, in a scope with one variable. */
function drawScope(heap: Drawing, name: string, variable: string, value: DrawnNode): DrawnNode {
  const closure = heap.node('closure', '', 32)
  const context = heap.object('system / Context')
  const scopeInfo = heap.node('code', 'system / ScopeInfo', 8)
  const shared = heap.node('code', name, 8)
  heap.edge(closure, 'internal', 'context', context)
  heap.edge(context, 'context', variable, value)
  heap.edge(context, 'internal', 'scope_info', scopeInfo)
  heap.edge(shared, 'internal', 'name_or_scope_info', scopeInfo)
  heap.edge(shared, 'internal', 'script', heap.node('code', 'file:///a.js', 8))
  heap.edge(heap.root, 'element', 1, shared)
  return closure
}

/** A closure in a block's scope: V8 numbers the slots, and leaves out those that hold small integers. */
function drawBlock(heap: Drawing, names: readonly string[], slots: readonly DrawnNode[]): DrawnNode {
  const closure = heap.node('closure', '', 32)
  const context = heap.object('system / Context')
  const scopeInfo = heap.node('code', 'system / ScopeInfo', 8)
  heap.edge(closure, 'internal', 'context', context)
  heap.edge(context, 'internal', 'scope_info', scopeInfo)
  for (const [i, name] of names.entries()) heap.edge(scopeInfo, 'hidden', i, heap.node('string', name, 8))
  for (const [i, slot] of slots.entries()) heap.edge(context, 'hidden', i, slot)
  return closure
}

/** A Map as V8 lays it out: 3 words, 2 buckets, 4 entries of key, value and chain. */
function drawMap(heap: Drawing): { map: DrawnNode; table: DrawnNode } {
  const map = heap.object('Map')
  const table = heap.node('array', '', 16 + 8 * (3 + 2 + 12))
  heap.edge(map, 'internal', 'table', table)
  return { map, table }
}

describe('a described path', () => {
  it.each([
    [['Session', 'cache'], 'variable cache: Cache'],
    // One of the three slots holds a small integer, and a snapshot does not say which.
    [['Session', 'cache', 'id'], 'variable cache or id: Cache'],
    [['Session', 'a', 'b', 'c', 'd'], 'internal context: Cache'],
    [[], 'internal context: Cache'],
  ])('names the variables of a block whose scope has the names %j', async (names, expected) => {
    const heap = new Drawing()
    const [session, cache] = [heap.object('Session'), heap.object('Cache')]
    const world = heap.object('World')
    heap.property(heap.global, 'world', world)
    heap.property(world, 'step', drawBlock(heap, names, [session, cache]))
    expect(await describePath(heap, cache)).toEqual(['root step: function', expected])
  })

  it('begins at the step, names variables with their function, and leaves out nodes of the engine', async () => {
    const heap = new Drawing()
    const { map, table } = drawMap(heap)
    const [session, user] = [heap.object('Session'), heap.object('User')]
    const world = heap.object('World')
    heap.property(heap.global, 'world', world)
    heap.property(world, 'step', drawScope(heap, 'strongCache', 'cache', map))
    heap.edge(table, 'internal', `${3 + 2 + 3}`, user)
    heap.edge(table, 'internal', `${3 + 2 + 4}`, session)
    expect(await describePath(heap, session)).toEqual([
      'root step: function',
      'variable cache: Map in strongCache',
      'entry : Session',
    ])
    expect((await describePath(heap, user)).at(-1)).toBe('key : User')
  })

  it('begins at the global object', async () => {
    const heap = new Drawing()
    const [list, item] = [heap.object('Array'), heap.object('Item')]
    heap.property(heap.global, 'list', list)
    heap.edge(list, 'element', 7, item)
    expect(await describePath(heap, item)).toEqual([
      'root global: global',
      'property list: Array',
      'element 7: Item',
    ])
  })

  it('says that something is a string, and never its text', async () => {
    const heap = new Drawing()
    const secret = heap.node('string', 'a secret', 24)
    heap.property(heap.global, 'token', secret)
    expect((await describePath(heap, secret)).at(-1)).toBe('property token: string')
  })

  it('names the held value of a registry, however many cells come before it', async () => {
    const heap = new Drawing()
    const registry = heap.object('FinalizationRegistry')
    heap.property(heap.global, 'registry', registry)
    let last = registry
    for (let i = 0; i < 1000; i++) {
      const cell = heap.node('hidden', 'system / WeakCell', 72)
      heap.edge(last, 'hidden', 4, cell)
      last = cell
    }
    const held = heap.object('Held')
    heap.edge(last, 'hidden', 1, held)
    expect(await describePath(heap, held)).toEqual([
      'root global: global',
      'property registry: FinalizationRegistry',
      'internal held value: Held',
    ])
  })
})

describe('a known start', () => {
  it('is a module for its variables, and the cache of modules for its exports', async () => {
    const heap = new Drawing()
    const loader = heap.object('ModuleLoader')
    const [cache, wrap, generator] = [
      heap.object('LoadCache'),
      heap.object('ModuleWrap'),
      heap.object('Generator'),
    ]
    const [list, exported] = [heap.object('List'), heap.object('Exports')]
    heap.property(heap.global, 'loader', loader)
    heap.property(loader, 'loadCache', cache)
    heap.property(cache, 'entry', wrap)
    heap.edge(wrap, 'internal', '0', generator)
    heap.edge(generator, 'context', 'visits', list)
    heap.edge(wrap, 'internal', 'value', exported)
    expect(await describePath(heap, list)).toEqual(['root module: Generator', 'variable visits: List'])
    expect((await describePath(heap, exported))[0]).toBe('root imports: LoadCache')
  })

  it('is a script for what it declares outside of all functions', async () => {
    const heap = new Drawing()
    const [context, listener] = [heap.object('system / NativeContext'), heap.node('closure', 'listener', 32)]
    const [table, scope] = [heap.node('array', '', 16), heap.object('system / Context')]
    const seen = heap.object('Array')
    heap.property(heap.global, 'listener', listener)
    heap.edge(listener, 'internal', 'context', context)
    heap.edge(context, 'internal', 'script_context_table', table)
    heap.edge(table, 'internal', '3', scope)
    heap.edge(scope, 'context', 'seen', seen)
    expect(await describePath(heap, seen)).toEqual(['root script: ', 'variable seen: Array'])
  })

  it('is process, and the cache of require()', async () => {
    const heap = new Drawing()
    const [process, events] = [heap.object('process'), heap.object('Events')]
    heap.property(heap.global, 'anything', process)
    heap.property(process, '_events', events)
    expect(await describePath(heap, events)).toEqual(['root process: process', 'property _events: Events'])
    const [Module, cache, kept] = [
      heap.node('closure', 'Module', 64),
      heap.object('Object'),
      heap.object('Kept'),
    ]
    heap.property(process, 'Module', Module)
    heap.property(Module, '_cache', cache)
    heap.property(cache, '/a.js', kept)
    expect(await describePath(heap, kept)).toEqual(['root require.cache: Object', 'property /a.js: Kept'])
    const paths = heap.object('Object')
    heap.property(Module, '_pathCache', paths)
    expect(await describePath(heap, paths)).toEqual(['root Module._pathCache: Object'])
  })

  it('is a module, under the names of each V8', async () => {
    for (const between of [[], ['system / SourceTextModule']]) {
      const heap = new Drawing()
      const nodes = ['ModuleWrap', ...between, 'Generator'].map(name => heap.object(name))
      heap.property(heap.global, 'entry', nodes[0]!)
      for (const [i, node] of nodes.slice(1).entries()) heap.edge(nodes[i]!, 'internal', `${i}`, node)
      const [scope, session] = [heap.object('system / Context'), heap.object('Session')]
      heap.edge(nodes.at(-1)!, 'internal', 'context', scope)
      heap.edge(scope, 'context', 'session', session)
      expect((await describePath(heap, session)).slice(0, 2)).toEqual([
        'root module: Generator',
        'variable session: Session',
      ])
    }
  })

  it('names an exported variable, also where it passes a module that imports it', async () => {
    for (const isImported of [false, true]) {
      const heap = new Drawing()
      const [store, app] = ['system / SourceTextModule', 'system / SourceTextModule'].map(name =>
        heap.object(name),
      )
      const [names, imports] = [heap.node('array', '', 64), heap.node('array', '', 16)]
      const [cell, cache] = [heap.node('hidden', 'system / Cell', 16), heap.object('Cache')]
      // The names of what a module exports are beside their cells.
      heap.edge(store!, 'internal', 'exports', names)
      heap.edge(names, 'internal', '5', heap.node('string', 'cache', 24))
      heap.edge(names, 'internal', '6', cell)
      heap.edge(app!, 'internal', 'regular_imports', imports)
      heap.edge(imports, 'internal', '1', cell)
      heap.edge(cell, 'internal', 'value', cache)
      heap.property(heap.global, 'first', isImported ? app! : store!)
      heap.chain(heap.global, heap.object('Loader'), heap.object('Jobs'), isImported ? store! : app!)
      expect(await describePath(heap, cache), `is imported: ${isImported}`).toEqual([
        'root module: system / Cell',
        'variable cache: Cache',
      ])
    }
  })

  it('leaves out the timers before one in its list, in both directions', async () => {
    for (const link of ['_idleNext', '_idlePrev']) {
      const heap = new Drawing()
      const [list, session] = [heap.object('TimersList'), heap.object('Session')]
      const timers = Array.from({ length: 5 }, () => heap.object('Timeout'))
      heap.property(heap.global, 'lists', list)
      for (const [i, timer] of timers.entries()) heap.property(timers[i - 1] ?? list, link, timer)
      heap.property(timers.at(-1)!, 'session', session)
      expect(await describePath(heap, session)).toEqual([
        'root global: global',
        'property lists: TimersList',
        'element : Timeout',
        'property session: Session',
      ])
    }
  })

  it('names a bound function', async () => {
    const heap = new Drawing()
    const bound = heap.node('closure', 'native_bind', 64)
    heap.property(heap.global, 'listener', bound)
    expect((await describePath(heap, bound)).at(-1)).toBe('property listener: bound function')
  })
})

it('an instance with private methods does not lead to what the scope of its class has', async () => {
  const heap = new Drawing()
  const [app, url, brand] = [heap.object('App'), heap.object('URL'), heap.object('system / Context')]
  const [handles, inspect, cache] = [
    heap.node('synthetic', '(Global handles)', 0),
    heap.node('closure', 'inspect', 32),
    heap.object('Map'),
  ]
  heap.chain(heap.global, app, url)
  // V8 keeps the scope of the class under a private symbol with the name of the class.
  heap.property(url, 'URL', brand)
  heap.edge(brand, 'context', 'cache', cache)
  heap.edge(heap.root, 'element', 1, handles)
  heap.edge(handles, 'element', 1, inspect)
  heap.edge(inspect, 'internal', 'context', brand)
  expect(await describePath(heap, cache)).toEqual([
    'root Global handles: ',
    'element : inspect()',
    'variable cache: Map',
  ])
})

it('a variable is not said to be of the function that is its value', async () => {
  const heap = new Drawing()
  const [closure, scope] = [heap.node('closure', 'outer', 32), heap.object('system / Context')]
  const inspect = heap.node('closure', 'inspect', 32)
  const shared = heap.node('code', 'inspect', 8)
  heap.property(heap.global, 'outer', closure)
  heap.edge(closure, 'internal', 'context', scope)
  heap.edge(scope, 'context', 'inspect', inspect)
  heap.edge(inspect, 'internal', 'shared', shared)
  heap.edge(shared, 'internal', 'script', heap.node('code', 'file:///a.js', 8))
  expect(await describePath(heap, inspect)).toContain('variable inspect: inspect() in ')
})

it('a proxy is an object, with a target and a handler', async () => {
  const heap = new Drawing()
  const [outer, inner] = [
    heap.node('hidden', 'system / JSProxy', 24),
    heap.node('hidden', 'system / JSProxy', 24),
  ]
  const [target, handler] = [heap.object('Session'), heap.object('Handler')]
  heap.property(heap.global, 'session', outer)
  heap.edge(outer, 'hidden', 1, inner)
  heap.edge(inner, 'hidden', 1, target)
  heap.edge(inner, 'hidden', 2, handler)
  const above = ['root global: global', 'property session: Proxy', 'internal target: Proxy']
  expect(await describePath(heap, target)).toEqual([...above, 'internal target: Session'])
  expect(await describePath(heap, handler)).toEqual([...above, 'internal handler: Handler'])
})

it.each([
  ['synthetic', '(Global handles)'],
  ['synthetic', 'Node / TCPSocketWrap'],
  ['native', 'Node / TCPWrap'],
])(
  'a path begins at a variable of the program, though an open handle leads there too: %s %s',
  async (type, name) => {
    const heap = new Drawing()
    const [native, socket] = [heap.node(type, name, 0), heap.object('Socket')]
    const objects = Array.from({ length: 20 }, () => heap.object('Object'))
    const agent = heap.object('Agent')
    heap.edge(heap.root, 'element', 1, native)
    heap.edge(native, 'element', 1, socket)
    heap.property(socket, 'agent', agent)
    expect((await describePath(heap, agent))[0]).toBe('root Global handles: ')
    heap.chain(heap.global, ...objects, agent)
    expect((await describePath(heap, agent))[0]).toBe('root global: global')
  },
)

it('begins at the registry of object URLs', async () => {
  const heap = new Drawing()
  const [binding, blob] = [heap.object('Object'), heap.object('Blob')]
  const [registry, stored] = [
    heap.node('native', 'Node / BlobBindingData', 100),
    heap.node('native', 'Node / StoredDataObject', 100),
  ]
  heap.property(heap.global, 'binding', binding)
  heap.edge(binding, 'internal', 'javascript_to_native', registry)
  heap.edge(registry, 'internal', 'native_to_javascript', binding)
  heap.edge(registry, 'internal', 'store', stored)
  heap.edge(stored, 'internal', 'blob', blob)
  expect((await describePath(heap, blob))[0]).toBe('root object URLs: Object')
})
