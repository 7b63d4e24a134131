// Talks to worker threads through the inspector. It reaches them also while they are busy, and without their Worker objects: those of a test
// may have been made long before.
import type { Session } from 'node:inspector'
import { parse, stringify } from './natives.ts'

/** A worker that waits in `Atomics.wait` does not answer. So long is waited, once: on a busy machine a start takes a second. */
export const maxWaitMs = 5000

/** What a worker's inspector says: an answer has the request's `id`, an event has a `method`. */
export interface WorkerMessage {
  id?: number
  result?: Record<string, unknown>
  method?: string
  params?: Record<string, unknown>
}

/** Called with the worker's id in this session. Each can be replaced at any time. */
interface WorkerHandlers {
  onAttached(worker: string): void
  /** The worker has ended. */
  onDetached(worker: string): void
  onMessage(worker: string, message: WorkerMessage): void
}

export interface WorkerSession extends WorkerHandlers {
  /** Attaches to the workers that run, and until `disable` to those that start. `done` is called when those that run are attached. */
  enable(done: () => void): void
  disable(): void
  /** @param id of the request, which the answer has too */
  send(worker: string, id: number, method: string): void
  close(): void
}

export const ignore = (): void => {}

export async function connectToWorkers(): Promise<WorkerSession> {
  const { Session } = await import('node:inspector')
  const session: Session = new Session()
  session.connect()
  const own: WorkerSession = {
    onAttached: ignore,
    onDetached: ignore,
    onMessage: ignore,
    enable: done => session.post('NodeWorker.enable', { waitForDebuggerOnStart: false }, done),
    disable: () => session.post('NodeWorker.disable'),
    send: (sessionId, id, method) =>
      session.post(
        'NodeWorker.sendMessageToWorker',
        { sessionId, message: stringify({ id, method }) },
        ignore,
      ),
    close: () => session.disconnect(),
  }
  session.on('NodeWorker.attachedToWorker', ({ params }) => own.onAttached(params.sessionId))
  session.on('NodeWorker.detachedFromWorker', ({ params }) => own.onDetached(params.sessionId))
  session.on('NodeWorker.receivedMessageFromWorker', ({ params }) =>
    own.onMessage(params.sessionId, parse(params.message) as WorkerMessage),
  )
  return own
}
