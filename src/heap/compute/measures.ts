// What can be computed without dominators, and so by a second thread beside them.
import type { HeapGraph } from '../graph/heap-graph.ts'
import { computeDistances, type Distances } from './distances.ts'
import type { RetentionRuleSet } from './essential-edges.ts'
import { computeShallowSizes } from './shallow-sizes.ts'

/** What can be computed without dominators, and so in a second thread beside them. */
export interface NodeMeasures extends Distances {
  shallowSizes: Float64Array
}

export function computeMeasures(graph: HeapGraph, ruleSet?: RetentionRuleSet): NodeMeasures {
  return { shallowSizes: computeShallowSizes(graph, ruleSet), ...computeDistances(graph) }
}
