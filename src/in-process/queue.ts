// Trials in one process run one at a time: what a parallel one allocates would be measured too.

/** The global property with the last promise of the queue. Global, because this file may be loaded twice in one process. */
const queue = Symbol.for('leaklab.in-process')
const shared = globalThis as { [queue]?: Promise<unknown> }

/** Calls `act` once all earlier calls have ended, whether they failed or not. */
export function enqueue<T>(act: () => Promise<T>): Promise<T> {
  const before = shared[queue] ?? Promise.resolve()
  const result = before.then(act)
  shared[queue] = result.then(
    () => {},
    () => {},
  )
  return result
}
