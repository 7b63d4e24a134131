import { SHORTCUT, TARGET_MASK, TYPE_SHIFT, WEAK } from './edge-types.ts'
import {
  createEntryTest,
  type Essence,
  isEssentialEdge,
  retainsPlainly,
  spreadOwnership,
} from './essential-edges.ts'
import { allocate, GrowableUint32 } from './growable.ts'
import type { HeapGraph } from './heap-graph.ts'

/** The order in which a depth-first search over essential edges meets the nodes: "pre" is a node's place in it. */
export interface Search {
  essence: Essence
  /** pre → ordinal */
  order: Uint32Array
  /** ordinal → pre; 0 for the root and for what was not reached */
  numbers: Uint32Array
  /** pre → pre of the parent in the search tree */
  parent: Uint32Array
  /** pre → the least pre of a tree ancestor that has an edge to it */
  highest: Uint32Array
  /** Essential edges that lead to no descendant, as chains by target: what remains to be looked at */
  crossings: Crossings
}

/** Chains of edges by their target, the latest first. */
export interface Crossings {
  /** pre of a target → the row of the chain's first link, or 0 */
  first: Uint32Array
  /** Two numbers a row: pre of the source, and the row of the next link, or 0. Row 0 is empty. */
  links: Uint32Array
}

/**
 * Number what the root reaches over essential edges, and then what orphans reach: nodes that no essential edge points
 * to (they hang on weak edges alone) count as children of the root. What is left are cliques that keep only each
 * other: no one's predecessors.
 *
 * Which edges are essential depends on what the program owns, and that is what its global objects reach: the search
 * visits them first, when all edges of what it meets are those of owned ones, and so finds out as it goes.
 */
export function searchDepthFirst(graph: HeapGraph): Search {
  const { nodeCount, rootOrdinal } = graph
  const essence = { graph, owned: allocate(Uint8Array, nodeCount) }
  const search: Search = {
    essence,
    order: allocate(Uint32Array, nodeCount),
    numbers: allocate(Uint32Array, nodeCount),
    parent: allocate(Uint32Array, nodeCount),
    highest: allocate(Uint32Array, nodeCount),
    // Room for all: the system commits what is used.
    crossings: {
      first: allocate(Uint32Array, nodeCount),
      links: allocate(Uint32Array, 2 * graph.edgeCount + 2),
    },
  }
  search.crossings.links[1] = 2
  const nextEdge = allocate(Uint32Array, nodeCount)
  const isEntry = createEntryTest(graph)
  const passedOver = new GrowableUint32()
  search.order[0] = rootOrdinal
  let count = visitChildren(search, nextEdge, 1, isEntry, passedOver)
  for (let pre = 1; pre < count; pre++) essence.owned[search.order[pre]!] = 1
  spreadOwnership(essence, passedOver)
  count = visitChildren(search, nextEdge, count, edge => !isEntry(edge), undefined)
  if (count < nodeCount) {
    const held = markHeldByOrphans(search)
    for (let node = 0; node < nodeCount; node++) {
      if (search.numbers[node] !== 0 || held[node] !== 0 || node === rootOrdinal) continue
      count = visitFrom(search, nextEdge, node, count, undefined)
    }
  }
  return { ...search, order: search.order.subarray(0, count), parent: search.parent.subarray(0, count) }
}

/** Where an owned node leads by an edge that is not essential, nor weak: owned as well, but not to be visited for that. */
type PassedOver = GrowableUint32 | undefined

/** Numbers some of the root's children and all that they reach, from `first` on. Returns the number after the last. */
function visitChildren(
  search: Search,
  nextEdge: Uint32Array,
  first: number,
  isMeant: (edge: number) => boolean,
  passedOver: PassedOver,
): number {
  const { essence, highest, numbers } = search
  const { edges, firstEdge, rootOrdinal } = essence.graph
  let count = first
  for (let edge = firstEdge[rootOrdinal]!; edge < firstEdge[rootOrdinal + 1]!; edge++) {
    if (!isMeant(edge)) continue
    const target = edges[edge]! & TARGET_MASK
    if (!isEssentialEdge(essence, rootOrdinal, edge)) passedOver?.push(target)
    else if (numbers[target] === 0) count = visitFrom(search, nextEdge, target, count, passedOver)
    else highest[numbers[target]!] = 0
  }
  return count
}

/** Numbers a node and all that it reaches, from `first` on: a child of the root. Returns the number after the last. */
function visitFrom(
  { crossings, essence, highest, numbers, order, parent }: Search,
  nextEdge: Uint32Array,
  start: number,
  first: number,
  passedOver: PassedOver,
): number {
  const { edges, firstEdge, rootOrdinal } = essence.graph
  const { first: chains, links } = crossings
  const isOwned = passedOver !== undefined
  let link = links[1]!
  let count = first + 1
  let current = first
  order[first] = start
  numbers[start] = first
  nextEdge[first] = firstEdge[start]!
  for (;;) {
    const node = order[current]!
    const end = firstEdge[node + 1]!
    const plainly = isOwned || retainsPlainly(essence, node)
    let edge = nextEdge[current]!
    let child = -1
    while (edge < end && child === -1) {
      const word = edges[edge]!
      const target = word & TARGET_MASK
      const type = word >>> TYPE_SHIFT
      const isPlain = plainly && type < SHORTCUT && target !== node
      if (isPlain || isEssentialEdge(essence, node, edge)) {
        const number = numbers[target]!
        if (number > current) {
          if (current < highest[number]!) highest[number] = current
        } else if (number !== 0) {
          links[link] = current
          links[link + 1] = chains[number]!
          chains[number] = link
          link += 2
        } else if (target !== rootOrdinal) child = target
        else if (isOwned) passedOver.push(target)
      } else if (isOwned && type !== WEAK) passedOver.push(target)
      edge++
    }
    nextEdge[current] = edge
    if (child !== -1) {
      order[count] = child
      numbers[child] = count
      parent[count] = current
      highest[count] = current
      nextEdge[count] = firstEdge[child]!
      current = count++
    } else {
      if (current === first) {
        links[1] = link
        return count
      }
      current = parent[current]!
    }
  }
}

/** n flags: 1 for what a node holds that nothing reached, by an essential edge. */
function markHeldByOrphans({ essence, numbers }: Search): Uint8Array {
  const { edges, firstEdge, nodeCount, rootOrdinal } = essence.graph
  const held = allocate(Uint8Array, nodeCount)
  for (let node = 0; node < nodeCount; node++) {
    if (numbers[node] !== 0 || node === rootOrdinal) continue
    for (let edge = firstEdge[node]!; edge < firstEdge[node + 1]!; edge++) {
      if (isEssentialEdge(essence, node, edge)) held[edges[edge]! & TARGET_MASK] = 1
    }
  }
  return held
}
