// What the second thread does: a task a message. What fails is answered by nothing, and done by who asked.
import { parentPort } from 'node:worker_threads'
import { computeDistances, type Distances } from './distances.ts'
import { type EdgeSection, type EdgesRead, readEdgeSection } from './edge-section.ts'
import { computeShallowSizes } from './shallow-sizes.ts'
import { type PackedGraph, unpackGraph } from './shared-graph.ts'

/** What needs no dominators, while the first thread computes them. */
export interface Measures extends Distances {
  shallowSizes: Float64Array
}

export type Task = { edges: EdgeSection } | { measure: PackedGraph }

parentPort!.on('message', (task: Task) => {
  try {
    if ('edges' in task) parentPort!.postMessage(readEdgeSection(task.edges) satisfies EdgesRead)
    else answerMeasures(task.measure)
  } catch {
    parentPort!.postMessage(undefined)
  }
})

function answerMeasures(packed: PackedGraph): void {
  const graph = unpackGraph(packed)
  const measures: Measures = { shallowSizes: computeShallowSizes(graph), ...computeDistances(graph) }
  const { distances, reachedBy, shallowSizes } = measures
  parentPort!.postMessage(measures, [
    distances.buffer,
    reachedBy.buffer,
    shallowSizes.buffer,
  ] as ArrayBuffer[])
}
