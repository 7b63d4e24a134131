// What came back when the world was dropped. Memory that the steps built up and the world alone held is bounded
// memory when it did not grow; memory that stays is held by something outside the world.
import type { Recording } from '../../model/recording.ts'
import type { Evidence } from '../../model/verdict.ts'

/** Less than this, kept and given back, is the engine's own: code, feedback, caches of the run-time. Bytes. */
const telling = 64 * 1024

export function findRecovery(recording: Recording): Extract<Evidence, { kind: 'recovery' }> | undefined {
  const { baseline, released } = recording
  const last = recording.rounds.at(-1)
  if (baseline === null || released === null || last === undefined) return undefined
  const size = (reading: { heapUsed: number; external: number }) => reading.heapUsed + reading.external
  const keptBytes = size(last) - size(baseline)
  const recoveredBytes = size(last) - size(released)
  const bounded = Math.min(keptBytes, recoveredBytes) >= telling
  return {
    kind: 'recovery',
    pointsTo: bounded ? 'plateau' : 'nothing',
    recoveredBytes,
    keptBytes,
    recoveredObjects: last.alive - released.alive,
  }
}
