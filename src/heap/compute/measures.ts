import type { HeapGraph } from '../graph/heap-graph.ts'
import { computeDistances, type Distances } from './distances.ts'
import { computeShallowSizes } from './shallow-sizes.ts'

/** What can be computed without dominators, and so in a second thread beside them. */
export interface Measures extends Distances {
  shallowSizes: Float64Array
}

export function measure(graph: HeapGraph): Measures {
  return { shallowSizes: computeShallowSizes(graph), ...computeDistances(graph) }
}
