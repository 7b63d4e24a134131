import { EPHEMERON, TARGET_MASK, TYPE_SHIFT, WEAK } from '../graph/edge-types.ts'
import type { HeapGraph } from '../graph/heap-graph.ts'
import { findInternal, MODULE_NAMES } from './scripts.ts'

/**
 * The variables of ES modules: the Context of each, and the generator by which the module itself holds it. V8 runs a
 * module's top level as a generator, and keeps it.
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
