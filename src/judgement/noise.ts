// How large is the measurement noise of the heap? Read from a recording of a scenario that retains nothing.
import type { Recording } from '../model/recording.ts'
import { median } from './statistics.ts'

export interface Noise {
  rounds: number
  /** Absolute change of the heap from one measured round to the next, in bytes. */
  medianBytes: number
  largestBytes: number
}

/** @returns the noise of the measured rounds; zeros with fewer than two of them */
export function measureNoise({ rounds }: Recording): Noise {
  const measured = rounds.filter(({ stage }) => stage > 0)
  const changes = measured.slice(1).map((round, i) => Math.abs(round.heapUsed - measured[i]!.heapUsed))
  if (changes.length === 0) return { rounds: 0, medianBytes: 0, largestBytes: 0 }
  return { rounds: measured.length, medianBytes: median(changes), largestBytes: Math.max(...changes) }
}
