import type { HeapAnalysis } from './analyse-heap.ts'
import { NO_EDGE } from './distances.ts'
import { ELEMENT, HIDDEN, TYPE_SHIFT } from './edge-types.ts'
import { allocate, GrowableUint32 } from './growable.ts'
import type { HeapGraph } from './heap-graph.ts'
import type { PathTree } from './retaining-path.ts'

// Thousands of survivors, a handful of reasons. Objects whose paths have one shape (the same names, whatever the
// indexes; stretches that repeat, once) are one group; an object that is held through another survivor goes with it.

/** Survivors whose paths have one shape. Sizes in bytes. */
export interface SurvivorGroup {
  /** Targets held directly: no other target on their path. */
  direct: number[]
  /** Targets held through one of those. */
  carried: number
  shallowSize: number
  /** What all of them retain. */
  retainedSize: number
  /** One of them, of those whose paths are shortest. */
  sample: number
  /** The node where the paths of the group part: the holder. */
  holder: number
  /** The shape as text: the same from run to run while names stay. */
  shape: string
}

/** Longest stretch of steps whose repetition is seen, such as the two of a list of pairs. */
const LONGEST_STRETCH = 3
/** Tokens of a shape's text, counted from its end: a path without repetition may be as long as the heap. */
const LONGEST_TEXT = 1000
/** Members of a group whose paths are compared for where they part. */
const SAMPLES = 24

/**
 * Groups targets by the shape of their paths, largest retained size first.
 * O(n + path lengths): a step that paths share is looked at once.
 */
export function groupSurvivors(
  analysis: HeapAnalysis,
  tree: PathTree,
  targets: readonly number[],
): SurvivorGroup[] {
  const { graph } = analysis
  const tracks = createTracks(graph, tree)
  const measure = createMeasure(analysis)
  const isTarget = allocate(Uint8Array, graph.nodeCount)
  for (const target of targets) isTarget[target] = 1
  const shapes = createShapes(graph, tree, isTarget)
  const groups = new Map<number, { direct: number[]; carried: number[] }>()
  for (const target of targets) {
    const carrier = shapes.carrierOf(target)
    const shape = shapes.shapeOf(carrier)
    let group = groups.get(shape)
    if (group === undefined) {
      group = { direct: [], carried: [] }
      groups.set(shape, group)
    }
    if (carrier === target) group.direct.push(target)
    else group.carried.push(target)
  }
  const found: SurvivorGroup[] = []
  for (const [shape, { direct, carried }] of groups) {
    const sample = findShortest(tracks, direct)
    if (sample === undefined) continue
    found.push({
      direct,
      carried: carried.length,
      ...measure(direct, carried),
      sample,
      holder: findHolder(graph, tracks, direct, sample),
      shape: shapes.textOf(shape),
    })
  }
  return found.sort((a, b) => b.retainedSize - a.retainedSize || b.direct.length - a.direct.length)
}

/** The shape of one path as text, as a group's. */
export function shapeOfPath(graph: HeapGraph, tree: PathTree, node: number): string {
  const shapes = createShapes(graph, tree, allocate(Uint8Array, graph.nodeCount))
  return shapes.textOf(shapes.shapeOf(node))
}

interface Shapes {
  /** The first target on the path to a node. */
  carrierOf(node: number): number
  shapeOf(node: number): number
  textOf(shape: number): string
}

function createShapes(graph: HeapGraph, tree: PathTree, isTarget: Uint8Array): Shapes {
  const { nodeCount, rootOrdinal } = graph
  // node → shape + 1, and the first target above it or itself + 1
  const shapeOf = allocate(Uint32Array, nodeCount)
  const carrierOf = allocate(Uint32Array, nodeCount)
  // A shape is a chain of tokens.
  const parents: number[] = [-1]
  const tokens: number[] = [-1]
  const known = new Map<string, number>()
  const tokenIds = new Map<string, number>()
  const tokenTexts: string[] = []
  // By type and name of the node, by name of the edge: a token that was met needs no text.
  const met = new Map<number, Map<number, number>>()
  shapeOf[rootOrdinal] = 1
  const path = new GrowableUint32()

  function tokenOf(edge: number, node: number): number {
    const type = graph.edges[edge]! >>> TYPE_SHIFT
    const isNumber = type === ELEMENT || type === HIDDEN
    const nodeKey = graph.nodeNames[node]! * 256 + graph.nodeTypes[node]!
    const edgeKey = isNumber ? -1 : graph.edgeNames[edge]!
    let ofNode = met.get(nodeKey)
    if (ofNode === undefined) {
      ofNode = new Map()
      met.set(nodeKey, ofNode)
    }
    let id = ofNode.get(edgeKey)
    if (id === undefined) {
      id = tokenOfText(isNumber ? '*' : String(graph.edgeName(edge)), node)
      ofNode.set(edgeKey, id)
    }
    return id
  }

  function tokenOfText(name: string, node: number): number {
    const text = `${/^\d+$/.test(name) ? '*' : name} ${graph.type(node)} ${nameOf(graph, node)}`
    let id = tokenIds.get(text)
    if (id === undefined) {
      id = tokenTexts.push(text) - 1
      tokenIds.set(text, id)
    }
    return id
  }

  function append(shape: number, token: number): number {
    for (let length = 1; length <= LONGEST_STRETCH; length++) {
      const before = repeated(shape, token, length)
      if (before !== -1) return before
    }
    const key = `${shape},${token}`
    let next = known.get(key)
    if (next === undefined) {
      next = parents.push(shape) - 1
      tokens.push(token)
      known.set(key, next)
    }
    return next
  }

  /** Where a shape and one more token end in the same stretch twice: the shape that has it once, or −1. */
  function repeated(shape: number, token: number, length: number): number {
    let once = shape
    for (let at = 1; at < length && once > 0; at++) once = parents[once]!
    let last = shape
    let before = once
    for (let at = 0; at < length; at++) {
      if (before <= 0 || tokens[before] !== (at === 0 ? token : tokens[last])) return -1
      if (at > 0) last = parents[last]!
      before = parents[before]!
    }
    return once
  }

  function visit(node: number): void {
    let at = node
    while (shapeOf[at] === 0) {
      path.push(at)
      const edge = tree.reachedBy[at]!
      if (edge === NO_EDGE) break
      at = graph.edgeSource(edge)
    }
    while (path.length > 0) {
      const next = path.pop()
      const edge = tree.reachedBy[next]!
      const above = edge === NO_EDGE ? rootOrdinal : graph.edgeSource(edge)
      const carrier = carrierOf[above]!
      carrierOf[next] = carrier !== 0 ? carrier : isTarget[next] === 1 ? next + 1 : 0
      shapeOf[next] = 1 + (edge === NO_EDGE ? 0 : append(shapeOf[above]! - 1, tokenOf(edge, next)))
    }
  }

  return {
    carrierOf(node) {
      visit(node)
      return carrierOf[node]! - 1
    },
    shapeOf(node) {
      visit(node)
      return shapeOf[node]! - 1
    },
    textOf(shape) {
      const texts: string[] = []
      for (let at = shape; at > 0 && texts.length < LONGEST_TEXT; at = parents[at]!) {
        texts.push(tokenTexts[tokens[at]!]!)
      }
      return texts.reverse().join(' > ')
    },
  }
}

/** What a string says is no part of a shape. */
function nameOf(graph: HeapGraph, node: number): string {
  return /string$|number|bigint|symbol/.test(graph.type(node)) ? '' : graph.name(node, 200)
}

/** The tree of paths, upwards. */
interface Tracks {
  /** The node before a node on its path; the root's is itself. */
  parentOf(node: number): number
  /** Steps from the root; undefined where nothing reaches the node. */
  depthOf(node: number): number | undefined
}

/** Each node is climbed over once, however many paths lead through it. */
function createTracks(graph: HeapGraph, tree: PathTree): Tracks {
  const { nodeCount, rootOrdinal } = graph
  const lost = 0xffffffff
  const parents = allocate(Uint32Array, nodeCount)
  // depth + 1; 0 where not climbed yet
  const depths = allocate(Uint32Array, nodeCount)
  const climbed = new GrowableUint32()
  parents[rootOrdinal] = rootOrdinal
  depths[rootOrdinal] = 1
  function climb(from: number): void {
    let node = from
    while (depths[node] === 0) {
      const edge = tree.reachedBy[node]!
      if (edge === NO_EDGE) {
        depths[node] = lost
        break
      }
      climbed.push(node)
      parents[node] = graph.edgeSource(edge)
      node = parents[node]!
    }
    let depth = depths[node]!
    while (climbed.length > 0) {
      if (depth !== lost) depth++
      depths[climbed.pop()] = depth
    }
  }
  return {
    parentOf: node => parents[node]!,
    depthOf(node) {
      climb(node)
      return depths[node] === lost ? undefined : depths[node]! - 1
    },
  }
}

/** The first of the members whose path is shortest, if any has one. */
function findShortest(tracks: Tracks, members: readonly number[]): number | undefined {
  let shortest: number | undefined
  let least = Number.POSITIVE_INFINITY
  for (const member of sampleOf(members)) {
    const depth = tracks.depthOf(member)
    if (depth === undefined || depth >= least) continue
    least = depth
    shortest = member
  }
  return shortest
}

/** The last node that the paths of the members share; for a single one, what holds it. */
function findHolder(graph: HeapGraph, tracks: Tracks, members: readonly number[], sample: number): number {
  let shared = tracks.parentOf(sample)
  for (const member of sampleOf(members)) {
    if (tracks.depthOf(member) === undefined || member === sample) continue
    let other = member
    while (other !== shared) {
      if (tracks.depthOf(other)! >= tracks.depthOf(shared)!) other = tracks.parentOf(other)
      else shared = tracks.parentOf(shared)
    }
  }
  return sample === graph.rootOrdinal ? sample : shared
}

function sampleOf(members: readonly number[]): number[] {
  if (members.length <= SAMPLES) return [...members]
  return Array.from(
    { length: SAMPLES },
    (_, i) => members[Math.floor((i * (members.length - 1)) / (SAMPLES - 1))]!,
  )
}

type Sizes = Pick<SurvivorGroup, 'shallowSize' | 'retainedSize'>

const MEMBER = 1
const BELOW_ONE = 2
const BELOW_NONE = 3

/** Sums up what the members of a group dominate, each byte once. */
function createMeasure(analysis: HeapAnalysis): (...members: readonly number[][]) => Sizes {
  const { dominators, graph, retainedSizes, shallowSizes } = analysis
  // What is known of a node in the group at hand: its number, times four, and one of the three.
  const states = allocate(Uint32Array, graph.nodeCount)
  const passed = new GrowableUint32()
  let base = 0
  return (...parts) => {
    base += 4
    let shallowSize = 0
    let retainedSize = 0
    for (const members of parts) for (const member of members) states[member] = base + MEMBER
    for (const members of parts) {
      for (const member of members) {
        shallowSize += shallowSizes[member]!
        let node = member
        let below = BELOW_NONE
        while (node !== graph.rootOrdinal) {
          node = dominators[node]!
          const known = states[node]! - base
          if (known === MEMBER || known === BELOW_ONE) {
            below = BELOW_ONE
            break
          }
          if (known === BELOW_NONE) break
          passed.push(node)
        }
        while (passed.length > 0) states[passed.pop()] = base + below
        if (below === BELOW_NONE) retainedSize += retainedSizes[member]!
      }
    }
    return { shallowSize, retainedSize }
  }
}
