import { TARGET_MASK, TYPE_SHIFT, WEAK } from './edge-types.ts'
import { allocate, GrowableUint32 } from './growable.ts'
import type { HeapGraph } from './heap-graph.ts'
import { isUserRoot } from './user-roots.ts'

const UNVISITED = 0xffffffff
const SHARED = 0xfffffffe

/**
 * Shallow sizes in bytes, n of them: hidden and array nodes (an object's elements, a map's table) that belong to one
 * owner count for it, as people expect of an object's size. Only where there are user roots: a snapshot taken with
 * internals exposed is left as it is. O(n + m). Rule: DevTools `calculateShallowSizes`.
 */
export function computeShallowSizes(graph: HeapGraph): Float64Array {
  const { nodeCount } = graph
  const sizes = allocate(Float64Array, nodeCount)
  sizes.set(graph.selfSizes)
  for (const [ordinal, size] of graph.largeSizes) sizes[ordinal] = size
  if (!hasUserRoot(graph)) return sizes

  const owners = markOwnable(graph)
  const changed = new GrowableUint32()
  for (let node = 0; node < nodeCount; node++) {
    if (owners[node] === node) spreadFrom(graph, owners, node, changed)
  }
  giveToOwners(graph, owners, sizes)
  return sizes
}

/** n owners: UNVISITED for what one may own, itself for all else. */
function markOwnable(graph: HeapGraph): Uint32Array {
  const { nodeCount, nodeNames, nodeTypes } = graph
  const hidden = graph.typeCode('hidden')
  const array = graph.typeCode('array')
  const native = graph.typeCode('native')
  const externalString = graph.strings.find('system / ExternalStringData')
  const owners = allocate(Uint32Array, nodeCount)
  for (let node = 0; node < nodeCount; node++) {
    const type = nodeTypes[node]!
    const ownable =
      type === hidden || type === array || (type === native && nodeNames[node] === externalString)
    owners[node] = ownable ? UNVISITED : node
  }
  return owners
}

/**
 * A node owns what it points to, and what that points to. An ownable node changes at most twice, to one owner and to
 * many, so the order of visits does not matter. `changed` is empty before and after.
 */
function spreadFrom(
  { edges, firstEdge }: HeapGraph,
  owners: Uint32Array,
  start: number,
  changed: GrowableUint32,
): void {
  let node = start
  for (;;) {
    const owner = owners[node]!
    const end = firstEdge[node + 1]!
    for (let edge = firstEdge[node]!; edge < end; edge++) {
      const word = edges[edge]!
      const target = word & TARGET_MASK
      const known = owners[target]!
      if (known === target || known === owner || known === SHARED || word >>> TYPE_SHIFT === WEAK) continue
      owners[target] = known === UNVISITED ? owner : SHARED
      changed.push(target)
    }
    if (changed.length === 0) return
    node = changed.pop()
  }
}

function giveToOwners(graph: HeapGraph, owners: Uint32Array, sizes: Float64Array): void {
  const { nodeCount, nodeTypes, rootOrdinal } = graph
  const synthetic = graph.typeCode('synthetic')
  for (let node = 0; node < nodeCount; node++) {
    const owner = owners[node]!
    if (owner === node || owner >= SHARED) continue
    if (owner === rootOrdinal || nodeTypes[owner] === synthetic) continue
    sizes[owner]! += sizes[node]!
    sizes[node] = 0
  }
}

function hasUserRoot(graph: HeapGraph): boolean {
  const { edges, firstEdge, rootOrdinal } = graph
  for (let edge = firstEdge[rootOrdinal]!; edge < firstEdge[rootOrdinal + 1]!; edge++) {
    if (isUserRoot(graph, edges[edge]! & TARGET_MASK)) return true
  }
  return false
}
