// Of which thread are the snapshots of a heap inspection? The inspector is loaded only for those of a worker.
import type { HeapThread } from '../model/retention.ts'
import { mainSnapshots, type SnapshotWriter } from './snapshot.ts'

export async function createSnapshotWriter(thread: HeapThread): Promise<SnapshotWriter> {
  if (thread === 'main') return mainSnapshots
  const { createWorkerSnapshots } = await import('./worker-snapshot.ts')
  return createWorkerSnapshots()
}
