// Which values may a person set? No dependency: the definitions of the command line load this file.

/** No trial has more readings: a schedule stops there. */
export const maxRounds = 20_000

/** From the smallest to the largest value. */
export interface Limits {
  least: number
  most: number
}

/** The useful values of each option; the command line and the configuration have the same. */
export const limits = {
  rounds: { least: 3, most: maxRounds },
  steps: { least: 1, most: 1_000_000_000 },
  /** A timer takes at most 2^31 − 1 ms. */
  timeoutMs: { least: 1, most: 2_000_000_000 },
  /** A terabyte. */
  heapLimitMb: { least: 16, most: 1_000_000 },
  retries: { least: 0, most: 100 },
} as const satisfies Record<string, Limits>
