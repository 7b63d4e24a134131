// Which scopes hold the variables of ES modules?
import { EPHEMERON, TARGET_MASK, TYPE_SHIFT, WEAK } from '../graph/edge-types.ts'
import type { HeapGraph } from '../graph/heap-graph.ts'
import { findInternal, MODULE_NAMES } from './scripts.ts'

/**
 * Context of a module → the generator object through which the module retains it. V8 runs the top level of a module as a
 * generator, and keeps that generator afterwards. O(n + edges of modules).
 */
export function findModuleScopes(graph: HeapGraph): Map<number, number> {
  const { edges, firstEdge, nodeCount, nodeNames, strings } = graph
  const found = new Map<number, number>()
  const generator = strings.find('Generator')
  const modules = MODULE_NAMES.map(name => strings.find(name)).filter(name => name !== -1)
  if (generator === -1 || modules.length === 0) return found
  for (let node = 0; node < nodeCount; node++) {
    if (!modules.includes(nodeNames[node]!)) continue
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
