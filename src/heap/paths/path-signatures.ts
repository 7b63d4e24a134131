import type { PathTree } from '../compute/distances.ts'
import { NO_EDGE } from '../compute/distances.ts'
import type { HeapGraph } from '../graph/heap-graph.ts'
import { allocate, GrowableUint32 } from '../graph/typed-arrays.ts'

// The shape of a path: the names along it, whatever the indexes; stretches that repeat, once.

/** Longest stretch of steps whose repetition is seen, such as the two of a list of pairs. */
const LONGEST_REPEATED_PART = 3
/** Tokens of a shape's text, counted from its end: a path without repetition may be as long as the heap. */
const LONGEST_TEXT = 1000

/** The shapes of a tree's paths, each step looked at once. */
export interface PathSignatures {
  /** The first target on the path to a node. */
  firstTargetOf(node: number): number
  signatureOf(node: number): number
  textOf(shape: number): string
}

/** @param isTarget n flags */
export function createPathSignatures(graph: HeapGraph, tree: PathTree, isTarget: Uint8Array): PathSignatures {
  const { nodeCount, rootOrdinal } = graph
  // node → shape + 1, and the first target above it or itself + 1
  const shapeOf = allocate(Uint32Array, nodeCount)
  const firstTargetOf = allocate(Uint32Array, nodeCount)
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
    const nodeKey = graph.nodeNames[node]! * 256 + graph.nodeTypes[node]!
    const edgeKey = graph.edgeNameIndex(edge)
    let ofNode = met.get(nodeKey)
    if (ofNode === undefined) {
      ofNode = new Map()
      met.set(nodeKey, ofNode)
    }
    let id = ofNode.get(edgeKey)
    if (id === undefined) {
      id = tokenOfText(edgeKey === -1 ? '*' : String(graph.edgeName(edge)), node)
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
    for (let length = 1; length <= LONGEST_REPEATED_PART; length++) {
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
      const firstTarget = firstTargetOf[above]!
      firstTargetOf[next] = firstTarget !== 0 ? firstTarget : isTarget[next] === 1 ? next + 1 : 0
      shapeOf[next] = 1 + (edge === NO_EDGE ? 0 : append(shapeOf[above]! - 1, tokenOf(edge, next)))
    }
  }

  return {
    firstTargetOf(node) {
      visit(node)
      return firstTargetOf[node]! - 1
    },
    signatureOf(node) {
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
