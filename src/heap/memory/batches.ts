// Runs a long loop in batches, one call each: V8 switches to better optimized code between two calls, not within one, and
// optimizes a function well only after it has returned a few times.

/** How many indexes a batch has. */
export const BATCH = 1 << 15

/** Calls a function for the indexes `from` … `to` - 1, batch by batch. */
export function inBatches(from: number, to: number, call: (from: number, to: number) => void): void {
  for (let at = from; at < to; at += BATCH) call(at, Math.min(to, at + BATCH))
}

/** Calls a function for the indexes `from` down to `to` + 1, batch by batch. */
export function inBatchesDown(from: number, to: number, call: (from: number, to: number) => void): void {
  for (let at = from; at > to; at -= BATCH) call(at, Math.max(to, at - BATCH))
}
