// Trials in one process: each in its turn, and none for ever.

// Taken before a test puts timers of its own in their place.
const { setTimeout, clearTimeout } = globalThis

/** Where the last of the queue stands: under a global symbol, for this file may be loaded twice in one process. */
const queue = Symbol.for('leaklab.in-process')
const shared = globalThis as { [queue]?: Promise<unknown> }

/** Runs one at a time, in the order of asking: what another one allocates would be measured too. */
export function inTurn<T>(act: () => Promise<T>): Promise<T> {
  const before = shared[queue] ?? Promise.resolve()
  const mine = before.then(act)
  shared[queue] = mine.then(
    () => {},
    () => {},
  )
  return mine
}

/**
 * Waits for an end, and for no more than this.
 * @returns false when the time was over before
 * @throws what `life` throws, or the signal's reason
 */
export async function untilEnd(
  life: Promise<unknown>,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  let onAbort: (() => void) | undefined
  const over = new Promise<boolean>((resolve, reject) => {
    timer = setTimeout(() => resolve(false), timeoutMs)
    onAbort = () => reject(signal?.reason)
    signal?.addEventListener('abort', onAbort, { once: true })
  })
  try {
    return await Promise.race([life.then(() => true), over])
  } finally {
    clearTimeout(timer)
    if (onAbort !== undefined) signal?.removeEventListener('abort', onAbort)
  }
}
