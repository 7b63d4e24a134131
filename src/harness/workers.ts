// How much do the heaps of worker threads hold? `memoryUsage()` shows that of the main thread only, and a collection forced there leaves
// those of the workers as they are. The inspector reaches them: it makes a worker collect, and reads its heap, also while it is busy.
import type { Worker } from 'node:worker_threads'
import { clearTimer, createBare, deref, NativePromise, NativeWeakRef, setTimer } from './natives.ts'
import { connectToWorkers, ignore, maxWaitMs, type WorkerSession } from './worker-session.ts'

interface Workers {
  /** Worker threads that have started and not ended. */
  alive: number
  /** Bytes that their heaps hold after a collection, and bytes of their pages; null if not all of them answered. */
  heapUsed: number | null
  heapTotal: number | null
}

export interface WorkerMeter {
  /** Makes every worker collect, and reads its heap. @returns undefined where there is no worker */
  read(): Promise<Workers | undefined> | undefined
  close(): void
}

interface HeapUsage {
  usedSize: number
  totalSize: number
}

/**
 * To be created before the scenario is set up.
 * @param mayHaveWorkers whether there may be workers already: those of a test, which its step uses
 */
export function createWorkerMeter(mayHaveWorkers: boolean): WorkerMeter {
  let maybe = mayHaveWorkers
  let session: Promise<WorkerSession> | undefined
  let isSilent = false
  /** Those that the inspector has not shown yet: it takes some time until a thread runs. */
  let starting: WeakRef<Worker>[] = []
  const onWorker = (worker: Worker): void => {
    maybe = true
    starting[starting.length] = new NativeWeakRef(worker)
  }
  process.on('worker', onWorker)

  async function read(): Promise<Workers | undefined> {
    if (isSilent) return { alive: 1, heapUsed: null, heapTotal: null }
    session ??= connectToWorkers()
    const { alive, usages } = await readAll(await session)
    if (alive === 0) {
      starting = thoseStarting(starting)
      // Of a worker that is made later there will be an event. There was none of those made before this meter, and they may not run yet.
      maybe = mayHaveWorkers || starting.length > 0
      return undefined
    }
    starting = []
    isSilent = usages.length < alive
    if (isSilent) return { alive, heapUsed: null, heapTotal: null }
    return { alive, ...sumOf(usages) }
  }

  return {
    read: () => (maybe ? read() : undefined),
    close() {
      process.off('worker', onWorker)
      session?.then(({ close }) => close()).catch(() => {})
    },
  }
}

function thoseStarting(workers: readonly WeakRef<Worker>[]): WeakRef<Worker>[] {
  const starting: WeakRef<Worker>[] = []
  for (let i = 0; i < workers.length; i++) {
    const worker = deref(workers[i]!) as Worker | undefined
    // The id of one that has ended is -1.
    if (worker !== undefined && worker.threadId > 0) starting[starting.length] = workers[i]!
  }
  return starting
}

function sumOf(usages: readonly HeapUsage[]): { heapUsed: number; heapTotal: number } {
  const sum = { heapUsed: 0, heapTotal: 0 }
  for (let i = 0; i < usages.length; i++) {
    sum.heapUsed += usages[i]!.usedSize
    sum.heapTotal += usages[i]!.totalSize
  }
  return sum
}

/** Collects and reads the heaps of all workers. There are fewer usages than workers if some ended or did not answer in time. */
function readAll(session: WorkerSession): Promise<{ alive: number; usages: HeapUsage[] }> {
  const isWaiting = createBare() as Record<string, boolean>
  let waiting = 0
  const usages: HeapUsage[] = []
  return new NativePromise(resolve => {
    const end = () => {
      clearTimer(timer)
      session.onAttached = ignore
      session.onDetached = ignore
      session.onMessage = ignore
      session.disable()
      resolve({ alive: usages.length + waiting, usages })
    }
    // The timer also keeps the event loop alive while the answers are on their way.
    const timer = setTimer(end, maxWaitMs)
    let isEnabled = false
    const leave = (worker: string) => {
      if (isWaiting[worker] !== true) return
      isWaiting[worker] = false
      waiting--
      if (isEnabled && waiting === 0) end()
    }
    session.onAttached = worker => {
      isWaiting[worker] = true
      waiting++
      session.send(worker, 1, 'HeapProfiler.collectGarbage')
    }
    session.onDetached = leave
    // The heap is read once the collection has answered: read in the same interruption, it is sometimes as it was before.
    session.onMessage = (worker, { result }) => {
      if (result === undefined) return
      const { usedSize, totalSize } = result as Partial<HeapUsage>
      if (usedSize === undefined || totalSize === undefined) session.send(worker, 2, 'Runtime.getHeapUsage')
      else {
        usages[usages.length] = { usedSize, totalSize }
        leave(worker)
      }
    }
    // The workers that exist are attached before the answer comes.
    session.enable(() => {
      isEnabled = true
      if (waiting === 0) end()
    })
  })
}
