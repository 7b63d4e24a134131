// Dominators and retained sizes by their definitions, slowly: the reference for the passes. Shares no code with them.

import type { RetentionRuleSet } from '../../../src/heap/compute/essential-edges.ts'
import type { Drawing, DrawnEdge, DrawnNode } from './builder.ts'

/** The targets of a node's essential edges. */
function essentialEdges(drawing: Drawing, ruleSet: RetentionRuleSet): (node: DrawnNode) => DrawnNode[] {
  const owned = reach(
    drawing.root.edges.filter(edge => edge.type === 'shortcut').map(edge => edge.to),
    node => node.edges.filter(edge => edge.type !== 'weak').map(edge => edge.to),
  )
  const isEssential = (from: DrawnNode, edge: DrawnEdge): boolean => {
    if (edge.type === 'weak' || edge.to === from) return false
    if (ruleSet === 'strong' && isStringTable(from)) return false
    if (String(edge.name).endsWith(`pair in WeakMap (table @${from.id})`)) return false
    if (from === drawing.root) return true
    if (edge.type === 'shortcut') return false
    return ruleSet === 'strong' || !(owned.has(edge.to) && !owned.has(from))
  }
  return node => node.edges.filter(edge => isEssential(node, edge)).map(edge => edge.to)
}

export interface ExpectedDominators {
  dominators: number[]
  retainedSizes: number[]
}

/** v dominates w when w cannot be reached without v. */
export function dominateByBruteForce(drawing: Drawing, ruleSet: RetentionRuleSet): ExpectedDominators {
  const { nodes, root } = drawing
  const retainedBy = essentialEdges(drawing, ruleSet)
  const targets = new Set(nodes.flatMap(retainedBy))
  const orphans = nodes.filter(node => node !== root && !targets.has(node))
  const starts = [root, ...orphans]
  // By the strong rules, what nothing retains does not retain what something does.
  const retained = reach([root], retainedBy)
  const retainedByOrphans = (node: DrawnNode) =>
    ruleSet === 'strong' && !retained.has(node)
      ? retainedBy(node).filter(child => !retained.has(child))
      : retainedBy(node)
  const children = (node: DrawnNode) =>
    node === root ? [...retainedBy(node), ...orphans] : retainedByOrphans(node)
  const reached = reach(starts, children)
  const reachedWithout = nodes.map(removed =>
    removed === root
      ? new Set<DrawnNode>()
      : reach([root], node => children(node).filter(child => child !== removed)),
  )
  const dominatorsOf = (node: DrawnNode) =>
    nodes.filter(other => other !== node && reached.has(other) && !reachedWithout[other.ordinal]!.has(node))
  const dominators = nodes.map(node => {
    if (node === root || !reached.has(node)) return root.ordinal
    // Dominators form a chain. The immediate dominator is the one with the most dominators.
    const chain = dominatorsOf(node).sort((a, b) => dominatorsOf(b).length - dominatorsOf(a).length)
    return chain[0]!.ordinal
  })
  const retainedSizes = nodes.map(removed => {
    if (removed === root) return sum(nodes)
    if (!reached.has(removed)) return removed.size
    return sum([...reached].filter(node => !reachedWithout[removed.ordinal]!.has(node)))
  })
  return { dominators, retainedSizes }
}

/**
 * By ordinal: what would be freed with a node. Its retained size, and what the root does not reach any more without it, if a value of a
 * WeakMap is reached from both its key and its table.
 */
export function freeByBruteForce(drawing: Drawing): number[] {
  const { nodes, root } = drawing
  const { dominators, retainedSizes } = dominateByBruteForce(drawing, 'strong')
  const all = reachWithTables(drawing, undefined)
  return nodes.map(removed => {
    if (removed === root) return retainedSizes[root.ordinal]!
    const without = reachWithTables(drawing, removed)
    const isBelow = (node: DrawnNode): boolean =>
      node === removed || (node !== root && isBelow(nodes[dominators[node.ordinal]!]!))
    const more = [...all].filter(node => !without.has(node) && !isBelow(node))
    return retainedSizes[removed.ordinal]! + sum(more)
  })
}

/** What the root reaches, if all it can: repeated until nothing new is reached. */
function reachWithTables({ nodes, root }: Drawing, removed: DrawnNode | undefined): Set<DrawnNode> {
  const reached = new Set([root])
  const pairOf = ({ name }: DrawnEdge) => /\/ (part of key .*)$/.exec(String(name))?.[1]
  for (let before = 0; before < reached.size; ) {
    before = reached.size
    for (const node of [...reached]) {
      if (isStringTable(node)) continue
      for (const edge of node.edges) {
        if (edge.type === 'weak' || edge.to === removed || (edge.type === 'shortcut' && node !== root))
          continue
        const pair = pairOf(edge)
        const halves = nodes.filter(
          other => pair !== undefined && other.edges.some(one => pairOf(one) === pair),
        )
        if (halves.every(half => reached.has(half))) reached.add(edge.to)
      }
    }
  }
  return reached
}

function reach(starts: DrawnNode[], children: (node: DrawnNode) => DrawnNode[]): Set<DrawnNode> {
  const reached = new Set(starts)
  for (const node of reached) for (const child of children(node)) reached.add(child)
  return reached
}

/** V8's table of strings is weak. */
function isStringTable({ name, type }: DrawnNode): boolean {
  return type === 'synthetic' && name === '(Internalized strings)'
}

function sum(nodes: DrawnNode[]): number {
  return nodes.reduce((total, node) => total + node.size, 0)
}
