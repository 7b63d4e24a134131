// The definitions, word by word and slowly: what the fast passes are held against. Shares no code with them.

import type { Drawing, DrawnEdge, DrawnNode } from './builder.ts'

/** DevTools' rules of which edges retain, on drawn nodes. */
function essentialEdges(drawing: Drawing): (node: DrawnNode) => DrawnNode[] {
  const owned = reach(
    drawing.root.edges.filter(edge => edge.type === 'shortcut').map(edge => edge.to),
    node => node.edges.filter(edge => edge.type !== 'weak').map(edge => edge.to),
  )
  const isEssential = (from: DrawnNode, edge: DrawnEdge): boolean => {
    if (edge.type === 'weak' || edge.to === from) return false
    if (String(edge.name).endsWith(`pair in WeakMap (table @${from.id})`)) return false
    if (from === drawing.root) return true
    if (edge.type === 'shortcut') return false
    return !(owned.has(edge.to) && !owned.has(from))
  }
  return node => node.edges.filter(edge => isEssential(node, edge)).map(edge => edge.to)
}

export interface Expected {
  dominators: number[]
  retainedSizes: number[]
}

/** v dominates w when w cannot be reached without v. */
export function dominateByBruteForce(drawing: Drawing): Expected {
  const { nodes, root } = drawing
  const held = essentialEdges(drawing)
  const targets = new Set(nodes.flatMap(held))
  const orphans = nodes.filter(node => node !== root && !targets.has(node))
  const starts = [root, ...orphans]
  const children = (node: DrawnNode) => (node === root ? [...held(node), ...orphans] : held(node))
  const reached = reach(starts, children)
  const without = nodes.map(gone =>
    gone === root
      ? new Set<DrawnNode>()
      : reach([root], node => children(node).filter(child => child !== gone)),
  )
  const dominatorsOf = (node: DrawnNode) =>
    nodes.filter(other => other !== node && reached.has(other) && !without[other.ordinal]!.has(node))
  const dominators = nodes.map(node => {
    if (node === root || !reached.has(node)) return root.ordinal
    // Dominators form a chain; the immediate one has the most dominators itself.
    const chain = dominatorsOf(node).sort((a, b) => dominatorsOf(b).length - dominatorsOf(a).length)
    return chain[0]!.ordinal
  })
  const retainedSizes = nodes.map(gone => {
    if (gone === root) return sum(nodes)
    if (!reached.has(gone)) return gone.size
    return sum([...reached].filter(node => !without[gone.ordinal]!.has(node)))
  })
  return { dominators, retainedSizes }
}

function reach(starts: DrawnNode[], children: (node: DrawnNode) => DrawnNode[]): Set<DrawnNode> {
  const reached = new Set(starts)
  for (const node of reached) for (const child of children(node)) reached.add(child)
  return reached
}

function sum(nodes: DrawnNode[]): number {
  return nodes.reduce((total, node) => total + node.size, 0)
}
