// Which of the trials are run? Those of one variant, those whose names match, or the share of one machine.
import { closestName } from '../catalog/find-scenarios.ts'
import type { Trial } from '../child/record-trial.ts'
import { nameOfTrial } from '../model/recording.ts'
import { UsageError } from '../model/usage-error.ts'
import { formsOf } from '../report/terminal/shown-name.ts'

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

/** Chooses from trials that become known little by little. */
export interface Chooser {
  /** The chosen ones of some more trials, in their order. */
  choose(trials: readonly Trial[]): Chosen[]
  /**
   * Says that all trials are known.
   * @returns the number of chosen trials in all shards
   * @throws UsageError when no trial has the wanted name
   */
  end(): number
}

export function createChooser({ variant, grep, shard }: Choice): Chooser {
  /** Of all variants, and how many of them have the wanted name. */
  const names = new Set<string>()
  let named = 0
  let example = ''
  let of = 0
  const isNamed = ({ subject }: Trial) => variant === undefined || formsOf(subject.variant).includes(variant)
  const isMatching = ({ subject }: Trial) =>
    grep === undefined || formsOf(nameOfTrial(subject)).some(name => grep.test(name))
  // Round-robin: neighbors are variants of one scenario and take about the same time.
  const isOfShard = ({ number }: Chosen) => shard === undefined || number % shard.count === shard.index - 1
  return {
    choose(trials) {
      for (const { subject } of trials) names.add(subject.variant)
      const wanted = trials.filter(isNamed)
      named += wanted.length
      if (wanted[0] !== undefined) example ||= nameOfTrial(wanted[0].subject)
      return wanted
        .filter(isMatching)
        .map(trial => ({ trial, number: of++ }))
        .filter(isOfShard)
    },
    end() {
      if (of > 0 || names.size === 0) return of
      if (named > 0)
        throw new UsageError('no-variant-matches', { pattern: grep!.source, variants: named, example })
      const known = [...names]
      throw new UsageError('unknown-variant', {
        name: variant!,
        near: closestName(variant!, known),
        names: known,
      })
    },
  }
}

/**
 * Chooses from all trials, and keeps their order.
 * @returns the chosen trials, and the number of trials in all shards
 * @throws UsageError when no trial has the wanted name
 */
export function chooseTrials(trials: readonly Trial[], choice: Choice): { chosen: Chosen[]; of: number } {
  const chooser = createChooser(choice)
  const chosen = chooser.choose(trials)
  return { chosen, of: chooser.end() }
}
