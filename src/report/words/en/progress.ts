// What is a trial doing right now? The words of the progress line. Except for names it is ASCII.
import { describeEnded, describeTimeLeft, plural } from './counts.ts'
import { formatCount, formatDelta } from './numbers.ts'

/** `37 of 233, about 2 min left`. @param leftMs null while an estimate would be a guess */
export function describeEndedTrials(ended: number, of: number, leftMs: number | null): string {
  return leftMs === null
    ? describeEnded(ended, of)
    : `${describeEnded(ended, of)}, ${describeTimeLeft(leftMs)}`
}

/** While not all trials are known. */
export function describeEndedSoFar(ended: number): string {
  return `${plural(ended, 'variant')} measured`
}

/** The phases before the first round and after the last. */
export const phaseWords = {
  starting: 'starting',
  setUp: 'set-up',
  firstStep: 'first iteration',
  released: 'released',
}

/** `round 12, 4,096 iterations, +3.8 MB, 4,096 alive`. @param alive null if nothing is watched */
export function describeRoundPhase(at: {
  isWarmUp: boolean
  round: number
  steps: number
  grownBytes: number
  alive: number | null
}): string {
  return [
    `${at.isWarmUp ? 'warm-up round' : 'round'} ${formatCount(at.round)}`,
    plural(at.steps, 'iteration'),
    formatDelta(at.grownBytes, { unicode: false }),
    ...(at.alive === null ? [] : [`${formatCount(at.alive)} alive`]),
  ].join(', ')
}

/** The progress line of a trial: its name and what it does. */
export function describeTrial(name: string, phase: string): string {
  return `${name}: ${phase}`
}
