// How far is a run, and what is a trial doing right now? Short lines for the spinner.
import type { Recording } from '../../model/recording.ts'
import { cleanLine } from '../terminal/clean.ts'
import { words } from '../words/words.ts'

const ascii = { unicode: false }
/** With fewer ended trials an estimate would be a guess. */
const enoughEnded = 3

/**
 * `37 of 233, about 2 min left`. Trials that run at the same time are in the estimate, because it takes the time of all that
 * have ended together.
 */
export function renderEnded({
  ended,
  of,
  elapsedMs,
}: {
  ended: number
  of: number
  elapsedMs: number
}): string {
  const leftMs = (elapsedMs / ended) * (of - ended)
  return ended < enoughEnded
    ? words.counts.describeEnded(ended, of)
    : `${words.counts.describeEnded(ended, of)}, ${words.counts.describeTimeLeft(leftMs)}`
}

/** `unbounded Map: round 12, 4,096 steps, +3.8 MB, 4,096 alive`. Except for the name it is ASCII. */
export function renderProgress(recording: Recording): string {
  return `${cleanLine(words.names.nameVariant(recording.subject), { unicode: true })}: ${describePhase(recording)}`
}

function describePhase({ runtime, baseline, rounds, released }: Recording): string {
  if (runtime === null) return 'starting'
  if (baseline === null) return 'set-up'
  if (released !== null) return 'released'
  const last = rounds.at(-1)
  if (last === undefined) return 'first step'
  const grown = last.heapUsed + last.external - baseline.heapUsed - baseline.external
  const parts = [
    `${last.stage === 0 ? 'warm-up round' : 'round'} ${words.numbers.formatCount(last.round + 1)}`,
    words.counts.plural(last.totalSteps, 'step'),
    words.numbers.formatDelta(grown, ascii),
  ]
  if (last.watched > 0) parts.push(`${words.numbers.formatCount(last.alive)} alive`)
  return parts.join(', ')
}
