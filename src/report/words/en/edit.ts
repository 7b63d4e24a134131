// What does `leaklab edit` say while a scenario is edited?
import type { Outcome } from '../../../model/verdict.ts'
import { plural } from './counts.ts'
import { outcomeWords } from './headline.ts'

export const loading = 'Loading the file …'
export const measureAgain = 'measure again'
export const nextVariant = 'next variant'
export const variantBefore = 'variant before'

export function describeRun(number: number): string {
  return `run ${number}`
}

export function describeSaveHint(file: string): string {
  return `Change ${file} in your editor. On each save all variants are measured again.`
}

/**
 * What was measured before and what now.
 * @param before null if it was not measured before
 * @param now null while it runs
 * @param rounds rounds of the newest run so far; null if it has not begun
 */
export function describeChange(before: Outcome | null, now: Outcome | null, rounds: number | null): string {
  const running = rounds === null ? 'waiting' : `running, ${plural(rounds, 'round')}`
  const current = now === null ? running : outcomeWords[now]
  if (before === null) return current
  return before === now ? `${current}, as before` : `before: ${outcomeWords[before]}, now: ${current}`
}

export function describeLegend(solid: string, shade: string, hasBefore: boolean): string {
  return hasBefore ? `${solid} now   ${shade} before the newest save` : `${solid} now`
}

/** After leaving. @param isNew whether leaklab wrote the file */
export function describeLeft(file: string, isNew: boolean): string {
  return isNew ? `${file} is yours now. To go on: leaklab edit ${file}` : `To go on: leaklab edit ${file}`
}

/** Without a terminal, or in plain mode: each run is a report. */
export function describeCopied(file: string): string {
  return `${file} is a copy of the scenario.`
}
