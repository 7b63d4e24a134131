// Which nodes are ES modules, and which scopes hold their variables?
import { EPHEMERON, TARGET_MASK, TYPE_SHIFT, WEAK } from '../graph/edge-types.ts'
import type { HeapGraph } from '../graph/heap-graph.ts'
import { findInternal, MODULE_NAMES } from './scripts.ts'

/**
 * Context of a module → the generator object through which the module retains it. V8 runs the top level of a module as a
 * generator, and keeps that generator afterwards. O(n + edges of modules).
 */
export function findModuleScopes(graph: HeapGraph): Map<number, number> {
  const { edges, firstEdge, nodeNames, strings } = graph
  const found = new Map<number, number>()
  const generator = strings.find('Generator')
  if (generator === -1) return found
  for (const node of findModules(graph)) {
    for (let edge = firstEdge[node]!; edge < firstEdge[node + 1]!; edge++) {
      const word = edges[edge]!
      const type = word >>> TYPE_SHIFT
      const target = word & TARGET_MASK
      if (type === WEAK || type === EPHEMERON || nodeNames[target] !== generator) continue
      const scope = findInternal(graph, target, 'context')
      if (scope !== undefined) found.set(scope, target)
    }
  }
  return found
}

/** The nodes of ES modules. O(n). */
export function findModules({ nodeCount, nodeNames, strings }: HeapGraph): number[] {
  const names = MODULE_NAMES.map(name => strings.find(name)).filter(name => name !== -1)
  const modules: number[] = []
  if (names.length === 0) return modules
  for (let node = 0; node < nodeCount; node++) if (names.includes(nodeNames[node]!)) modules.push(node)
  return modules
}
