// What the second thread does: a task a message. What fails is answered by nothing, and done by who asked.
import { parentPort } from 'node:worker_threads'
import { type EdgeSection, readEdgeSection } from './edge-section.ts'
import type { PackedGraph } from './shared-graph.ts'

export type Task = { edges: EdgeSection } | { measure: PackedGraph }

parentPort!.on('message', async (task: Task) => {
  try {
    if ('edges' in task) parentPort!.postMessage(readEdgeSection(task.edges))
    else await answerMeasures(task.measure)
  } catch {
    parentPort!.postMessage(undefined)
  }
})

async function answerMeasures(packed: PackedGraph): Promise<void> {
  // Loaded only now, so that reading begins earlier.
  const [{ measure }, { unpackGraph }] = await Promise.all([
    import('./measures.ts'),
    import('./shared-graph.ts'),
  ])
  const measures = measure(unpackGraph(packed))
  const { distances, reachedBy, shallowSizes } = measures
  parentPort!.postMessage(measures, [
    distances.buffer,
    reachedBy.buffer,
    shallowSizes.buffer,
  ] as ArrayBuffer[])
}
