// Is a machine fit for measuring, and what should the user do? The sentences of `leaklab doctor`.
import { nameEngine, nameRuntime } from '../../../model/runtime.ts'
import type { Outcome } from '../../../model/verdict.ts'
import { plural } from './counts.ts'
import { outcomeWords } from './headline.ts'
import { formatBytes, formatPerIteration } from './numbers.ts'

/** `noisy`: leaks are found, small ones later. `untrusted`: the collector does not do what it is asked. */
export type Fitness = 'fit' | 'noisy' | 'untrusted' | 'failed'

interface FitnessWords {
  answer: string
  recommendation: string
}

/** The answer, as the first line, and the recommendation, as the last. */
export const fitnessWords: Record<Fitness, FitnessWords> = {
  fit: {
    answer: 'This machine is fit for measuring.',
    recommendation: 'nothing to do.',
  },
  noisy: {
    answer: 'This machine measures, but its heap is noisy: a small leak takes longer to find.',
    recommendation:
      'give each variant more time, and run one at a time: leaklab check --timeout 180 --jobs 1. If other Nodes are listed above, one of them may be quieter: leaklab doctor --runtime <path>.',
  },
  untrusted: {
    answer: 'This machine is not fit for measuring: its collector cannot be controlled.',
    recommendation: 'use another Node, 20.12 or later: leaklab doctor --runtime <path> examines it.',
  },
  failed: {
    answer: 'This machine is not fit for measuring: a step that does nothing could not be measured.',
    recommendation: '',
  },
}

/** The recommendation where nothing is wrong and the self-test was not asked for. */
export const selfTestRecommendation =
  'nothing to do. `leaklab doctor --self-test` measures a planted leak as well.'

/** What each line is about. */
export const labels = {
  runtime: 'runtime',
  otherNodes: 'other Nodes',
  trial: 'trial',
  collector: 'collector',
  noise: 'noise',
  tracking: 'tracking',
  heapLimit: 'heap limit',
  engine: 'engine',
  planted: 'planted leak',
  clean: 'clean twin',
}

export function describeRuntime(runtime: { name: string; version: string; path: string }): string {
  return `${nameRuntime(runtime)} (${runtime.path})`
}

/** @param v8 empty for another engine */
export function describeEngine(v8: string, platform: string): string {
  return `${v8 === '' ? 'JavaScriptCore' : `V8 ${v8}`}, ${platform}`
}

/** The verdict on the leak that the self-test planted. */
export function describePlanted(outcome: Outcome, bytesPerStep: number): string {
  return `${outcomeWords[outcome]}, ${formatPerIteration(bytesPerStep)}`
}

/** Before the recommendation. */
export function describeRecommendation(recommendation: string): string {
  return `Recommendation: ${recommendation}`
}

/** @param allMajor whether every collection was major, as far as the engine has reported it yet */
export function describeCollector(
  { forced, forcedMajor }: { forced: number; forcedMajor: number },
  allMajor: boolean,
): string {
  return allMajor
    ? `${forced} collections forced, all of them major`
    : `only ${forcedMajor} of ${forced} forced collections were major`
}

export function describeUnprovenCollector(forced: number, engine: string): string {
  return `${forced} collections forced; ${nameEngine(engine)} does not say whether they were major ones`
}

export function describeNoise(noise: { rounds: number; medianBytes: number; largestBytes: number }): string {
  return `the heap varies by ${formatBytes(noise.medianBytes)} from round to round (median), by ${formatBytes(noise.largestBytes)} at most, in ${plural(noise.rounds, 'round')} of a step that keeps nothing`
}

export function describeTracking(bytes: number): string {
  return `each tracked object takes ${bytes} B of heap, which is subtracted from every figure`
}

/** What `--runtime` could be given. */
export function describeOtherNodes(others: readonly { version: string; path: string }[]): string {
  if (others.length === 0) return 'no other Node found; --runtime <path> takes one'
  return others.map(({ version, path }) => `${version} (${path})`).join(', ')
}

/** After `--reset`. */
export function describeReset(isTerminal: boolean): string {
  return isTerminal
    ? 'The terminal has its normal screen, its cursor and its echo again.'
    : 'This output is no terminal, so there is nothing to repair.'
}
