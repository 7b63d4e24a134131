// Does an assertion about a step or about objects pass, and which message explains a failure? The plain assertions and the
// matchers share these answers. What only a failure or a file needs is loaded then: loading it takes longer than a small step.
import { growthOf, takesEverMore } from '../model/evidence.ts'
import { defaults, makePlan } from '../model/plan.ts'
import type { Result } from '../model/report.ts'
import { UsageError } from '../model/usage-error.ts'
import type { Expectation } from '../report/words/en/assertion.ts'
import { words } from '../report/words/words.ts'
import type { MeasureOptions } from '../run/measure-file.ts'
import { describeValue } from '../scenario/describe-value.ts'
import type { Step } from '../scenario/scenario.ts'

/**
 * A step, sync or async, that should leave nothing behind; or the path or `file:` URL of a scenario file, of which one
 * variant is measured in a child process.
 */
export type Measurable = Step | string | URL

/** How a step is measured. */
export interface StepOptions extends Omit<MeasureOptions, 'onProgress'> {}

/** How objects are made and checked. */
export interface ObjectOptions {
  /** How often the function is called; ten times by default. */
  calls?: number | undefined
  /** Time limit for making one object, in milliseconds. */
  timeoutMs?: number | undefined
  /** False: no heap inspection, so no retaining paths of the survivors. */
  paths?: boolean | undefined
  signal?: AbortSignal | undefined
}

/** The answer to one assertion. */
export interface Answer {
  passed: boolean
  /** For an assertion that expected the opposite of `passed`. */
  explain(): Promise<Explanation>
}

interface Explanation {
  /** What was found, in a few words. */
  found: string
  message: string
}

/** A trial without a verdict: the assertion can neither pass nor fail. */
export class UndecidedError extends Error {
  override name = 'UndecidedError'
}

/** Time limit of a trial in the process of a test. */
const timeoutInProcessMs = 20_000
const defaultCalls = 10

/**
 * Answers whether a step leaks.
 * @throws UndecidedError when there is no verdict: with the error that the step threw as its cause, if it did
 */
export async function answerLeak(measurable: Measurable, options: StepOptions = {}): Promise<Answer> {
  const { result, isFile } = await judge(measurable, options)
  const { outcome } = result.verdict
  const passed = outcome === 'leaking'
  return {
    passed,
    explain: async () => ({
      found: outcome,
      message: await refute({ of: passed ? 'no-leak' : 'leak' }, result, isFile),
    }),
  }
}

/**
 * Answers whether a step retains at most so many bytes. The growth of the JS heap and of the memory outside it counts;
 * memory that is level or has leveled off does not. A step that takes ever more descriptors, sockets or timers never passes.
 * @throws UndecidedError as answerLeak; also when the confidence interval of the growth is not on one side of the limit
 */
export async function answerRetainsAtMost(
  measurable: Measurable,
  bytesPerStep: number,
  options: StepOptions = {},
): Promise<Answer> {
  if (!Number.isFinite(bytesPerStep) || bytesPerStep < 0)
    throw new UsageError('bytes-invalid', { value: describeValue(bytesPerStep) })
  const { result, isFile } = await judge(measurable, options, bytesPerStep)
  const grown = growthOf(result.verdict.evidence)
  const passed = grown.low <= bytesPerStep && !takesEverMore(result.verdict.evidence)
  const expectation = {
    of: passed ? 'more-than' : 'at-most',
    bytesPerStep,
    retained: grown.bytesPerStep,
  } as const
  return {
    passed,
    explain: async () => ({
      found: words.assertion.describeRetained(grown.bytesPerStep),
      message: await refute(expectation, result, isFile),
    }),
  }
}

/** Answers whether the objects that a function makes are collected. */
export async function answerCollected(make: () => unknown, options: ObjectOptions = {}): Promise<Answer> {
  const { calls = defaultCalls, timeoutMs = timeoutInProcessMs, paths = true, signal } = options
  if (typeof make !== 'function')
    throw new UsageError('object-in-place-of-function', { value: describeValue(make) })
  if (!Number.isInteger(calls) || calls < 1) throw new UsageError('calls-invalid', { value: String(calls) })
  makePlan({ timeoutMs }, { timeoutMs, snapshots: 'never' })
  const { collectObjects } = await import('../in-process/collect-objects.ts')
  const { retention, ...survivors } = await collectObjects(make, { calls, timeoutMs, paths, signal })
  const passed = survivors.alive === 0
  return {
    passed,
    async explain() {
      const { renderAlive, renderAllCollected } = await import('../report/trial/assertion.ts')
      return {
        found: words.assertion.describeHowManyAlive(survivors),
        message: passed ? renderAllCollected(survivors) : renderAlive(survivors, retention),
      }
    },
  }
}

interface Judged {
  result: Result
  isFile: boolean
}

/** @param limit bytes per step. If the growth is certainly above or below it, an inconclusive verdict is an answer too. */
async function judge(measurable: Measurable, options: StepOptions, limit?: number): Promise<Judged> {
  const isFile = typeof measurable !== 'function'
  const judged = isFile ? await judgeFile(measurable, options) : await judgeFunction(measurable, options)
  const { outcome, evidence } = judged.result.verdict
  if (outcome === 'inconclusive' && limit !== undefined) {
    const { low, high } = growthOf(evidence)
    if (high <= limit || low > limit) return judged
  }
  if (outcome !== 'inconclusive' && outcome !== 'failed') return judged
  const { renderUndecided } = await import('../report/trial/assertion.ts')
  throw new UndecidedError(renderUndecided(judged.result, isFile), { cause: judged.thrown })
}

async function judgeFile(file: string | URL, options: StepOptions): Promise<Judged & { thrown: undefined }> {
  if (typeof file !== 'string' && !(file instanceof URL))
    throw new UsageError('neither-step-nor-path', { value: describeValue(file) })
  const { measureFile } = await import('../run/measure-file.ts')
  const result = await measureFile(file, { retries: defaults.retries, ...options }, 'refuted')
  return { result, isFile: true, thrown: undefined }
}

async function judgeFunction(step: Step, options: StepOptions): Promise<Judged & { thrown: unknown }> {
  if (step.length > 0) throw new UsageError('step-with-arguments', { count: step.length })
  for (const name of ['variant', 'runtime', 'heapLimitMb'] as const)
    if (options[name] !== undefined) throw new UsageError('option-for-files', { name })
  const { retries = defaults.retries, signal } = options
  const plan = makePlan(options, { timeoutMs: timeoutInProcessMs, snapshots: 'refuted' })
  const { judgeStep } = await import('../in-process/judge-step.ts')
  const { thrown, ...result } = await judgeStep(step, step.name || 'step', { plan, retries, signal })
  return { result, isFile: false, thrown }
}

async function refute(expectation: Expectation, result: Result, isFile: boolean): Promise<string> {
  const { renderRefuted } = await import('../report/trial/assertion.ts')
  return renderRefuted(expectation, result, isFile)
}
