// Which of the trials are run? Those of one variant, those whose names match, or the share of one machine.
import { closestName } from '../catalog/find-scenarios.ts'
import type { Trial } from '../child/record-trial.ts'
import { nameOfTrial } from '../model/recording.ts'
import { UsageError } from '../model/usage-error.ts'

export interface Choice {
  /** Only variants of this name. */
  variant?: string | undefined
  /** Only trials whose name matches: `scenario › variant`. */
  grep?: RegExp | undefined
  /** Only the share of one machine. */
  shard?: Shard | undefined
}

/** One machine's share of the trials. */
export interface Shard {
  /** Counts from 1. */
  index: number
  count: number
}

/** A trial, and its number among the trials of all shards. */
export interface Chosen {
  trial: Trial
  number: number
}

/**
 * Chooses trials, and keeps their order.
 * @returns the chosen trials, and the number of trials in all shards
 * @throws UsageError when no trial has the wanted name
 */
export function chooseTrials(
  trials: readonly Trial[],
  { variant, grep, shard }: Choice,
): { chosen: Chosen[]; of: number } {
  const named = variant === undefined ? trials : pickVariants(trials, variant)
  const matching = grep === undefined ? named : pickMatching(named, grep)
  const numbered = matching.map((trial, number) => ({ trial, number }))
  // Round-robin: neighbors are variants of one scenario and take about the same time.
  const chosen =
    shard === undefined ? numbered : numbered.filter(({ number }) => number % shard.count === shard.index - 1)
  return { chosen, of: matching.length }
}

function pickVariants(trials: readonly Trial[], variant: string): readonly Trial[] {
  const picked = trials.filter(({ subject }) => subject.variant === variant)
  if (picked.length > 0 || trials.length === 0) return picked
  const names = [...new Set(trials.map(({ subject }) => subject.variant))]
  throw new UsageError('unknown-variant', { name: variant, near: closestName(variant, names), names })
}

function pickMatching(trials: readonly Trial[], grep: RegExp): readonly Trial[] {
  const picked = trials.filter(({ subject }) => grep.test(nameOfTrial(subject)))
  if (picked.length > 0 || trials.length === 0) return picked
  throw new UsageError('no-variant-matches', {
    pattern: grep.source,
    variants: trials.length,
    example: nameOfTrial(trials[0]!.subject),
  })
}
