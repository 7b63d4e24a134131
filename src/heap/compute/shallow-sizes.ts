// How large is each node without what it references?
import { TARGET_MASK } from '../graph/edge-types.ts'
import type { HeapGraph } from '../graph/heap-graph.ts'
import { Arena } from '../memory/arena.ts'
import { inBatches } from '../memory/batches.ts'
import * as slots from '../memory/passes/slots.ts'
import { PROXY_NAME } from '../v8/proxies.ts'
import { isUserRoot } from '../v8/user-roots.ts'
import type { RetentionRuleSet } from './essential-edges.ts'

/**
 * How large is each node without what it references? n sizes in bytes. Hidden and array nodes (an object's elements, a
 * map's table) that belong to one owner are added to its size, as people expect of an object's size. This is only done if
 * there are user roots: in a snapshot with exposed internals, sizes stay as they are. O(n + m).
 * Rule: DevTools `calculateShallowSizes`; but a proxy has a size of its own, except by the rule set `devtools`.
 */
export function computeShallowSizes(graph: HeapGraph, ruleSet: RetentionRuleSet = 'strong'): Float64Array {
  const arena = Arena.of(graph)
  return arena.computeOnce(`shallow sizes ${ruleSet}`, () => {
    const { nodeCount } = graph
    const sizes = arena.bindArray(slots.SHALLOW_SIZES, arena.allocateUninitialized(Float64Array, nodeCount))
    inBatches(0, nodeCount, (from, to) => arena.passes.copySelfSizes(from, to))
    for (const [ordinal, size] of graph.largeSizes) sizes[ordinal] = size
    if (hasUserRoot(graph)) arena.withScratch(() => addToOwners(graph, arena, ruleSet))
    return sizes
  })
}

function addToOwners(graph: HeapGraph, arena: Arena, ruleSet: RetentionRuleSet): void {
  const { nodeCount } = graph
  arena.setSlot(slots.HIDDEN_TYPE, graph.typeCode('hidden'))
  arena.setSlot(slots.ARRAY_TYPE, graph.typeCode('array'))
  arena.setSlot(slots.EXTERNAL_STRING_TYPE, graph.typeCode('native'))
  arena.setSlot(slots.EXTERNAL_STRING_NAME, graph.strings.find('system / ExternalStringData'))
  arena.setSlot(slots.PROXY_NAME, ruleSet === 'devtools' ? -1 : graph.strings.find(PROXY_NAME))
  arena.setSlot(slots.SYNTHETIC_TYPE, graph.typeCode('synthetic'))
  arena.bindArray(slots.SIZE_OWNERS, arena.allocateUninitialized(Uint32Array, nodeCount))
  // The node that is visited, and each ownable node twice at most.
  arena.bindArray(slots.OWNER_CHANGED_STACK, arena.allocateUninitialized(Uint32Array, 2 * nodeCount + 1))
  inBatches(0, nodeCount, (from, to) => arena.passes.markOwnable(from, to))
  inBatches(0, nodeCount, (from, to) => arena.passes.findOwners(from, to))
  inBatches(0, nodeCount, (from, to) => arena.passes.moveSizesToOwners(from, to))
}

function hasUserRoot(graph: HeapGraph): boolean {
  const { edges, firstEdge, rootOrdinal } = graph
  for (let edge = firstEdge[rootOrdinal]!; edge < firstEdge[rootOrdinal + 1]!; edge++) {
    if (isUserRoot(graph, edges[edge]! & TARGET_MASK)) return true
  }
  return false
}
