// Did the scenario itself keep what memory grew by? What it kept is freed when its references are dropped. What came once and is not
// freed then is the engine's: compiled code and its feedback, tables of caches. It may be many times what a small cache holds, so
// sizes cannot tell the two apart, and the release can.
import type { Recording } from '../../model/recording.ts'
import type { Evidence } from '../../model/verdict.ts'
import { poolBytes } from '../buffer-pool.ts'

/** Growth of fewer bytes is not called bounded memory, unless its curve has certainly leveled off. */
const minBytes = 64 * 1024
/**
 * The scenario kept what memory grew by if dropping it frees at least this part. The rest may be the engine's, for which measured
 * steps of Node's own APIs free up to a quarter: the code of their own functions.
 */
const heldPart = 0.5

/**
 * @param hasLeveledOff whether memory of some kind rose and then certainly stayed level
 * @returns the evidence, or undefined when the trial had no baseline, no round or no release
 */
export function findRecovery(
  recording: Recording,
  hasLeveledOff: boolean,
): Extract<Evidence, { kind: 'recovery' }> | undefined {
  const { baseline, released } = recording
  const last = recording.rounds.at(-1)
  if (baseline === null || released === null || last === undefined) return undefined
  const size = (reading: { heapUsed: number; external: number }) => reading.heapUsed + reading.external
  const keptBytes = size(last) - size(baseline)
  const recoveredBytes = size(last) - size(released)
  const ofPool = Math.min(poolBytes, Math.max(0, last.external - released.external))
  const setUpBytes = Math.max(0, baseline.setUpBytes ?? 0)
  const isEnough = hasLeveledOff ? keptBytes > 0 : keptBytes >= minBytes
  const bounded = isEnough && recoveredBytes - ofPool - setUpBytes >= heldPart * keptBytes
  return {
    kind: 'recovery',
    pointsTo: bounded ? 'plateau' : 'nothing',
    recoveredBytes,
    keptBytes,
    setUpBytes,
    recoveredObjects: last.alive - released.alive,
  }
}
