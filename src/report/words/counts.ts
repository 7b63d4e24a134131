// Numbers with a noun: `1 round`, `2,060 steps`.
import { formatCount } from './numbers.ts'

/** `1 file`, `1,200 files`. */
export function plural(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`
}

export function describeRounds(rounds: number): string {
  return plural(rounds, 'round')
}

export function describeSteps(steps: number): string {
  return plural(steps, 'step')
}

export function describeObjects(objects: number): string {
  return plural(objects, 'object')
}

/** The trials that `--bail` left out. */
export function describeNotRun(count: number): string {
  return `${count} not run, because enough claims were not met`
}
