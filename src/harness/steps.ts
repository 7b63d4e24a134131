// Runs a number of iterations (calls of the step). The functions are synchronous on purpose: a register of an async
// function can keep the last object alive, which would be a leak of the harness, not of the scenario.
import type { Step } from '../scenario/scenario.ts'
import { now } from './natives.ts'
import type { Quiet } from './quiet.ts'

/**
 * How often it is asked whether much output waits. After each iteration, the code that asks would become hot and be compiled, which adds
 * to the heap.
 */
const askEveryMs = 1

/** Iterations finished in the whole trial, so that an error can name the current one. */
export interface Progress {
  totalSteps: number
}

/**
 * Runs up to `count` iterations, fewer when `maxMs` is over or much output waits, but at least one.
 * @returns how many ran; a promise of that number when the step is async
 */
export function runSteps(
  step: Step,
  count: number,
  maxMs: number,
  progress: Progress,
  quiet: Pick<Quiet, 'isFlooded'>,
): number | Promise<number> {
  let time = now()
  const end = time + maxMs
  let asked = time
  for (let done = 0; done < count; ) {
    const returned = step()
    if (isThenable(returned)) return runAsyncSteps(step, returned, done, count, end, progress, quiet)
    done++
    progress.totalSteps++
    time = now()
    if (time >= end) return done
    if (time - asked >= askEveryMs) {
      if (quiet.isFlooded()) return done
      asked = time
    }
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
  quiet: Pick<Quiet, 'isFlooded'>,
): Promise<number> {
  await first
  let finished = done + 1
  progress.totalSteps++
  let asked = now()
  while (finished < count) {
    const time = now()
    if (time >= end) break
    if (time - asked >= askEveryMs) {
      if (quiet.isFlooded()) break
      asked = time
    }
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
