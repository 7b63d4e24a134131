// How large is each node, if what the engine makes for itself does not count? While a program runs, V8 compiles functions and
// describes the shapes of objects, which hang on whatever was there first.
import type { HeapAnalysis } from '../compute/analyze-heap.ts'
import { copyOf } from '../graph/typed-arrays.ts'
import { classifyNodes } from '../v8/class-names.ts'

/** n bytes: shallow sizes, and 0 for nodes of the engine's own classes. */
export function computeProgramSizes({ graph, shallowSizes }: HeapAnalysis): Float64Array {
  const { isOfEngine, ofNode } = classifyNodes(graph)
  const sizes = copyOf(shallowSizes)
  for (let node = 0; node < graph.nodeCount; node++) if (isOfEngine[ofNode[node]!]) sizes[node] = 0
  return sizes
}
