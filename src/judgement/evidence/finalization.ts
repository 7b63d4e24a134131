// How many finalization callbacks came for the watched objects? This evidence never decides, because the language
// specification guarantees no callback.
import type { Recording } from '../../model/recording.ts'
import type { Evidence } from '../../model/verdict.ts'

/** @returns the evidence, or undefined when nothing was watched */
export function findFinalization(
  recording: Recording,
): Extract<Evidence, { kind: 'finalization' }> | undefined {
  const last = recording.rounds.at(-1)
  if (last === undefined || last.watched === 0) return undefined
  return {
    kind: 'finalization',
    pointsTo: 'nothing',
    watched: last.watched - last.untracked,
    delivered: last.finalized,
  }
}
