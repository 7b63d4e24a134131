// What is a trial doing right now? One short line for the spinner.
import type { Recording } from '../../model/recording.ts'
import { cleanLine } from '../terminal/clean.ts'
import { plural } from '../words/counts.ts'
import { nameVariant } from '../words/names.ts'
import { formatCount, formatDelta } from '../words/numbers.ts'

const ascii = { unicode: false }

/** `unbounded Map: round 12, 4,096 steps, +3.8 MB, 4,096 alive`. Except for the name it is ASCII. */
export function renderProgress(recording: Recording): string {
  return `${cleanLine(nameVariant(recording.subject), { unicode: true })}: ${describePhase(recording)}`
}

function describePhase({ runtime, baseline, rounds, released }: Recording): string {
  if (runtime === null) return 'starting'
  if (baseline === null) return 'set-up'
  if (released !== null) return 'released'
  const last = rounds.at(-1)
  if (last === undefined) return 'first step'
  const grown = last.heapUsed + last.external - baseline.heapUsed - baseline.external
  const parts = [
    `${last.stage === 0 ? 'warm-up round' : 'round'} ${formatCount(last.round + 1)}`,
    plural(last.totalSteps, 'step'),
    formatDelta(grown, ascii),
  ]
  if (last.watched > 0) parts.push(`${formatCount(last.alive)} alive`)
  return parts.join(', ')
}
