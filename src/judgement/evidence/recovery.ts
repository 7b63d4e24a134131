// How much memory was freed when the scenario's references were dropped? Memory that did not grow, and that only the
// scenario kept alive, is bounded memory. Memory that stays is kept alive by something outside the scenario.
import type { Recording } from '../../model/recording.ts'
import type { Evidence } from '../../model/verdict.ts'

/** Below this many bytes, what was kept and freed may be the engine's own: code, feedback vectors, caches. */
const minBytes = 64 * 1024

/** @returns the evidence, or undefined when the trial had no baseline, no round or no release */
export function findRecovery(recording: Recording): Extract<Evidence, { kind: 'recovery' }> | undefined {
  const { baseline, released } = recording
  const last = recording.rounds.at(-1)
  if (baseline === null || released === null || last === undefined) return undefined
  const size = (reading: { heapUsed: number; external: number }) => reading.heapUsed + reading.external
  const keptBytes = size(last) - size(baseline)
  const recoveredBytes = size(last) - size(released)
  const bounded = Math.min(keptBytes, recoveredBytes) >= minBytes
  return {
    kind: 'recovery',
    pointsTo: bounded ? 'plateau' : 'nothing',
    recoveredBytes,
    keptBytes,
    recoveredObjects: last.alive - released.alive,
  }
}
