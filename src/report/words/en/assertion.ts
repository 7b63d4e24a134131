// Why did an assertion fail? The words for its message.
import type { Result } from '../../../model/report.ts'
import type { Verdict } from '../../../model/verdict.ts'
import { plural } from './counts.ts'
import { describeHeadline } from './headline.ts'
import { formatCount, formatStepBytes } from './numbers.ts'
import { pluralForm } from './plurals.ts'

/** What was asserted. */
export type Expectation =
  | { of: 'no-leak' }
  | { of: 'leak' }
  | { of: 'at-most'; bytesPerStep: number; retained: number }
  | { of: 'more-than'; bytesPerStep: number; retained: number }

export function describeRefuted(expectation: Expectation, result: Result): string {
  const { sentence } = describeHeadline(result)
  switch (expectation.of) {
    case 'no-leak':
      return `expected no leak, but it ${sentence}`
    case 'leak':
      return `expected a leak, and there is none: ${sentence}`
    case 'at-most':
      if (expectation.retained <= expectation.bytesPerStep)
        return `expected at most ${formatStepBytes(expectation.bytesPerStep)} to be retained by a step, but it ${sentence}`
      return `expected at most ${formatStepBytes(expectation.bytesPerStep)} to be retained by a step, but it retains ${formatStepBytes(expectation.retained)}`
    case 'more-than':
      return `expected more than ${formatStepBytes(expectation.bytesPerStep)} to be retained by a step, but it retains ${formatStepBytes(expectation.retained)}`
  }
}

/** For a trial without an answer: failed or inconclusive. */
export function describeUndecided(result: Result): string {
  const { sentence } = describeHeadline(result)
  return result.verdict.outcome === 'failed'
    ? `it could not be measured: ${sentence}`
    : `no verdict, for ${sentence}`
}

export function adviseUndecided({ outcome }: Verdict, adviceOnFailure: string, isFile: boolean): string {
  if (outcome === 'failed') return adviceOnFailure
  return isFile
    ? 'give it more time: { timeoutMs: 120_000 }, and the test as well'
    : 'give it more time, { timeoutMs: 60_000 }, and the test as well; a file is measured in a process of its own, which is quieter'
}

/** The objects that a function returned, and how many of them are alive after collection. */
export interface Survivors {
  /** How often the function was called: it returned one object each time. */
  called: number
  alive: number
  /** Class names of those alive, with their number. */
  labels: readonly { label: string; alive: number }[]
  /** Collections that were forced. */
  collections: number
}

export function describeAlive({ called, alive, labels, collections }: Survivors): string {
  const named = labels.slice(0, 3).map(({ label, alive }) => `${formatCount(alive)} ${label}`)
  return `expected ${plural(called, 'object')} to be collected, but ${formatCount(alive)} of them ${pluralForm(alive, 'is', 'are')} still alive after ${plural(collections, 'collection')} (${named.join(', ')})`
}

export function describeAllCollected({ called, collections }: Survivors): string {
  return `expected something to stay alive of ${plural(called, 'object')}, but all were collected, after ${plural(collections, 'collection')}`
}

/** What was expected and found, beside the message: a test runner shows the difference of the two. */
export const noLeak = 'no leak'
export const allCollected = 'all collected'

export function describeRetained(bytesPerStep: number): string {
  return `${bytesPerStep} bytes per step`
}

export function describeMost(bytesPerStep: number): string {
  return `at most ${bytesPerStep} bytes per step`
}

export function describeHowManyAlive({ alive, called }: Pick<Survivors, 'alive' | 'called'>): string {
  return `${alive} of ${called} alive`
}
