// What was measured of a lesson in a rehearsal. It stands in where the machine of the lecture is too slow.
import type { Result } from './report.ts'

export interface Rehearsed {
  variant: Result
  /** Null for a scenario with one variant. */
  against: Result | null
  /** `2026-11-29 08:42`, local time. */
  recordedAt: string
  /** How long it took to measure the variant, in milliseconds, without the inspection of its heap. */
  tookMs: number
}
