// Which paths are alike? Two paths have one signature if the names along them are the same; indexes do not count, and
// a part that repeats counts once.
import type { PathTree } from '../compute/distances.ts'
import { NO_EDGE } from '../compute/distances.ts'
import type { HeapGraph } from '../graph/heap-graph.ts'
import { allocate, GrowableUint32 } from '../graph/typed-arrays.ts'
import { findRepeatedPart, LONGEST_REPEATED_PART } from './repeated-parts.ts'
import { createStepTokens } from './step-tokens.ts'

/** Steps of a signature's text, counted from its end: a path without repetition may be as long as the heap. */
const LONGEST_TEXT = 1000

/** Signatures of the paths of a tree, as numbers. Each node of the tree is visited once. */
export interface PathSignatures {
  /** The first target on the path to a node, which is a target or has one above it. */
  firstTargetOf(node: number): number
  signatureOf(node: number): number
  /** The same text in every run of a program, while names stay. */
  textOf(signature: number): string
}

/** @param isTarget n flags */
export function createPathSignatures(graph: HeapGraph, tree: PathTree, isTarget: Uint8Array): PathSignatures {
  const { nodeCount, rootOrdinal } = graph
  // node → signature + 1; 0 where it has not been visited
  const signatureOf = allocate(Uint32Array, nodeCount)
  // node → the first target above it, or itself, + 1; 0 where there is none
  const firstTargetOf = allocate(Uint32Array, nodeCount)
  // A signature is its last token, and the signature of what is before that. The root's is 0, without a token.
  const parents: number[] = [-1]
  const tokens: number[] = [-1]
  const known = new Map<string, number>()
  const stepTokens = createStepTokens(graph)
  const path = new GrowableUint32()
  signatureOf[rootOrdinal] = 1

  // The newest tokens of a path, last one first: enough to see the longest part twice.
  const newest = new Int32Array(2 * LONGEST_REPEATED_PART)
  const isSame = (newer: number, older: number) => newest[newer] === newest[older]

  /** The signature of a path that is one token longer. */
  function append(signature: number, token: number): number {
    let count = 1
    newest[0] = token
    for (let at = signature; at > 0 && count < newest.length; at = parents[at]!) newest[count++] = tokens[at]!
    const repeated = findRepeatedPart(count, isSame)
    if (repeated > 0) {
      let once = signature
      for (let back = 1; back < repeated; back++) once = parents[once]!
      return once
    }
    const key = `${signature},${token}`
    let next = known.get(key)
    if (next === undefined) {
      next = parents.push(signature) - 1
      tokens.push(token)
      known.set(key, next)
    }
    return next
  }

  function visit(node: number): void {
    let at = node
    while (signatureOf[at] === 0) {
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
      signatureOf[next] =
        1 + (edge === NO_EDGE ? 0 : append(signatureOf[above]! - 1, stepTokens.of(edge, next)))
    }
  }

  return {
    firstTargetOf(node) {
      visit(node)
      return firstTargetOf[node]! - 1
    },
    signatureOf(node) {
      visit(node)
      return signatureOf[node]! - 1
    },
    textOf(signature) {
      const texts: string[] = []
      for (let at = signature; at > 0 && texts.length < LONGEST_TEXT; at = parents[at]!) {
        texts.push(stepTokens.textOf(tokens[at]!))
      }
      return texts.reverse().join(' > ')
    },
  }
}
