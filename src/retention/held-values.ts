// Why does a FinalizationRegistry grow? If a held value leads to the object that it was registered with, this is never collected.
import type { HeapGraph } from '../heap/index.ts'

/** Registrations that are looked at, newest first; one kind of them makes up most of what grows. */
const MAX_CELLS = 8
/** Objects that are searched below one held value. */
const MAX_NODES = 2000

/** @param node a node of any kind; false for what is no registry */
export function holdsItsTargets(graph: HeapGraph, node: number): boolean {
  if (graph.type(node) !== 'object' || graph.name(node, 40) !== 'FinalizationRegistry') return false
  const cells = findCells(graph, node)
  // One that is registered again and again is kept by something else.
  const targets = new Set(cells.map(cell => findTarget(graph, cell)))
  const held = cells.filter(cell => leadsToTarget(graph, cell, node))
  return targets.size > 1 && held.length > cells.length / 2
}

/** V8 keeps the registrations in a list of hidden objects, newest first. */
function findCells(graph: HeapGraph, registry: number): number[] {
  const cells = new Set<number>()
  let at: number | undefined = registry
  while (at !== undefined && cells.size < MAX_CELLS) {
    const next: number | undefined = targetsOf(graph, at).find(
      node => isCell(graph, node) && !cells.has(node),
    )
    if (next !== undefined) cells.add(next)
    at = next
  }
  return [...cells]
}

function leadsToTarget(graph: HeapGraph, cell: number, registry: number): boolean {
  const target = findTarget(graph, cell)
  if (target === undefined) return false
  const isOther = (node: number) => node === registry || isCell(graph, node)
  const found = new Set([cell])
  for (const node of found) {
    if (found.size > MAX_NODES) return false
    for (const next of targetsOf(graph, node)) {
      if (next === target) return true
      if (!isOther(next)) found.add(next)
    }
  }
  return false
}

function isCell(graph: HeapGraph, node: number): boolean {
  return graph.name(node, 40) === 'system / WeakCell'
}

/** The object that a registration is of. The reference to it is weak. */
export function findTarget(graph: HeapGraph, cell: number): number | undefined {
  for (let edge = graph.firstEdge[cell]!; edge < graph.firstEdge[cell + 1]!; edge++)
    if (String(graph.edgeName(edge)) === 'target') return graph.edgeTarget(edge)
  return undefined
}

/** What a node references strongly, but for its class. */
function targetsOf(graph: HeapGraph, node: number): number[] {
  const targets: number[] = []
  for (let edge = graph.firstEdge[node]!; edge < graph.firstEdge[node + 1]!; edge++) {
    const [type, name] = [graph.edgeType(edge), graph.edgeName(edge)]
    const isOfClass = (type === 'property' && name === '__proto__') || (type === 'internal' && name === 'map')
    if (type !== 'weak' && !isOfClass) targets.push(graph.edgeTarget(edge))
  }
  return targets
}
