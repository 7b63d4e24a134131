// Runs a number of steps. Plain synchronous functions on purpose: a register of an async function can keep
// the last object alive, and that would be our leak, not the scenario's.
import type { Step } from '../scenario/scenario.ts'
import { now } from './natives.ts'

/** The step that is being run, counted over the whole trial: an error names it. */
export interface Progress {
  totalSteps: number
}

/**
 * Runs up to `count` steps, fewer when `maxMs` is over; at least one.
 * @returns how many were run; a promise of it when the steps are async
 */
export function runSteps(
  step: Step,
  count: number,
  maxMs: number,
  progress: Progress,
): number | Promise<number> {
  const end = now() + maxMs
  for (let done = 0; done < count; ) {
    const returned = step()
    if (isThenable(returned)) return runAsyncSteps(step, returned, done, count, end, progress)
    done++
    progress.totalSteps++
    if (now() >= end) return done
  }
  return count
}

async function runAsyncSteps(
  step: Step,
  first: PromiseLike<unknown>,
  done: number,
  count: number,
  end: number,
  progress: Progress,
): Promise<number> {
  await first
  let finished = done + 1
  progress.totalSteps++
  while (finished < count && now() < end) {
    await step()
    finished++
    progress.totalSteps++
  }
  return finished
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return (
    typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function'
  )
}
