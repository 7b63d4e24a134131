// Which of all trials are to be lived: one variant's, those whose names match, one machine's share.
import { nearest } from '../catalog/find-scenarios.ts'
import type { Trial } from '../child/record-trial.ts'
import { nameOfTrial } from '../model/recording.ts'
import { UsageError } from '../model/usage-error.ts'

export interface Choice {
  /** Only this variant, of whatever scenario has it. */
  variant?: string | undefined
  /** Only what matches: `scenario › variant`. */
  grep?: RegExp | undefined
  /** Only the trials of one of so many machines; counts from 1. */
  shard?: Shard | undefined
}

export interface Shard {
  index: number
  count: number
}

/** A trial and its number among those of all shards. */
export interface Chosen {
  trial: Trial
  number: number
}

/**
 * Chooses, in the order of the trials.
 * @returns the chosen, and how many all shards have together
 * @throws UsageError when nothing has the wanted name
 */
export function choose(
  trials: readonly Trial[],
  { variant, grep, shard }: Choice,
): { chosen: Chosen[]; of: number } {
  const named = variant === undefined ? trials : pickVariants(trials, variant)
  const matching = grep === undefined ? named : pickMatching(named, grep)
  const numbered = matching.map((trial, number) => ({ trial, number }))
  // By turns: neighbours are variants of one scenario, and take about as long.
  const chosen =
    shard === undefined ? numbered : numbered.filter(({ number }) => number % shard.count === shard.index - 1)
  return { chosen, of: matching.length }
}

function pickVariants(trials: readonly Trial[], variant: string): readonly Trial[] {
  const picked = trials.filter(({ subject }) => subject.variant === variant)
  if (picked.length > 0 || trials.length === 0) return picked
  const names = [...new Set(trials.map(({ subject }) => subject.variant))]
  const near = nearest(variant, names)
  const listed = names.map(name => `'${name}'`).join(', ')
  throw new UsageError(
    `there is no variant called '${variant}'`,
    near === undefined ? `there are ${listed}` : `did you mean '${near}'? There are ${listed}`,
  )
}

function pickMatching(trials: readonly Trial[], grep: RegExp): readonly Trial[] {
  const picked = trials.filter(({ subject }) => grep.test(nameOfTrial(subject)))
  if (picked.length > 0 || trials.length === 0) return picked
  throw new UsageError(
    `none of ${trials.length} variants matches ${grep.source}`,
    `--grep is matched with names such as '${nameOfTrial(trials[0]!.subject)}'`,
  )
}
