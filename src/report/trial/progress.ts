// How far is a run, and what is a trial doing right now? Short lines for the spinner.
import type { Recording } from '../../model/recording.ts'
import { cleanLine } from '../terminal/clean.ts'
import { words } from '../words/words.ts'

/** With fewer ended trials an estimate would be a guess. */
const enoughEnded = 3

/**
 * `37 of 233, about 2 min left`. Trials that run at the same time are in the estimate, because it takes the time of all that
 * have ended together.
 * @param of null while not all trials are known
 */
export function renderEnded({
  ended,
  of,
  elapsedMs,
}: {
  ended: number
  of: number | null
  elapsedMs: number
}): string {
  if (of === null) return words.progress.describeEndedSoFar(ended)
  const leftMs = (elapsedMs / ended) * (of - ended)
  return words.progress.describeEndedTrials(ended, of, ended < enoughEnded ? null : leftMs)
}

/** `unbounded Map: round 12, 4,096 iterations, +3.8 MB, 4,096 alive`. Except for the name it is ASCII. */
export function renderProgress(recording: Recording): string {
  const name = cleanLine(words.names.nameVariant(recording.subject), { unicode: true })
  return words.progress.describeTrial(name, describePhase(recording))
}

function describePhase({ runtime, baseline, rounds, released }: Recording): string {
  if (runtime === null) return words.progress.phaseWords.starting
  if (baseline === null) return words.progress.phaseWords.setUp
  if (released !== null) return words.progress.phaseWords.released
  const last = rounds.at(-1)
  if (last === undefined) return words.progress.phaseWords.firstStep
  return words.progress.describeRoundPhase({
    isWarmUp: last.stage === 0,
    round: last.round + 1,
    steps: last.totalSteps,
    grownBytes: last.heapUsed + last.external - baseline.heapUsed - baseline.external,
    alive: last.watched > 0 ? last.alive : null,
  })
}
