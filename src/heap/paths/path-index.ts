// Depths and parents along the paths of a tree, and what follows from them: the shortest and the longest path to the
// members of a group, and the last node that the paths share.
import type { PathTree } from '../compute/distances.ts'
import { NO_EDGE } from '../compute/distances.ts'
import type { HeapGraph } from '../graph/heap-graph.ts'
import { allocate, GrowableUint32 } from '../graph/typed-arrays.ts'

/** Members of a group whose paths are compared. */
const SAMPLES = 24
/** Longer paths are not chosen to be described, in steps: what repeats in a path is found by going through all of it. */
const LONGEST_DESCRIBED = 10_000_000

/** A tree of paths, read from the nodes towards the root. */
export interface PathIndex {
  /** The node before a node on its path; the root's is itself. */
  parentOf(node: number): number
  /** Steps from the root; undefined where nothing reaches the node. */
  depthOf(node: number): number | undefined
}

/** Each node is passed once, however many paths lead through it. */
export function createPathIndex(graph: HeapGraph, tree: PathTree): PathIndex {
  const { nodeCount, rootOrdinal } = graph
  const unreachable = 0xffffffff
  const parents = allocate(Uint32Array, nodeCount)
  // depth + 1; 0 where it is not known yet
  const depths = allocate(Uint32Array, nodeCount)
  const climbed = new GrowableUint32()
  parents[rootOrdinal] = rootOrdinal
  depths[rootOrdinal] = 1
  function climb(from: number): void {
    let node = from
    while (depths[node] === 0) {
      const edge = tree.reachedBy[node]!
      if (edge === NO_EDGE) {
        depths[node] = unreachable
        break
      }
      climbed.push(node)
      parents[node] = graph.edgeSource(edge)
      node = parents[node]!
    }
    let depth = depths[node]!
    while (climbed.length > 0) {
      if (depth !== unreachable) depth++
      depths[climbed.pop()] = depth
    }
  }
  return {
    parentOf: node => parents[node]!,
    depthOf(node) {
      climb(node)
      return depths[node] === unreachable ? undefined : depths[node]! - 1
    },
  }
}

/** The member with the shortest path, the first one of several; undefined where nothing reaches any of them. */
export function findShortest(pathIndex: PathIndex, members: readonly number[]): number | undefined {
  let shortest: number | undefined
  let shortestDepth = Number.POSITIVE_INFINITY
  for (const member of sampleOf(members)) {
    const depth = pathIndex.depthOf(member)
    if (depth === undefined || depth >= shortestDepth) continue
    shortestDepth = depth
    shortest = member
  }
  return shortest
}

/** The member with the longest path that is not too long to be described. */
export function findFarthest(pathIndex: PathIndex, members: readonly number[]): number | undefined {
  let farthest: number | undefined
  let farthestDepth = -1
  for (const member of members) {
    const depth = pathIndex.depthOf(member)
    if (depth === undefined || depth <= farthestDepth || depth > LONGEST_DESCRIBED) continue
    farthestDepth = depth
    farthest = member
  }
  return farthest
}

/**
 * The last node that the paths of the members share; for a single member, the node that references it.
 * @param sample one of the members, which something reaches
 */
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

/** At most 24 members, evenly spread. */
function sampleOf(members: readonly number[]): number[] {
  if (members.length <= SAMPLES) return [...members]
  return Array.from(
    { length: SAMPLES },
    (_, i) => members[Math.floor((i * (members.length - 1)) / (SAMPLES - 1))]!,
  )
}
