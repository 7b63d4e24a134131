// What limits the certainty of a verdict?
import { nameEngine, type Offer } from '../../../model/runtime.ts'
import type { Caveat } from '../../../model/verdict.ts'
import { describeObjects, describeRounds, plural } from './counts.ts'
import { formatBytes, formatCount, formatPerIteration } from './numbers.ts'
import { pluralForm } from './plurals.ts'
import { seriesWords } from './series.ts'

/** What an engine may not offer. */
export const offerWords: Record<Offer, string> = {
  'major-collections': 'proof that each forced collection was a major one',
  'exact-liveness': 'exact liveness (it may keep a few objects by chance)',
  'exact-bytes': 'exact bytes (a small leak of unwatched objects can go unnoticed)',
  'external-memory': 'memory outside the heap',
  'uncounted-memory': 'memory that no counter explains',
  'active-resources': 'timers, sockets and other handles',
  'retaining-paths': 'retaining paths',
}

export function describeCaveat(caveat: Caveat): string {
  switch (caveat.code) {
    case 'nothing-watched':
      return 'nothing was watched, so bytes alone decide; lab.watch(object) would show which objects stay alive'
    case 'noisy':
      return `measurement noise: a leak below ${formatPerIteration(caveat.hiddenBytesPerStep)} could go unnoticed`
    case 'did-not-converge':
      return `the heap was still moving when ${describeRounds(caveat.rounds)} ended`
    case 'few-rounds':
      return `only ${describeRounds(caveat.rounds)} ${pluralForm(caveat.rounds, 'was', 'were')} measured; ${caveat.fixed ? 'more --rounds' : 'more time'} would make it surer`
    case 'cut-short':
      return `it was stopped at the time limit of ${formatCount(caveat.afterMs / 1000)} s, and judged by what was read before`
    case 'ended-by-error':
      return `iteration ${formatCount(caveat.step)} failed, and it was judged by what was read before: ${caveat.message}`
    case 'uncounted-rises':
      return caveat.onceInUseBytes === undefined
        ? `memory that V8 does not count rose by ${formatPerIteration(caveat.bytesPerStep)} at the end, too shortly to be called a leak; a longer --timeout would decide`
        : `memory that V8 does not count rose by ${formatPerIteration(caveat.bytesPerStep)} at the end; malloc may keep so much of the ${formatBytes(caveat.onceInUseBytes)} of buffers that were once in use`
    case 'not-looked-at':
      return `not looked at: ${caveat.series.map(series => seriesWords[series]).join(', ')}`
    case 'not-offered':
      return `not offered by ${nameEngine(caveat.engine)}: ${caveat.offers.map(offer => offerWords[offer]).join(', ')}`
    case 'sampled':
      return `the table of watched objects was full: ${describeObjects(caveat.untracked)} more could only be counted`
    case 'foreign-lines':
      return `${plural(caveat.lines, 'line')} on the channel ${pluralForm(caveat.lines, 'was', 'were')} not leaklab's own and did not count`
    case 'not-major':
      return `of ${plural(caveat.forced, 'forced collection')} only ${formatCount(caveat.forcedMajor)} were major, so no reading can be trusted`
  }
}

/** Like `describeCaveat`, short enough for one line. */
export function describeCaveatBriefly(caveat: Caveat): string {
  switch (caveat.code) {
    case 'nothing-watched':
      return 'bytes alone decide; lab.watch(object) would show which objects stay alive'
    case 'noisy':
      return describeCaveat(caveat)
    case 'did-not-converge':
      return `the heap was still changing at the end of ${describeRounds(caveat.rounds)}`
    case 'few-rounds':
      return `only ${describeRounds(caveat.rounds)} measured; ${caveat.fixed ? '--rounds' : '--timeout'} allows more`
    case 'cut-short':
      return `stopped at the time limit of ${formatCount(caveat.afterMs / 1000)} s; the readings before it decide`
    case 'ended-by-error':
      return `iteration ${formatCount(caveat.step)} failed; the readings before it decide: ${caveat.message}`
    case 'uncounted-rises':
      return `memory that V8 does not count rose by ${formatPerIteration(caveat.bytesPerStep)}; ${
        caveat.onceInUseBytes === undefined
          ? 'a longer --timeout would decide'
          : 'malloc may keep so much of what buffers used'
      }`
    case 'not-looked-at':
    case 'not-offered':
      return describeCaveat(caveat)
    case 'sampled':
      return `the table of watched objects was full: ${plural(caveat.untracked, 'object')} not followed`
    case 'foreign-lines':
      return `${plural(caveat.lines, 'line')} on leaklab's channel came from elsewhere, and did not count`
    case 'not-major':
      return `only ${formatCount(caveat.forcedMajor)} of ${plural(caveat.forced, 'forced collection')} were major; no reading can be trusted`
  }
}

/** The trial was repeated: how many trials before it had no answer. */
export function describeRetries(retries: number): string {
  return `${plural(retries, 'earlier trial')} ended inconclusive`
}
