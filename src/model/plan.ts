// Which limits does a trial run under? The caller's options, checked, with the defaults for the others.
import { inspect } from 'node:util'
import { limits } from './limits.ts'
import type { Plan } from './recording.ts'
import { UsageError } from './usage-error.ts'

/** Defaults of the command line and the library. */
export const defaults = {
  /** Time limit of one trial in a child process, in milliseconds. */
  timeoutMs: 60_000,
  /** Heap limit of the child, in megabytes. */
  heapLimitMb: 512,
  /** How often an inconclusive trial is run again. */
  retries: 1,
} as const

/** The limits of a trial. */
export interface PlanOptions {
  /** Measured rounds; by default as many as the verdict needs. */
  rounds?: number | undefined
  /** Steps per round; by default so many that a round is cheap. */
  steps?: number | undefined
  /** Time limit of one trial, in milliseconds. */
  timeoutMs?: number | undefined
  /** Heap limit of the child, in megabytes: 512 by default. */
  heapLimitMb?: number | undefined
  /** False: no heap inspection, so no retaining paths. */
  paths?: boolean | undefined
}

/** @throws UsageError when a limit is not a number, too small or too large */
export function makePlan(
  options: PlanOptions & { retries?: number | undefined },
  fallback: { timeoutMs?: number; snapshots: Plan['snapshots'] },
): Plan {
  for (const name of Object.keys(limits) as (keyof typeof limits)[]) {
    const value: unknown = options[name]
    if (value === undefined) continue
    const isWhole = name === 'timeoutMs' ? Number.isFinite(value) : Number.isInteger(value)
    const { least, most } = limits[name]
    if (!isWhole || (value as number) < least || (value as number) > most)
      throw new UsageError('limit-invalid', {
        name,
        value: inspect(value),
        least,
        most,
        isWhole: name !== 'timeoutMs',
      })
  }
  const { rounds, steps, timeoutMs, heapLimitMb, paths } = options
  return {
    rounds: rounds ?? null,
    steps: steps ?? null,
    timeoutMs: timeoutMs ?? fallback.timeoutMs ?? defaults.timeoutMs,
    heapLimitMb: heapLimitMb ?? defaults.heapLimitMb,
    snapshots: paths === false ? 'never' : fallback.snapshots,
  }
}
