import type { HeapGraph } from '../graph/heap-graph.ts'
import { computeDistances, type Distances } from './distances.ts'
import { computeShallowSizes } from './shallow-sizes.ts'

/** What needs no dominators. */
export interface Measures extends Distances {
  shallowSizes: Float64Array
}

export function measure(graph: HeapGraph): Measures {
  return { shallowSizes: computeShallowSizes(graph), ...computeDistances(graph) }
}
