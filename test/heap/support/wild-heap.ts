import fc from 'fast-check'
import { Drawing, type DrawnEdgeType, type DrawnNode } from './builder.ts'

// Heaps that no engine makes: names that the engine's own nodes and edges have, in places where they make no sense.
const NODE_NAMES = [
  'Node1',
  'Link',
  'WeakRef',
  'Map',
  'global',
  '(GC roots)',
  '(Document DOM trees)',
  '(map descriptors)',
  'system / NativeContext',
  'system / Context',
  'system / Context / scope @7',
  'system / WeakCell',
  'system / ExternalStringData',
  'ModuleWrap',
  '',
  '__proto__',
  '<div id="a',
  '12',
]
const NODE_TYPES = [
  'hidden',
  'array',
  'string',
  'object',
  'code',
  'closure',
  'native',
  'synthetic',
  'concatenated string',
  'sliced string',
  'number',
  'object shape',
]
const EDGE_NAMES = [
  'to1',
  'next',
  'target',
  'table',
  'elements',
  'sloppy_function_map',
  'context',
  'shared',
  'script',
  'scope_info',
  'name_or_scope_info',
  'first',
  'second',
  'value',
  'timerListMap',
  'parent',
  '__proto__',
  '3',
  '',
]
const EDGE_TYPES: DrawnEdgeType[] = [
  'context',
  'element',
  'property',
  'internal',
  'hidden',
  'shortcut',
  'weak',
]

const id = fc.oneof(fc.integer({ min: 0, max: 30 }), fc.constantFrom(0, 2 ** 32 - 1, 2 ** 31))
/** Names of WeakMap entries that contradict each other and the graph. */
const entryName = fc
  .record({ number: fc.nat(3), key: id, value: id, table: id })
  .map(
    ({ number, key, value, table }) =>
      `${number} / part of key (K @${key}) -> value (V @${value}) pair in WeakMap (table @${table})`,
  )

/** Heaps with roots of any type, duplicate ids, misleading names, and edges in all directions. */
export const wildHeap: fc.Arbitrary<Drawing> = fc
  .record({
    nodes: fc.array(
      fc.record({
        type: fc.constantFrom(...NODE_TYPES),
        name: fc.constantFrom(...NODE_NAMES),
        size: fc.oneof(fc.nat(500), fc.constantFrom(0, 0, 2 ** 32, 2 ** 52)),
        detachedness: fc.constantFrom(0, 0, 0, 1, 2, 200),
        id,
      }),
      { minLength: 1, maxLength: 14 },
    ),
    edges: fc.array(
      fc.record({
        from: fc.nat(),
        to: fc.nat(),
        type: fc.constantFrom(...EDGE_TYPES),
        name: fc.oneof(fc.constantFrom(...EDGE_NAMES), entryName),
        number: fc.oneof(fc.nat(5), fc.constantFrom(2 ** 32 - 1)),
      }),
      { maxLength: 60 },
    ),
    rooted: fc.boolean(),
    root: fc.constantFrom<[string, string][]>(
      ['synthetic', ''],
      ['object', 'Node1'],
      ['array', '(map descriptors)'],
    ),
  })
  .map(({ nodes, edges, rooted, root: [type, name] }) => {
    const heap = new Drawing()
    Object.assign(heap.root, { type, name })
    if (!rooted) heap.root.edges.pop()
    for (const { type, name, size, id, detachedness } of nodes) {
      Object.assign(heap.node(type, name, size), { id, detachedness })
    }
    const pick = (number: number): DrawnNode => heap.nodes[number % heap.nodes.length]!
    for (const { from, to, type, name, number } of edges) {
      heap.edge(pick(from), type, type === 'element' || type === 'hidden' ? number : name, pick(to))
    }
    return heap
  })
