// From what a caller of the library asks for to the limits of a trial, with what is usual in place of what is not said.
import { inspect } from 'node:util'
import type { Plan } from './recording.ts'
import { UsageError } from './usage-error.ts'

/** What holds where nobody says otherwise, on the command line and in the library. */
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
  /** False when nobody wants to know what holds the survivors. */
  paths?: boolean | undefined
}

/** The least of each that makes sense, as the command line has it. */
const least = { rounds: 3, steps: 1, timeoutMs: 1, heapLimitMb: 16 } as const

/** @throws UsageError when a limit is no number, or too small */
export function makePlan(
  options: PlanOptions,
  fallback: { timeoutMs?: number; snapshots: Plan['snapshots'] },
): Plan {
  for (const name of Object.keys(least) as (keyof typeof least)[]) {
    const value: unknown = options[name]
    if (value === undefined) continue
    const isWhole = name === 'timeoutMs' ? Number.isFinite(value) : Number.isInteger(value)
    if (!isWhole || (value as number) < least[name])
      throw new UsageError(
        `${name} is ${inspect(value)}`,
        `give it a ${name === 'timeoutMs' ? 'number' : 'whole number'} of at least ${least[name]}, or leave it out`,
      )
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
