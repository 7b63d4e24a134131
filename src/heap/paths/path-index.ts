import type { PathTree } from '../compute/distances.ts'
import { NO_EDGE } from '../compute/distances.ts'
import type { HeapGraph } from '../graph/heap-graph.ts'
import { allocate, GrowableUint32 } from '../graph/typed-arrays.ts'

/** Members of a group whose paths are compared for where they part. */
const SAMPLES = 24
/** Steps of a path that is told of to show what repeats: it is told as a whole before it is folded. */
const LONGEST_DESCRIBED = 100_000

/** The tree of paths, upwards. */
export interface PathIndex {
  /** The node before a node on its path; the root's is itself. */
  parentOf(node: number): number
  /** Steps from the root; undefined where nothing reaches the node. */
  depthOf(node: number): number | undefined
}

/** Each node is climbed over once, however many paths lead through it. */
export function createPathIndex(graph: HeapGraph, tree: PathTree): PathIndex {
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
export function findShortest(pathIndex: PathIndex, members: readonly number[]): number | undefined {
  let shortest: number | undefined
  let least = Number.POSITIVE_INFINITY
  for (const member of sampleOf(members)) {
    const depth = pathIndex.depthOf(member)
    if (depth === undefined || depth >= least) continue
    least = depth
    shortest = member
  }
  return shortest
}

/** The member whose path is longest, of those that can be told. */
export function findFarthest(pathIndex: PathIndex, members: readonly number[]): number | undefined {
  let farthest: number | undefined
  let most = -1
  for (const member of members) {
    const depth = pathIndex.depthOf(member)
    if (depth === undefined || depth <= most || depth > LONGEST_DESCRIBED) continue
    most = depth
    farthest = member
  }
  return farthest
}

/** The last node that the paths of the members share; for a single one, what holds it. */
export function findHolder(
  root: number,
  pathIndex: PathIndex,
  members: readonly number[],
  sample: number,
): number {
  let shared = pathIndex.parentOf(sample)
  for (const member of sampleOf(members)) {
    if (pathIndex.depthOf(member) === undefined || member === sample) continue
    let other = member
    while (other !== shared) {
      if (pathIndex.depthOf(other)! >= pathIndex.depthOf(shared)!) other = pathIndex.parentOf(other)
      else shared = pathIndex.parentOf(shared)
    }
  }
  return sample === root ? sample : shared
}

function sampleOf(members: readonly number[]): number[] {
  if (members.length <= SAMPLES) return [...members]
  return Array.from(
    { length: SAMPLES },
    (_, i) => members[Math.floor((i * (members.length - 1)) / (SAMPLES - 1))]!,
  )
}
