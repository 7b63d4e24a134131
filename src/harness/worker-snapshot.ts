// Writes heap snapshots of a worker thread: of the one whose heap grows most before the first of them.

import { describeError } from './failure.ts'
import {
  clearTimer,
  closeSync,
  createBare,
  keys,
  NativePromise,
  nodeVersion,
  openSync,
  setTimer,
  writeSync,
} from './natives.ts'
import type { SnapshotWriter } from './snapshot.ts'
import { connectToWorkers, maxWaitMs, type WorkerMessage } from './worker-session.ts'

/** A large heap takes seconds, and more on a busy machine. */
const maxSnapshotMs = 60_000

const noAnswer = 'the worker thread whose memory grows has ended, or did not answer'

type Answer = NonNullable<WorkerMessage['result']>

/** A request to a worker, until it is answered. */
interface Request {
  worker: string
  end(answer: Answer | undefined): void
}

export async function createWorkerSnapshots(): Promise<SnapshotWriter> {
  const session = await connectToWorkers()
  /** By worker: bytes that its heap held when the comparison began, or when it started after that. */
  const heaps = createBare() as Record<string, number>
  const requests = createBare() as Record<number, Request>
  let lastId = 0
  let chosen: string | undefined
  let descriptor = -1
  let problem = ''

  /** @returns undefined if the worker ends, fails or does not answer in time */
  function ask(worker: string, method: string, maxMs = maxWaitMs): Promise<Answer | undefined> {
    lastId++
    const id = lastId
    return new NativePromise(resolve => {
      const end = (answer: Answer | undefined) => {
        clearTimer(timer)
        delete requests[id]
        resolve(answer)
      }
      // The timer also keeps the event loop alive while the answer is on its way.
      const timer = setTimer(() => end(undefined), maxMs)
      requests[id] = { worker, end }
      session.send(worker, id, method)
    })
  }

  /** Bytes that a worker's heap holds after a collection. */
  async function readHeap(worker: string): Promise<number | undefined> {
    await ask(worker, 'HeapProfiler.collectGarbage')
    const usage = await ask(worker, 'Runtime.getHeapUsage')
    return usage?.usedSize as number | undefined
  }

  async function remember(worker: string): Promise<void> {
    heaps[worker] = 0
    const bytes = await readHeap(worker)
    // In the meantime the worker may have ended.
    if (bytes !== undefined && heaps[worker] !== undefined) heaps[worker] = bytes
  }

  async function findGrown(): Promise<string | undefined> {
    const workers = keys(heaps)
    if (workers.length < 2) return workers[0]
    let grown: string | undefined
    let most = Number.NEGATIVE_INFINITY
    for (let i = 0; i < workers.length; i++) {
      const worker = workers[i]!
      const bytes = await readHeap(worker)
      if (bytes === undefined || bytes - heaps[worker]! <= most) continue
      most = bytes - heaps[worker]!
      grown = worker
    }
    return grown
  }

  function writeChunk(chunk: string): void {
    if (problem !== '') return
    try {
      writeSync(descriptor, chunk)
    } catch (error) {
      problem = describeError(error).message
    }
  }

  session.onDetached = worker => {
    delete heaps[worker]
    const ids = keys(requests)
    for (let i = 0; i < ids.length; i++) {
      const request = requests[+ids[i]!]!
      if (request.worker === worker) request.end(undefined)
    }
  }
  session.onMessage = (worker, { id, result, method, params }) => {
    if (id !== undefined) requests[id]?.end(result)
    else if (method === 'HeapProfiler.addHeapSnapshotChunk' && worker === chosen)
      writeChunk(params!.chunk as string)
  }

  return {
    async begin() {
      const found: Promise<void>[] = []
      session.onAttached = worker => {
        found[found.length] = remember(worker)
      }
      await new NativePromise<void>(resolve => session.enable(resolve))
      for (let i = 0; i < found.length; i++) await found[i]
    },
    async write(path) {
      chosen ??= await findGrown()
      if (chosen === undefined) return noAnswer
      // As of the main thread, see there.
      if (nodeVersion.startsWith('v20.')) {
        await ask(chosen, 'Debugger.enable')
        await ask(chosen, 'Debugger.disable')
      }
      try {
        descriptor = openSync(path, 'w', 0o600)
      } catch (error) {
        return describeError(error).message
      }
      const answer = await ask(chosen, 'HeapProfiler.takeHeapSnapshot', maxSnapshotMs)
      closeSync(descriptor)
      // A piece that comes too late must not be written to the next file that gets the number.
      descriptor = -1
      return answer === undefined ? noAnswer : problem
    },
    // As long as the session is open, V8 gives no new ids to the objects.
    close: () => session.close(),
  }
}
