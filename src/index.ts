// The library door: what the command line does, as functions.
import { availableParallelism } from 'node:os'
import { decide } from './judgement/decide.ts'
import { defaults, makePlan, type PlanOptions } from './model/plan.ts'
import type { Recording } from './model/recording.ts'
import type { Report, Result } from './model/report.ts'
import type { Verdict } from './model/verdict.ts'
import { runScenarios } from './pipeline.ts'
import { type MeasureOptions, measureFile, pathOf } from './run/measure-file.ts'
import { chooseNode } from './runtimes/node.ts'
import type { Scenario } from './scenario/scenario.ts'

export { type Configuration, defineConfig } from './model/configuration.ts'
export type { PlanOptions } from './model/plan.ts'
export type { Recording } from './model/recording.ts'
export type { Report, Result, Unloaded } from './model/report.ts'
export type { Retention } from './model/retention.ts'
export { UsageError } from './model/usage-error.ts'
export type { Caveat, Evidence, Outcome, Verdict } from './model/verdict.ts'
export type { MeasureOptions } from './run/measure-file.ts'
export type { Claim, Lab, Scenario, Step, Variant } from './scenario/scenario.ts'

/**
 * Gives a scenario its type and changes nothing of it: for files in JavaScript, and for editors that complete.
 *
 * ```js
 * export default defineScenario({
 *   title: 'My cache',
 *   ask: 'Does it forget?',
 *   learn: 'It forgets what was deleted.',
 *   collects: { 'deleted on logout': lab => () => lab.watch({}) },
 * })
 * ```
 */
export function defineScenario<const T extends Scenario>(scenario: T): T {
  return scenario
}

/**
 * Measures one variant of a scenario file in a child process, and looks for what holds its survivors.
 *
 * ```js
 * const recording = await measure('./my-thing.mjs', { timeoutMs: 30_000 })
 * ```
 *
 * @param file path or `file:` URL of a scenario file, or the name of one that comes with leaklab
 * @returns all that the trial left behind: plain data, as `--record` writes it
 * @throws UsageError when there is no such file or variant, when there are several variants and none is chosen, or when
 *   the file cannot be loaded; the signal's reason, when it is aborted. Never for what the scenario does: that is
 *   `recording.ending`
 */
export async function measure(file: string | URL, options: MeasureOptions = {}): Promise<Recording> {
  const { recording } = await measureFile(file, options, 'always')
  return recording
}

/**
 * Judges a recording: pure, the same recording says the same for ever.
 *
 * ```js
 * const { outcome, evidence } = judge(recording) // 'leaking' | 'plateau' | 'collected' | 'inconclusive' | 'failed'
 * ```
 */
export function judge(recording: Recording): Verdict {
  return decide(recording)
}

export interface CheckOptions extends PlanOptions {
  /** Children side by side: as many as there are processors, by default. */
  jobs?: number | undefined
  /** Only this variant, of whatever scenario has it. */
  variant?: string | undefined
  /** How often an inconclusive trial is lived again: once, by default. */
  retries?: number | undefined
  /** Path of the Node binary that is to live them; by default the one that runs this. */
  runtime?: string | undefined
  signal?: AbortSignal | undefined
  /** Called as each trial ends, in the order of ending. */
  onResult?: ((result: Result) => void) | undefined
  /** Called with all that is known so far of a trial, after each event of its child. */
  onProgress?: ((recording: Recording) => void) | undefined
}

/**
 * Runs all that the targets name and judges it, as `leaklab check` does.
 *
 * ```js
 * const report = await check(['./leaks'], { jobs: 2, onResult: ({ verdict }) => console.log(verdict.outcome) })
 * process.exitCode = report.exitCode
 * ```
 *
 * @param targets paths or `file:` URLs of scenario files, folders, and names of scenarios that come with leaklab; none
 *   means all of those
 * @throws UsageError when a target names nothing; the signal's reason, when it is aborted
 */
export async function check(
  targets: string | URL | readonly (string | URL)[],
  options: CheckOptions = {},
): Promise<Report> {
  const {
    jobs = availableParallelism(),
    retries = defaults.retries,
    variant,
    signal,
    onResult,
    onProgress,
  } = options
  const named = typeof targets === 'string' || targets instanceof URL ? [targets] : targets
  return runScenarios(named.map(pathOf), {
    plan: makePlan(options, { snapshots: 'refuted' }),
    runtimes: [await chooseNode(options.runtime, '`runtime`')],
    concurrency: jobs,
    choice: { variant },
    retries,
    signal,
    onResult: (_, result) => onResult?.(result),
    onProgress: (_, recording) => onProgress?.(recording),
  })
}
