// Numbers with a noun: `1 round`, `2,060 steps`.
import { formatCount } from './numbers.ts'
import { pluralForm } from './plurals.ts'

/** `1 file`, `1,200 files`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${pluralForm(count, one, many)}`
}

export function describeRounds(rounds: number): string {
  return plural(rounds, 'round')
}

export function describeObjects(objects: number): string {
  return plural(objects, 'object')
}

/** How many of the trials of a run have ended. */
export function describeEnded(ended: number, of: number): string {
  return `${formatCount(ended)} of ${formatCount(of)}`
}

/** `about 40 s left`, `about 2 min left`: rounded up, for it is an estimate. */
export function describeTimeLeft(leftMs: number): string {
  const tens = Math.max(1, Math.ceil(leftMs / 10_000))
  return tens < 6 ? `about ${tens}0 s left` : `about ${formatCount(Math.ceil(leftMs / 60_000))} min left`
}

/** The first line of a check without targets in a folder that has no check of its own. */
export function describeCatalogCheck(variants: number): string {
  return `No file here is named *.leak.*, so leaklab checks its own catalog: ${plural(variants, 'variant')}. To check a file of yours: leaklab check ./my-thing.ts (leaklab new my-thing writes a first one).`
}

/** The first line of a check without targets in a folder that has checks. */
export function describeOwnCheck(files: number): string {
  return `Checking ${plural(files, 'file')} named *.leak.*; \`leaklab check catalog\` has leaklab's own.`
}
