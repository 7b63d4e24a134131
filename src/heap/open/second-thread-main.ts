// The program of the second thread: one task for each message. The answer to a task that fails is undefined, and the
// first thread does the task.
import { parentPort } from 'node:worker_threads'
import type { NodeMeasures } from '../compute/measures.ts'
import { type EdgeSection, readEdgeSection } from '../parse/edge-section.ts'
import type { PackedGraph } from './shared-graph.ts'

export type Task = { edges: EdgeSection } | { measure: PackedGraph }

/** Offset of each array in the arena, in bytes. */
export type MeasuresAt = Record<keyof NodeMeasures, number>

parentPort!.on('message', async (task: Task) => {
  try {
    if ('edges' in task) parentPort!.postMessage(readEdgeSection(task.edges))
    else await answerMeasures(task.measure)
  } catch {
    parentPort!.postMessage(undefined)
  }
})

async function answerMeasures(packed: PackedGraph): Promise<void> {
  // Loaded late, so that reading begins earlier.
  const [{ computeMeasures }, { unpackGraph }] = await Promise.all([
    import('../compute/measures.ts'),
    import('./shared-graph.ts'),
  ])
  const { distances, reachedBy, shallowSizes } = computeMeasures(unpackGraph(packed))
  const answer: MeasuresAt = {
    distances: distances.byteOffset,
    reachedBy: reachedBy.byteOffset,
    shallowSizes: shallowSizes.byteOffset,
  }
  parentPort!.postMessage(answer)
}
