// How much do the heaps of worker threads hold? `memoryUsage()` shows that of the main thread only, and a collection forced there leaves
// those of the workers as they are. The inspector reaches them: it makes a worker collect, and reads its heap, also while it is busy.
import type { Session } from 'node:inspector'
import { clearTimer, NativePromise, parse, setTimer, stringify } from './natives.ts'

/** A worker that waits in `Atomics.wait` does not answer. So long is waited for all of them. */
const maxWaitMs = 1000

interface Workers {
  /** Worker threads that have started and not ended. */
  alive: number
  /** Bytes that their heaps hold after a collection, and bytes of their pages; null if not all of them answered. */
  heapUsed: number | null
  heapTotal: number | null
}

export interface WorkerMeter {
  /** Makes every worker collect, and reads its heap. @returns undefined where no worker is alive */
  read(): Promise<Workers> | undefined
  close(): void
}

interface HeapUsage {
  usedSize: number
  totalSize: number
}

/** The part of a worker that is used here. */
interface Thread {
  once(event: 'exit', listener: () => void): unknown
}

/** To be created before the scenario is loaded: workers that exist then are not its own. */
export function createWorkerMeter(): WorkerMeter {
  const alive = new Set<Thread>()
  const onWorker = (worker: Thread): void => {
    alive.add(worker)
    worker.once('exit', () => alive.delete(worker))
  }
  process.on('worker', onWorker)
  let session: Promise<WorkerSession> | undefined
  let isSilent = false

  async function read(): Promise<Workers> {
    const count = alive.size
    const unknown = { alive: count, heapUsed: null, heapTotal: null }
    if (isSilent) return unknown
    session ??= connect()
    const usages = await (await session).readAll(count)
    if (usages.length < count && alive.size === count) isSilent = true
    if (usages.length < count) return unknown
    return {
      alive: count,
      heapUsed: usages.reduce((sum, { usedSize }) => sum + usedSize, 0),
      heapTotal: usages.reduce((sum, { totalSize }) => sum + totalSize, 0),
    }
  }

  return {
    read: () => (alive.size === 0 ? undefined : read()),
    close() {
      process.off('worker', onWorker)
      session?.then(({ close }) => close()).catch(() => {})
    },
  }
}

interface WorkerSession {
  /** Collects and reads the heaps of all workers, at most `count` of them. Fewer if some do not answer in time. */
  readAll(count: number): Promise<HeapUsage[]>
  close(): void
}

async function connect(): Promise<WorkerSession> {
  const { Session } = await import('node:inspector')
  const session: Session = new Session()
  session.connect()
  let onAttached: (sessionId: string) => void = () => {}
  let onAnswer: (sessionId: string, result: Partial<HeapUsage>) => void = () => {}
  session.on('NodeWorker.attachedToWorker', ({ params }) => onAttached(params.sessionId))
  session.on('NodeWorker.receivedMessageFromWorker', ({ params }) => {
    const { result } = parse(params.message) as { result?: Partial<HeapUsage> }
    if (result !== undefined) onAnswer(params.sessionId, result)
  })
  const send = (sessionId: string, id: number, method: string) =>
    session.post('NodeWorker.sendMessageToWorker', { sessionId, message: stringify({ id, method }) })

  function readAll(count: number): Promise<HeapUsage[]> {
    const usages: HeapUsage[] = []
    return new NativePromise(resolve => {
      const done = () => {
        onAttached = () => {}
        onAnswer = () => {}
        session.post('NodeWorker.disable')
        resolve(usages)
      }
      // The timer also keeps the event loop alive while the answers are on their way.
      const timer = setTimer(done, maxWaitMs)
      onAttached = sessionId => {
        send(sessionId, 1, 'HeapProfiler.collectGarbage')
      }
      // The heap is read once the collection has answered: read in the same interruption, it is sometimes as it was before.
      onAnswer = (sessionId, { usedSize, totalSize }) => {
        if (usedSize === undefined || totalSize === undefined) {
          send(sessionId, 2, 'Runtime.getHeapUsage')
          return
        }
        usages.push({ usedSize, totalSize })
        if (usages.length < count) return
        clearTimer(timer)
        done()
      }
      session.post('NodeWorker.enable', { waitForDebuggerOnStart: false })
    })
  }
  return { readAll, close: () => session.disconnect() }
}
