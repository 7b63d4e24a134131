// A time limit for a trial in this process, which cannot be ended from outside.

// Saved before a test replaces the timers with fake ones.
const { setTimeout, clearTimeout } = globalThis

/**
 * Starts work and waits until it settles, or the time limit is over.
 * @param start called when the timer is active: what asks which resources are active takes those that were there before it for others'
 * @returns false when the time limit came first
 * @throws the rejection of the promise, or the signal's reason
 */
export async function settlesInTime(
  start: () => Promise<unknown>,
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
    return await Promise.race([start().then(() => true), over])
  } finally {
    clearTimeout(timer)
    if (onAbort !== undefined) signal?.removeEventListener('abort', onAbort)
  }
}
