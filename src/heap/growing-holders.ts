import type { HeapAnalysis } from './analyse-heap.ts'
import { classifyNodes } from './class-names.ts'
import { NO_EDGE } from './distances.ts'
import { TARGET_MASK } from './edge-types.ts'
import { allocate, copyOf, GrowableUint32 } from './growable.ts'
import type { HeapGraph } from './heap-graph.ts'
import { indexIds } from './id-index.ts'
import { isScopeName } from './scopes.ts'

// Who keeps ever more? Between two snapshots of one process that an equal number of steps lie apart, a Map that
// grows, the scope that holds it and all above have grown alike. The holder is the last of them: below it, what grew
// is many new things. With three snapshots it must have grown in both stretches, so that what was only warmed up is
// not accused.
//
// All is done on the dominator tree of the newest snapshot, reduced to anchors: nodes that a program can see and that
// stand in every snapshot. What is between them (a Map's table, new after each rehash; the elements of an array) belongs
// to the anchor above it.

/** An object, a closure or a scope whose holdings grew in every stretch. */
export interface GrowingHolder {
  /** In the newest snapshot. */
  ordinal: number
  /** V8's id, the same in every snapshot of the process. */
  id: number
  type: string
  name: string
  /** Bytes per stretch, oldest first, without what grew in other holders below this one. */
  growth: number[]
  /** Bytes per step in the stretch that grew least, where the number of steps is known. */
  bytesPerStep: number | undefined
  /** Bytes in the newest snapshot. */
  retainedSize: number
  /** New nodes of any size in the newest stretch that it holds. */
  addedCount: number
  /** Of those the classes with most bytes, largest first. Sizes in bytes. */
  addedClasses: AddedClass[]
}

export interface AddedClass {
  name: string
  count: number
  /** Shallow sizes in bytes. */
  size: number
}

export interface GrowingHolderOptions {
  /** Holders at most, 10 by default. */
  limit?: number | undefined
  /** Bytes in each stretch that are too few to be worth telling, 1,024 by default. */
  threshold?: number | undefined
  /** Steps between one snapshot and the next. */
  steps?: number | undefined
}

/** Parts of the growth that are followed: of all of it, and of the node's that they are part of. */
const SMALLEST_PART = 0.05
const LARGE_PART = 0.2
/** So much must be in large parts for the holder to be looked for among them. */
const MOST = 0.6
/** Links of one class, each held by the same property of the one before, that are a chain. */
const CHAIN_LINKS = 3
const CLASSES = 5

/**
 * Find what keeps growing, largest growth first: the growth of a stretch that grew least counts. `analyses` are two or
 * more of one process, oldest first. O(n log n) for n nodes in all.
 */
export function findGrowingHolders(
  analyses: readonly HeapAnalysis[],
  { limit = 10, threshold = 1024, steps }: GrowingHolderOptions = {},
): GrowingHolder[] {
  const newest = analyses.at(-1)
  if (newest === undefined || analyses.length < 2) return []
  const lives = findLives(analyses)
  const tree = reduceToAnchors(newest, lives.anchors.at(-1)!)
  const growth = computeGrowth(analyses, lives, tree)
  const least = computeLeast(growth)
  const found = [
    ...descend(newest.graph, tree, growth, least, threshold),
    ...findLooseGrowth(analyses, lives, threshold, largest(least, tree)),
  ]
  const holders = merge(
    found.map(candidate => ({ ...candidate, node: climbChain(newest, tree, candidate.node) })),
  )
  holders.sort((a, b) => Math.min(...b.growth) - Math.min(...a.growth) || a.node - b.node)
  const added = addUp(newest, lives, holders)
  return holders.slice(0, limit).map(({ node, growth }) => ({
    ordinal: node,
    id: newest.graph.id(node),
    type: newest.graph.type(node),
    name: newest.graph.name(node),
    growth,
    bytesPerStep: steps === undefined ? undefined : Math.min(...growth) / steps,
    retainedSize: newest.retainedSizes[node]!,
    ...added.get(node)!,
  }))
}

interface Candidate {
  /** Ordinal in the newest snapshot. */
  node: number
  growth: number[]
  /** Whether some of it is what the root alone dominates. */
  loose: boolean
}

interface Lives {
  /** By snapshot, by ordinal in it: 1 for what may be a holder there, and stands in all snapshots. */
  anchors: Uint8Array[]
  /** By snapshot but the newest, by ordinal in the newest: the ordinal of the same node + 1, or 0. */
  earlier: Uint32Array[]
}

/** Which node is which in the other snapshots? */
function findLives(analyses: readonly HeapAnalysis[]): Lives {
  const { graph: newest } = analyses.at(-1)!
  const { nodeCount, rootOrdinal } = newest
  const visible = findVisible(newest)
  const inAll = allocate(Uint8Array, nodeCount).fill(1)
  const earlier = analyses.slice(0, -1).map(({ graph }) => {
    const index = indexIds(graph)
    const ordinals = allocate(Uint32Array, nodeCount)
    for (let node = 0; node < nodeCount; node++) {
      const same = node === rootOrdinal ? graph.rootOrdinal : index.find(newest.nodeIds[node]!)
      ordinals[node] = same + 1
      if (same === -1) inAll[node] = 0
    }
    return ordinals
  })
  const newestAnchors = allocate(Uint8Array, nodeCount)
  const anchors = analyses.slice(0, -1).map(({ graph }) => allocate(Uint8Array, graph.nodeCount))
  for (let node = 0; node < nodeCount; node++) {
    if (inAll[node] === 0 || (visible[node] === 0 && node !== rootOrdinal)) continue
    newestAnchors[node] = 1
    for (const [at, ordinals] of earlier.entries()) anchors[at]![ordinals[node]! - 1] = 1
  }
  return { anchors: [...anchors, newestAnchors], earlier }
}

/** n flags: 1 for what a program knows by a name: objects, functions, their scopes. */
function findVisible(graph: HeapGraph): Uint8Array {
  const { nodeCount, nodeNames, nodeTypes } = graph
  const types = new Uint8Array(256)
  for (const type of ['object', 'closure', 'regexp', 'native']) types[graph.typeCode(type)] = 1
  const visible = allocate(Uint8Array, nodeCount)
  // By string: 0 not asked yet, 1 the engine's, 2 the program's.
  const ofString = allocate(Uint8Array, graph.strings.count)
  for (let node = 0; node < nodeCount; node++) {
    if (types[nodeTypes[node]!] === 0) continue
    const name = nodeNames[node]!
    if (ofString[name] === 0) ofString[name] = isOfEngine(graph.strings.text(name, 40)) ? 1 : 2
    if (ofString[name] === 2) visible[node] = 1
  }
  return visible
}

function isOfEngine(name: string): boolean {
  return name.startsWith('system / ') && !isScopeName(name)
}

interface AnchorTree {
  /** n ordinals: the nearest anchor that dominates a node, or is it; the root's is itself */
  anchorOf: Uint32Array
  /** n ordinals, for anchors: the anchor above; the root's is itself */
  above: Uint32Array
  /** The anchors in depth-first order, root first. */
  order: Uint32Array
}

function reduceToAnchors({ graph, dominators, order }: HeapAnalysis, anchors: Uint8Array): AnchorTree {
  const anchorOf = allocate(Uint32Array, graph.nodeCount).fill(graph.rootOrdinal)
  const above = allocate(Uint32Array, graph.nodeCount).fill(graph.rootOrdinal)
  for (const node of order) {
    above[node] = anchorOf[dominators[node]!]!
    anchorOf[node] = anchors[node] === 1 ? node : above[node]!
  }
  return { anchorOf, above, order: order.filter(node => anchors[node] === 1) }
}

/** By stretch, by ordinal in the newest snapshot: how many bytes more an anchor retains at its end. */
function computeGrowth(
  analyses: readonly HeapAnalysis[],
  { earlier }: Lives,
  tree: AnchorTree,
): Float64Array[] {
  const last = analyses.length - 1
  const sizeAt = (at: number, node: number) =>
    analyses[at]!.retainedSizes[at === last ? node : earlier[at]![node]! - 1]!
  return earlier.map((_, stretch) => {
    const growth = allocate(Float64Array, analyses[last]!.graph.nodeCount)
    for (const node of tree.order) growth[node] = sizeAt(stretch + 1, node) - sizeAt(stretch, node)
    return growth
  })
}

/** n bytes: the growth in the stretch that grew least. Not a sum: a warm-up counts for what it is after it. */
function computeLeast(growth: readonly Float64Array[]): Float64Array {
  const least = copyOf(growth[0]!)
  for (const stretch of growth) {
    for (let node = 0; node < least.length; node++) least[node] = Math.min(least[node]!, stretch[node]!)
  }
  return least
}

function largest(least: Float64Array, { order }: AnchorTree): number {
  let all = 0
  for (const node of order) all = Math.max(all, least[node]!)
  return all
}

/** From the root down to where what grew is no longer in a few old things. */
function descend(
  graph: HeapGraph,
  { above, order }: AnchorTree,
  growth: readonly Float64Array[],
  least: Float64Array,
  threshold: number,
): Candidate[] {
  const { nodeCount, rootOrdinal } = graph
  // The most that grew steadily in or below an anchor. Above it other things may shrink, and hide it in the sum.
  const weight = copyOf(least)
  for (let at = order.length - 1; at > 0; at--) {
    const node = order[at]!
    weight[above[node]!] = Math.max(weight[above[node]!]!, weight[node]!)
  }
  const all = weight[rootOrdinal]!
  const smallest = Math.max(threshold, SMALLEST_PART * all, 1)
  const isLarge = (node: number) => weight[node]! > 0 && weight[node]! >= LARGE_PART * weight[above[node]!]!
  const inLargeParts = allocate(Float64Array, nodeCount)
  for (const node of order) {
    if (node !== rootOrdinal && isLarge(node)) inLargeParts[above[node]!]! += weight[node]!
  }
  const passes = (node: number) => node === rootOrdinal || inLargeParts[node]! >= MOST * weight[node]!
  const reached = allocate(Uint8Array, nodeCount)
  reached[rootOrdinal] = 1
  // What a node that is passed grew by itself, beside its parts.
  const rest = growth.map(copyOf)
  const open: number[] = []
  for (const node of order) {
    const parent = above[node]!
    if (node === rootOrdinal || reached[parent] === 0 || !passes(parent)) continue
    const isFollowed = weight[node]! >= smallest
    if (!isFollowed && !isLarge(node)) continue
    for (const [stretch, bytes] of rest.entries()) bytes[parent]! -= growth[stretch]![node]!
    if (!isFollowed) continue
    reached[node] = 1
    open.push(node)
  }
  return open
    .map(node => ({ node, growth: rest.map(bytes => bytes[node]!), loose: false }))
    .filter(({ node, growth }) => {
      const bytes = Math.min(...growth)
      return bytes >= smallest && (!passes(node) || bytes >= LARGE_PART * all)
    })
}

/**
 * What the root alone dominates has two holders or more, none of which retains it: it counts for the one on the
 * shortest path. Only what grew so by a large part of all growth is told.
 */
function findLooseGrowth(
  analyses: readonly HeapAnalysis[],
  lives: Lives,
  threshold: number,
  all: number,
): Candidate[] {
  const loose = analyses.map((analysis, at) => computeLooseSizes(analysis, lives.anchors[at]!))
  const newest = analyses.at(-1)!.graph
  const found: Candidate[] = []
  for (const [node, isAnchor] of lives.anchors.at(-1)!.entries()) {
    if (isAnchor === 0 || node === newest.rootOrdinal || loose.at(-1)![node] === 0) continue
    const sizes = loose.map((bytes, at) =>
      at === analyses.length - 1 ? bytes[node]! : bytes[lives.earlier[at]![node]! - 1]!,
    )
    const growth = sizes.slice(1).map((size, stretch) => size - sizes[stretch]!)
    if (Math.min(...growth) >= Math.max(threshold, LARGE_PART * all, 1))
      found.push({ node, growth, loose: true })
  }
  return found
}

/** n bytes, for anchors: the shallow sizes of what hangs under the root and is reached first by the anchor. */
function computeLooseSizes(analysis: HeapAnalysis, anchors: Uint8Array): Float64Array {
  const { graph, shallowSizes } = analysis
  const { anchorOf } = reduceToAnchors(analysis, anchors)
  const owners = findLooseOwners(analysis, anchors, anchorOf)
  const sizes = allocate(Float64Array, graph.nodeCount)
  for (let node = 0; node < graph.nodeCount; node++) {
    if (anchorOf[node] === graph.rootOrdinal) sizes[owners[node]!]! += shallowSizes[node]!
  }
  return sizes
}

/** n ordinals, for what has the root as its anchor: the first anchor on the shortest path up, or the root. */
function findLooseOwners(
  { graph, reachedBy }: HeapAnalysis,
  anchors: Uint8Array,
  anchorOf: Uint32Array,
): Uint32Array {
  const { nodeCount, rootOrdinal } = graph
  const unknown = nodeCount
  const owners = allocate(Uint32Array, nodeCount).fill(unknown)
  owners[rootOrdinal] = rootOrdinal
  const climbed = new GrowableUint32()
  for (let start = 0; start < nodeCount; start++) {
    if (anchorOf[start] !== rootOrdinal) continue
    let node = start
    while (owners[node] === unknown && anchors[node] === 0) {
      climbed.push(node)
      const edge = reachedBy[node]!
      node = edge === NO_EDGE ? rootOrdinal : graph.edgeSource(edge)
    }
    const owner = owners[node] === unknown ? node : owners[node]!
    while (climbed.length > 0) owners[climbed.pop()] = owner
  }
  return owners
}

/** A list that grows at its tail is told by its head, and not by the link that was the last. */
function climbChain({ graph }: HeapAnalysis, { above }: AnchorTree, holder: number): number {
  let head = holder
  let links = 1
  let name: string | undefined
  while (head !== graph.rootOrdinal) {
    const before = above[head]!
    const isAlike =
      graph.nodeNames[before] === graph.nodeNames[head] && graph.nodeTypes[before] === graph.nodeTypes[head]
    if (!isAlike) break
    const edge = findEdge(graph, before, head)
    if (edge === undefined || (name !== undefined && edge !== name)) break
    name = edge
    head = before
    links++
  }
  return links >= CHAIN_LINKS ? head : holder
}

/** Type and name of the first edge between two nodes. */
function findEdge(graph: HeapGraph, from: number, to: number): string | undefined {
  for (let edge = graph.firstEdge[from]!; edge < graph.firstEdge[from + 1]!; edge++) {
    if ((graph.edges[edge]! & TARGET_MASK) === to) return `${graph.edgeType(edge)} ${graph.edgeName(edge)}`
  }
  return undefined
}

/** One candidate for each node. */
function merge(candidates: readonly Candidate[]): Candidate[] {
  const byNode = new Map<number, Candidate>()
  for (const candidate of candidates) {
    const known = byNode.get(candidate.node)
    if (known === undefined) byNode.set(candidate.node, { ...candidate })
    else {
      known.growth = known.growth.map((bytes, stretch) => bytes + candidate.growth[stretch]!)
      known.loose ||= candidate.loose
    }
  }
  return [...byNode.values()]
}

/** What is new since the last snapshot but one, for the nearest of some holders above it. */
function addUp(
  analysis: HeapAnalysis,
  lives: Lives,
  candidates: readonly Candidate[],
): Map<number, Pick<GrowingHolder, 'addedCount' | 'addedClasses'>> {
  const { graph, dominators, order, shallowSizes } = analysis
  const { rootOrdinal } = graph
  const anchors = lives.anchors.at(-1)!
  const before = lives.earlier.at(-1)!
  const { names, ofNode } = classifyNodes(graph)
  const sums = new Map(
    candidates.map(({ node, loose }) => [node, { loose, count: 0, classes: new Map<number, AddedClass>() }]),
  )
  const { anchorOf } = reduceToAnchors(analysis, anchors)
  const looseOwners = findLooseOwners(analysis, anchors, anchorOf)
  const holders = allocate(Uint32Array, graph.nodeCount).fill(rootOrdinal)
  for (const node of order) {
    holders[node] = sums.has(node) ? node : holders[dominators[node]!]!
    if (before[node] !== 0 || shallowSizes[node] === 0) continue
    const isLoose = anchorOf[node] === rootOrdinal
    const sum = sums.get(isLoose ? looseOwners[node]! : holders[node]!)
    if (sum === undefined || (isLoose && !sum.loose)) continue
    sum.count++
    const type = ofNode[node]!
    let entry = sum.classes.get(type)
    if (entry === undefined) {
      entry = { name: names[type]!, count: 0, size: 0 }
      sum.classes.set(type, entry)
    }
    entry.count++
    entry.size += shallowSizes[node]!
  }
  const describe = ({ count, classes }: { count: number; classes: Map<number, AddedClass> }) => ({
    addedCount: count,
    addedClasses: [...classes.values()].sort((a, b) => b.size - a.size).slice(0, CLASSES),
  })
  return new Map([...sums].map(([node, sum]) => [node, describe(sum)]))
}
