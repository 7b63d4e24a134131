// A long loop goes in stretches, a call each: V8 takes up better code between two calls, never in the midst of one, and it
// optimises a function well only when it has seen it return.

export const BATCH = 1 << 15

/** Calls a function for all from `from` to before `to`, part by part. */
export function inBatches(from: number, to: number, call: (from: number, to: number) => void): void {
  for (let at = from; at < to; at += BATCH) call(at, Math.min(to, at + BATCH))
}

/** Calls a function for all from `from` down to after `to`. */
export function inBatchesDown(from: number, to: number, call: (from: number, to: number) => void): void {
  for (let at = from; at > to; at -= BATCH) call(at, Math.max(to, at - BATCH))
}
