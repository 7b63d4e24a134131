// What does leaklab say while it runs, beside its reports? Progress, interruptions, and what was left out.
import type { RecordingProblem } from '../../../model/recording-problem.ts'
import { plural } from './counts.ts'
import { findWord } from './look-up.ts'
import { formatCount } from './numbers.ts'
import { pluralForm } from './plurals.ts'

/** The progress line before there is a trial, and what is read or measured. */
export function describeRunning(what: string): string {
  return `Running ${what}`
}
export const checking = 'Checking'

export function describeLoading(loaded: number, of: number): string {
  return `Loaded ${formatCount(loaded)} of ${plural(of, 'file')}`
}
export const measuringNothing = 'Measuring a step that does nothing'
export const readingSnapshots = 'Reading'
export const comparingSnapshots = 'Comparing'

/** @param part from 0 to 1; undefined if the size is not known */
export function describeReading(file: string, part?: number): string {
  return part === undefined ? `Reading ${file}` : `Reading ${file}: ${Math.floor(100 * part)} %`
}

const phaseWords = {
  dominators: 'dominators',
  sizes: 'sizes',
  distances: 'distances',
  index: 'what references each object',
  paths: 'retaining paths',
}

export function describeAnalyzing(file: string, nodes: number, phase: keyof typeof phaseWords): string {
  return `Analyzing ${file}, ${formatCount(nodes)} nodes: ${phaseWords[phase]}`
}

export function describeInterruption(signal: string): string {
  return `Interrupted by ${signal}; every child process was ended.`
}

/** Before the stack of an error that a timer or a promise of the user's code threw. */
export function describeUncaught(message: string): string {
  return `leaklab had to end: code that it had loaded, such as a configuration or a reporter, threw an error that nothing caught: ${message}`
}

/** While a file of the user is loaded and does not end: what is said after a while, and when leaklab gives up. */
export function describeLongLoading(file: string, seconds: number): { late: string; ending: string } {
  return {
    late: `${file} is still being loaded: it may loop without end. Ctrl-C ends it.`,
    ending: `${file} did not end within ${formatCount(seconds)} s; leaklab ends.`,
  }
}

const systemErrors: Record<string, string> = {
  EMFILE: 'leaklab cannot open a file: too many are open\n  `ulimit -n 1024` lets a process open more',
  ENFILE:
    'leaklab cannot open a file: too many are open in the whole system\n  end other programs, and try again',
  uv_cwd: 'the current folder does not exist any more\n  change to one that does, and try again',
}

/** For an error that the system causes, not leaklab. @param code that of the error, or the system call that failed */
export function describeSystemError(code: string): string | undefined {
  return findWord(systemErrors, code)
}

/** Nothing is left in the event loop, and the command has not ended. */
export const neverEnded =
  'leaklab had to end before it was done: nothing is left that could settle what it waited for.'

/** After the stack of an error that is not the user's. */
export const ownMistake = 'This is a mistake in leaklab itself. Please report it with the lines above.'

export function describeClosedOutput(message: string): string {
  return `what leaklab prints cannot be written: ${message}\n  send it to a place with room that you may write to`
}

export function describeSkippedFile(file: string): string {
  return `${file} was skipped: it holds no scenario`
}

export const noSnapshotKept = 'No snapshot was kept: nothing survived, or none could be taken.'

// --changed and --watch

export function describeNothingChanged(since: string): string {
  return `No file that a scenario depends on has changed since ${since}.`
}

export const waiting = 'Waiting for a change. Ctrl-C ends.'

export function describeChange(file: string): string {
  return `${file} has changed.`
}

/** What follows from an import that cannot be followed: the scenario is run, or its change goes unnoticed. */
export function describeRunAnyway(scenario: string): string {
  return `${scenario} may depend on a changed file, so it is run.`
}
export const changeUnnoticed = 'A change of what it imports does not start a run.'

/**
 * @param location `file:line`
 * @param specifier undefined if it is computed at run time
 * @param others more imports that cannot be followed
 */
export function describeUnresolvedImport(
  location: string,
  specifier: string | undefined,
  others: number,
  consequence: string,
): string {
  const what = specifier === undefined ? 'which is computed at run time' : `'${specifier}'`
  const more = others === 0 ? '' : ` (and ${others} more)`
  return `leaklab cannot follow an import: ${location}, ${what}${more}. ${consequence}`
}

// merge

/** @param trials numbers of the first missing trials, counted from 1 */
export function describeMissingTrials(missing: number, of: number, trials: readonly number[]): string {
  const more = trials.length < missing ? ' and more' : ''
  return `${missing} of ${of} trials are in none of these files: ${trials.join(', ')}${more}; give the recordings of all shards`
}

/** A recording does not hold everything. */
export function describeRecordingProblem(file: string, problem: RecordingProblem): string {
  const complete = plural(problem.complete, 'complete recording')
  const stand = pluralForm(problem.complete, 'stands', 'stand')
  switch (problem.code) {
    case 'damaged-line':
      return `${file}: line ${problem.line} is damaged; ${complete} ${stand} before it`
    case 'too-large':
      return `${file}: only its first ${problem.megabytes} MB were read; ${complete} ${stand} in them`
    case 'cut-off':
      return `${file}: the file was cut off; ${complete} ${stand} in it`
    case 'run-ended-early':
      return `${file}: the run ended before all was measured; ${formatCount(problem.complete)} of ${plural(problem.expected, 'recording')} ${stand} in it`
  }
}
