// What do the codes mean, in words? All sentences of all reports are here, and nothing else is.
import type { Failure, Moment, Tick } from '../../model/event.ts'
import type { Ending, Recording, Subject } from '../../model/recording.ts'
import type { Result } from '../../model/report.ts'
import {
  type Caveat,
  type Evidence,
  findEvidence,
  type Outcome,
  type Series,
  type Verdict,
} from '../../model/verdict.ts'
import type { Claim, ClaimException } from '../../scenario/scenario.ts'
import { formatBytes, formatCount, formatPerStep, formatStepBytes } from './numbers.ts'
import { describeRetentionEvidence } from './retention.ts'
import { describeApplied, describeRefused } from './tolerance.ts'

type Piece<Kind extends Evidence['kind']> = Extract<Evidence, { kind: Kind }>

/** A verdict in one line, and the little that tables and one-line reports have room for. */
export interface Headline {
  sentence: string
  short: string
}

export const outcomeWords: Record<Outcome, string> = {
  leaking: 'leaking',
  plateau: 'plateau',
  collected: 'collected',
  inconclusive: 'inconclusive',
  failed: 'failed',
}

export const claimWords: Record<Claim, string> = {
  leaks: 'leaks',
  plateaus: 'plateaus',
  collects: 'collects',
}

const claimSentences: Record<Claim, string> = {
  leaks: 'it leaks (grows without bound)',
  plateaus: 'it plateaus (keeps a bounded amount)',
  collects: 'it collects (keeps nothing)',
}

/** What the variant claims of itself, as the line under its name. */
export function describeClaim({
  claim,
  stated,
  exception,
}: Pick<Subject, 'claim' | 'stated' | 'exception'>): string {
  if (!stated) return 'no claim stated; it is expected not to leak'
  if (exception === null) return `claim: ${claimSentences[claim]}`
  const { runtimes, usual, because } = exception
  return `claim on ${runtimes}: ${claimSentences[claim]}, where otherwise it ${usual}: ${because}`
}

/** What is otherwise elsewhere, as the line under a variant's name. */
export function describeException({ runtimes, claim, because }: ClaimException): string {
  return `except on ${runtimes}, where it ${claim}: ${because}`
}

/** Whether the claim holds. */
export function describeClaimMet(verdict: Verdict, { claim, stated }: Subject): string {
  const { outcome, claimMet } = verdict
  if (claimMet === null) return 'the claim is neither met nor refuted'
  const granted = describeApplied(verdict)
  if (granted !== undefined) return stated ? `claim met: ${granted}` : granted
  const denied = claimMet ? '' : describeRefused(verdict)
  if (!stated) return claimMet ? 'no leak, as expected' : `expected not to leak, and it leaks${denied}`
  const claimed = `it ${claim}`
  return claimMet
    ? `claim met: ${claimed}`
    : `claim refuted: said "${claimed}", but ${found[outcome]}${denied}`
}

const found: Record<Outcome, string> = {
  leaking: 'it leaks',
  plateau: 'it keeps a bounded amount',
  collected: 'it keeps nothing',
  inconclusive: 'nothing is certain',
  failed: 'it could not be run',
}

const seriesWords: Record<Series, string> = {
  heap: 'JS heap',
  external: 'external memory',
  arrayBuffers: 'array buffers',
  alive: 'watched objects',
}

/** The growth that a verdict is about: the largest that points to a leak, else that of the JS heap. */
export function findMainGrowth({ evidence }: Verdict): Piece<'growth'> | undefined {
  const growth = evidence.filter(piece => piece.kind === 'growth')
  const leaking = growth
    .filter(({ pointsTo }) => pointsTo === 'leaking')
    .sort((a, b) => b.bytesPerStep - a.bytesPerStep)
  return leaking[0] ?? growth.find(({ series }) => series === 'heap')
}

/** What a column about growth says: a figure where it grows, `none` where it does not. */
export function describeGrowthShort(verdict: Verdict): string {
  const growth = findMainGrowth(verdict)
  if (growth === undefined || verdict.outcome === 'failed') return ''
  if (growth.trend === 'rising') return formatStepBytes(growth.bytesPerStep)
  return growth.trend === 'unclear' ? 'unclear' : 'none'
}

export function describeHeadline({ recording, verdict }: Pick<Result, 'recording' | 'verdict'>): Headline {
  switch (verdict.outcome) {
    case 'leaking':
      return describeLeak(verdict)
    case 'plateau':
      return describePlateau(verdict)
    case 'collected':
      return describeCollected(verdict)
    case 'inconclusive':
      return {
        sentence: 'neither growth nor rest could be shown in the time there was',
        short: '',
      }
    case 'failed':
      return describeTrouble(recording, verdict)
  }
}

function describeLeak(verdict: Verdict): Headline {
  const growth = findMainGrowth(verdict)
  const survivors = findEvidence(verdict.evidence, 'survivors')
  if (growth?.pointsTo === 'leaking') {
    const figure = formatPerStep(growth.bytesPerStep)
    const where =
      growth.series === 'heap'
        ? ''
        : growth.series === 'external'
          ? ' outside the JS heap'
          : ' in array buffers'
    return { sentence: `grows by ${figure}${where}`, short: figure }
  }
  if (survivors?.pointsTo === 'leaking') {
    const objects = describeObjects(survivors.alive)
    return { sentence: `keeps ever more objects: ${formatCount(survivors.alive)} alive`, short: objects }
  }
  const exhaustion = findEvidence(verdict.evidence, 'exhaustion')
  if (exhaustion !== undefined) {
    const at = `${formatCount(exhaustion.limitMb)} MB`
    return { sentence: `ran out of memory at ${at}`, short: `out of memory` }
  }
  return { sentence: 'grows without bound', short: '' }
}

function describePlateau(verdict: Verdict): Headline {
  const survivors = findEvidence(verdict.evidence, 'survivors')
  if (survivors !== undefined && survivors.alive > 0) {
    const kept = formatCount(survivors.alive)
    return {
      sentence: `keeps ${kept} of ${formatCount(countTracked(verdict))} watched objects, and no more`,
      short: `keeps ${kept}`,
    }
  }
  const recovery = findEvidence(verdict.evidence, 'recovery')
  if (recovery !== undefined && recovery.recoveredBytes > 0) {
    const kept = formatBytes(recovery.recoveredBytes)
    return { sentence: `keeps ${kept}, and no more`, short: `keeps ${kept}` }
  }
  return { sentence: 'grew to a level and stays there', short: '' }
}

function describeCollected(verdict: Verdict): Headline {
  if (findEvidence(verdict.evidence, 'survivors') === undefined) {
    return { sentence: 'memory comes back to where it was', short: 'keeps nothing' }
  }
  const watched = formatCount(countTracked(verdict))
  return { sentence: `keeps none of ${watched} watched objects`, short: 'keeps none' }
}

/** Objects that were really watched: those that could only be counted are not among them. */
export function countTracked(verdict: Verdict): number {
  return (
    findEvidence(verdict.evidence, 'finalization')?.watched ??
    findEvidence(verdict.evidence, 'survivors')?.watched ??
    0
  )
}

// Evidence

/** Bytes that a release must give back to be worth a sentence. */
const reportableBytes = 16 * 1024

/** One sentence for each piece, those that speak for the outcome first. */
export function describeEvidence(verdict: Verdict): string[] {
  const { outcome, evidence } = verdict
  const level = (series: Series) =>
    evidence.some(piece => piece.kind === 'growth' && piece.series === series && piece.trend === 'flat')
  // External memory has the array buffers in it: two that do not grow are one piece of news.
  const together = level('external') && level('arrayBuffers')
  const order = (piece: Evidence) => (piece.pointsTo === outcome ? 0 : 1)
  return [...evidence]
    .sort((a, b) => order(a) - order(b))
    .flatMap(piece => {
      if (together && piece.kind === 'growth' && piece.series === 'external')
        return ['external memory and array buffers: no growth']
      if (together && piece.kind === 'growth' && piece.series === 'arrayBuffers') return []
      if (piece.kind === 'recovery') return describeRecovery(piece, outcome)
      return [describePiece(piece, verdict)]
    })
}

function describePiece(piece: Exclude<Evidence, { kind: 'recovery' }>, verdict: Verdict): string {
  switch (piece.kind) {
    case 'growth':
      return describeGrowth(piece)
    case 'survivors':
      return describeSurvivors(piece, verdict)
    case 'finalization':
      return `callbacks delivered: ${formatCount(piece.delivered)} of ${formatCount(piece.watched)} before the release (the language promises none)`
    case 'retention':
      return describeRetentionEvidence(piece)
    case 'exhaustion':
      return `it ran out of memory at ${formatCount(piece.limitMb)} MB, after ${describeSteps(piece.steps)}`
  }
}

function describeGrowth({ series, trend, bytesPerStep, low, high, rounds, steps }: Piece<'growth'>): string {
  const what = seriesWords[series]
  const over = `${describeRounds(rounds)}, ${describeSteps(steps)}`
  const between = `between ${formatStepBytes(low)} and ${formatStepBytes(high)}`
  switch (trend) {
    case 'rising':
      return `${what}: grows by ${formatPerStep(bytesPerStep)} over ${over} (${between})`
    case 'flat':
      return `${what}: no growth over ${over}${high >= 0.05 ? ` (at most ${formatPerStep(high)})` : ''}`
    case 'leveled-off':
      return `${what}: grew at first, then held its level, over ${over}`
    case 'unclear':
      return `${what}: growth cannot be told from noise over ${over} (${between} a step)`
  }
}

function describeSurvivors(survivors: Piece<'survivors'>, verdict: Verdict): string {
  const { alive, trend, oldestRound, lastRound, labels } = survivors
  const watched = formatCount(countTracked(verdict))
  if (alive === 0) return `alive after collection: none of ${watched} watched objects`
  const living = labels.filter(label => label.alive > 0).sort((a, b) => b.alive - a.alive)
  const named =
    living.length === 1
      ? living.map(({ label }) => label)
      : living.slice(0, 3).map(({ label, alive }) => `${formatCount(alive)} ${label}`)
  if (living.length > 3) named.push(`${formatCount(living.length - 3)} more kinds`)
  const count = `${formatCount(alive)} of ${watched} watched objects`
  const who = named.length > 0 ? ` (${named.join(', ')})` : ''
  return `alive after collection: ${count}${who}${describeAge(trend, oldestRound, lastRound)}`
}

function describeAge(trend: Piece<'survivors'>['trend'], oldest: number | null, last: number): string {
  if (trend === 'rising') return ', more with every round'
  if (trend === 'unclear') return ', a number that has not come to rest'
  if (oldest === null) return ''
  if (oldest === last) return ', all from the last round'
  return `, the oldest from ${oldest < 0 ? 'the set-up' : `round ${oldest + 1} of ${last + 1}`}`
}

/** What a release gave back, bytes first. Nothing is told of few: warm-up and its code come and go. */
function describeFreed({ recoveredBytes, recoveredObjects }: Piece<'recovery'>): string[] {
  return [
    ...(recoveredBytes >= reportableBytes ? [formatBytes(recoveredBytes)] : []),
    ...(recoveredObjects > 0 ? [describeObjects(recoveredObjects)] : []),
  ]
}

/** The same for a table; an empty string when there was no release. */
export function describeFreedShort(verdict: Verdict): string {
  const recovery = findEvidence(verdict.evidence, 'recovery')
  return recovery === undefined ? '' : (describeFreed(recovery)[0] ?? 'nothing')
}

function describeRecovery(recovery: Piece<'recovery'>, outcome: Outcome): string[] {
  const parts = describeFreed(recovery)
  if (parts.length > 0) return [`the release gave back ${parts.join(' and ')}`]
  return outcome === 'leaking' ? ['the release gave back nothing: what grew is held from outside'] : []
}

export function describeCaveat(caveat: Caveat): string {
  switch (caveat.code) {
    case 'nothing-watched':
      return 'nothing was watched, so bytes alone decide; lab.watch(object) would tell which objects stay alive'
    case 'noisy':
      return `the heap moves by itself: a leak below ${formatPerStep(caveat.hiddenBytesPerStep)} could hide in it`
    case 'did-not-converge':
      return `the heap was still moving when ${describeRounds(caveat.rounds)} ended`
    case 'few-rounds':
      return `only ${describeRounds(caveat.rounds)} ${caveat.rounds === 1 ? 'was' : 'were'} measured; more time or more --rounds would make it surer`
    case 'cut-short':
      return `it was stopped at the time limit of ${formatCount(caveat.afterMs / 1000)} s, and judged by what was read before`
    case 'sampled':
      return `the table of watched objects was full: ${describeObjects(caveat.untracked)} more could only be counted`
    case 'foreign-lines':
      return `${plural(caveat.lines, 'line')} on the channel ${caveat.lines === 1 ? 'was' : 'were'} not leaklab's own and did not count`
    case 'not-major':
      return `of ${plural(caveat.forced, 'forced collection')} only ${formatCount(caveat.forcedMajor)} were major, so no reading can be trusted`
  }
}

// Trouble

/** What went wrong, and what to try next. */
interface Trouble extends Headline {
  advice: string
}

/** For trials without an answer: how they ended. */
function describeTrouble(recording: Recording, verdict: Verdict): Trouble {
  if (verdict.caveats.some(({ code }) => code === 'not-major')) {
    return {
      sentence: 'the collections that were forced were no major ones',
      short: 'no major gc',
      advice: '`leaklab doctor` shows whether this runtime can force a major collection',
    }
  }
  return describeEnding(recording.ending, recording)
}

function describeEnding(ending: Ending, recording: Recording): Trouble {
  const { plan, baseline, rounds } = recording
  const when = baseline === null ? 'before its first step' : `after ${describeRounds(rounds.length)}`
  switch (ending.kind) {
    case 'failed':
      return describeFailure(ending.failure)
    case 'timeout':
      return {
        sentence: `it did not end within ${formatCount(ending.afterMs / 1000)} s; it was stopped ${when}`,
        short: 'timeout',
        advice:
          baseline === null
            ? 'look for a promise that never settles or a loop without end in the import or the set-up'
            : `look for a step that never ends, or allow more time: --timeout ${Math.ceil(plan.timeoutMs / 500)}`,
      }
    case 'exited':
      return {
        sentence: `it ended its own process with exit code ${ending.code}, ${when}`,
        short: `exit code ${ending.code}`,
        advice: 'take process.exit() out of the scenario; what it printed may say more',
      }
    case 'killed':
      return {
        sentence: `it was ended from outside by ${ending.signal}, ${when}`,
        short: ending.signal,
        advice: 'run it again; a system that is short of memory ends processes too',
      }
    case 'exhausted':
      return {
        sentence: `it ran out of memory at ${formatCount(ending.limitMb)} MB ${when}, too soon to see growth`,
        short: 'out of memory',
        advice: `give it more, --heap-limit ${ending.limitMb * 2}, or make its rounds shorter: --steps 1`,
      }
    case 'unstartable':
      return {
        sentence: `the child process could not be started: ${ending.message}`,
        short: 'not started',
        advice: 'check the path given with --runtime; `leaklab doctor` shows what is missing',
      }
    case 'flooded':
      return {
        sentence: `it sent ${formatBytes(ending.bytes)} on leaklab's channel, ${when}, more than any trial needs`,
        short: 'flooded',
        advice: 'call lab.note() less often, and write to stdout instead of file descriptor 3',
      }
    case 'complete':
      return { sentence: 'it ended without a reading', short: '', advice: 'run it again' }
  }
}

function describeFailure({ origin, moment, message, step }: Failure): Trouble {
  const where = moment === 'step' ? `in step ${formatCount(step)}` : momentWords[moment]
  switch (origin) {
    case 'direct':
      return {
        short: 'threw',
        sentence: `it failed ${where}: ${message}`,
        advice: 'mend what the message names, then run it again',
      }
    case 'rejection':
      return {
        short: 'rejected',
        sentence: `a promise that nobody awaits was rejected ${where}: ${message}`,
        advice: 'await the promise in the step or catch its error',
      }
    case 'callback':
      return {
        short: 'threw',
        sentence: `a callback (a timer, an event or a finalizer) threw ${where}: ${message}`,
        advice: 'catch the error inside the callback',
      }
    case 'shape':
      return {
        short: 'no scenario',
        sentence: `the file is no scenario: ${message}`,
        advice: '`leaklab show strong-cache` shows one',
      }
    case 'collector':
      return {
        short: 'no gc',
        sentence: `a collection could not be forced: ${message}`,
        advice: '`leaklab doctor` shows what is missing in this runtime',
      }
  }
}

const momentWords: Record<Moment, string> = {
  load: 'in its import',
  setup: 'in its set-up',
  step: 'in a step',
  collection: 'between two rounds',
  release: 'in its release',
}

/** What to try next about a trial without an answer. */
export function describeAdvice({ recording, verdict }: Pick<Result, 'recording' | 'verdict'>): string {
  return verdict.outcome === 'failed'
    ? describeTrouble(recording, verdict).advice
    : 'give it more time (--timeout), or fix more rounds (--rounds); a quiet machine helps too'
}

/** What to try next with a file that could not be loaded. */
export function adviseOnLoading(problem: string): string {
  if (/strip-only|ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX/.test(problem))
    return 'Node only takes types away: write it without enum, namespace and parameter properties, or run the compiled JavaScript'
  if (/default export/.test(problem))
    return 'a scenario file exports by default `lab => step`, or an object like that of `leaklab show strong-cache`'
  return 'the file must load by itself: `node <file>` shows the same error'
}

/** Trials that did not come to their turn. */
export function describeNotRun(count: number): string {
  return `${count} not run, because enough claims were not met`
}

export function describeRetries(retries: number): string {
  return `${plural(retries, 'earlier trial')} ended inconclusive`
}

// Timelines

export const tickWords: Record<Tick, string> = {
  none: 'before any collection',
  'same job': 'same job',
  microtask: 'microtask',
  'separate task': 'separate task',
  'later task': 'later task',
}

/** Where a round stands: rounds count from 1 for people, before them is the set-up, after them the release. */
export function describeRound(round: number, recording: Recording): string {
  if (round < 0) return 'set-up'
  const isRelease = recording.released !== null && round >= recording.released.round
  return isRelease || (recording.rounds.length > 0 && round > recording.rounds.at(-1)!.round + 1)
    ? 'release'
    : String(round + 1)
}

/** At what moment of its life a note was written; in a collection the tick says it better. */
export function describeWhen(moment: Moment, tick: Tick): string {
  if (moment === 'collection' && tick !== 'none') return tickWords[tick]
  return moment === 'step' ? 'in a step' : momentWords[moment].replace('its ', 'the ')
}

export function describeFold(folded: number, what: string): string {
  return `${formatCount(folded)} ${what} like these`
}

/** A heading over a list of which only the first were recorded. */
export function describeRecorded(what: string, recorded: number, total: number): string {
  const all = Math.max(recorded, total)
  return recorded < all
    ? `${what}: ${formatCount(all)}, of which the first ${formatCount(recorded)} are recorded`
    : `${what}: ${formatCount(all)}`
}

export const delayCaption = 'delay and tick: how long it came after the collection, and in which turn'

export function describePrinted(where: 'stdout' | 'stderr', bytes: number): string {
  return `It printed ${formatBytes(bytes)} to ${where}`
}

function describeRounds(rounds: number): string {
  return plural(rounds, 'round')
}

function describeSteps(steps: number): string {
  return plural(steps, 'step')
}

function describeObjects(objects: number): string {
  return plural(objects, 'object')
}

export function plural(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`
}
