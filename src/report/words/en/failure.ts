// Why did a trial fail, and what helps?
import type { Failure, Moment } from '../../../model/event.ts'
import type { Ending, Recording } from '../../../model/recording.ts'
import type { Verdict } from '../../../model/verdict.ts'
import { describeRounds } from './counts.ts'
import { formatBytes, formatCount } from './numbers.ts'

/** A result in one sentence, and in the few words that a column has room for; `short` may be empty. */
export interface Headline {
  sentence: string
  short: string
}

/** What went wrong, and what to try next. */
interface FailureWords extends Headline {
  advice: string
}

/** Describes a trial whose outcome is `failed`. */
export function describeFailedTrial(recording: Recording, verdict: Verdict): FailureWords {
  if (verdict.caveats.some(({ code }) => code === 'not-major')) {
    return {
      sentence: 'the collections that were forced were no major ones',
      short: 'no major gc',
      advice: '`leaklab doctor` shows whether this runtime can force a major collection',
    }
  }
  return describeEnding(recording.ending, recording)
}

function describeEnding(ending: Ending, recording: Recording): FailureWords {
  const { plan, baseline, rounds } = recording
  const when = baseline === null ? 'before its first step' : `after ${describeRounds(rounds.length)}`
  switch (ending.kind) {
    case 'failed':
      return describeFailure(ending.failure, recording)
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

function describeFailure({ origin, moment, message, step }: Failure, { runtime }: Recording): FailureWords {
  const where = moment === 'step' ? `in step ${formatCount(step)}` : momentWords[moment]
  switch (origin) {
    case 'direct':
      return {
        short: 'threw',
        sentence: `it failed ${where}: ${message}`,
        advice: 'fix the error above, then run it again',
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
    case 'outline':
    case 'export':
      return {
        short: 'no scenario',
        sentence: `the file is no scenario: ${message}`,
        advice: '`leaklab show strong-cache` shows one',
      }
    case 'no-step': {
      const example = runtime?.name === 'python' ? '' : ': `() => () => { … }`'
      return {
        short: 'no step',
        sentence: message,
        advice: `the set-up runs once, and returns the function that is repeated${example}`,
      }
    }
    case 'collector':
      return {
        short: 'no gc',
        sentence: `a collection could not be forced: ${message}`,
        advice: '`leaklab doctor` shows what is missing in this runtime',
      }
  }
}

/** Where in a trial something happened, after "it failed". */
export const momentWords: Record<Moment, string> = {
  load: 'in its import',
  setup: 'in its set-up',
  step: 'in a step',
  collection: 'between two rounds',
  release: 'in its clean-up',
}
