// What does `import 'leaklab'` offer? The commands as functions, with their types.
import { availableParallelism } from 'node:os'
import { decide } from './judgement/decide.ts'
import { defaults, makePlan, type PlanOptions } from './model/plan.ts'
import type { Recording } from './model/recording.ts'
import type { Report, Result } from './model/report.ts'
import type { Verdict } from './model/verdict.ts'
import { runScenarios } from './pipeline.ts'
import { type MeasureOptions, measureFile, pathOf } from './run/measure-file.ts'
import { chooseRuntime } from './runtimes/choose-runtime.ts'
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
 * Gives a scenario its type, and returns it unchanged. For JavaScript files, and for completion in editors.
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
 * Measures one variant of a scenario file in a child process, and finds what keeps its survivors alive.
 *
 * ```js
 * const recording = await measure('./my-thing.mjs', { timeoutMs: 30_000 })
 * ```
 *
 * @param file path or `file:` URL of a scenario file, or the name of one that comes with leaklab
 * @returns the recording of the trial: plain data, as `--record` writes it
 * @throws UsageError when there is no such file or variant, when there are several variants and none is chosen, or when
 *   the file cannot be loaded; the signal's reason, when it is aborted. Does not throw for what the scenario does: see
 *   `recording.ending`
 */
export async function measure(file: string | URL, options: MeasureOptions = {}): Promise<Recording> {
  const { recording } = await measureFile(file, options, 'always')
  return recording
}

/**
 * Judges a recording. Pure: a recording always gives the same verdict.
 *
 * ```js
 * const { outcome, evidence } = judge(recording) // 'leaking' | 'plateau' | 'collected' | 'inconclusive' | 'failed'
 * ```
 */
export function judge(recording: Recording): Verdict {
  return decide(recording)
}

export interface CheckOptions extends PlanOptions {
  /** Child processes at the same time; by default as many as there are processors. */
  jobs?: number | undefined
  /** Only variants of this name. */
  variant?: string | undefined
  /** How often an inconclusive trial is run again; once by default. */
  retries?: number | undefined
  /** The engine that runs the trials: a path, or a name such as `bun` or `node@24`; by default the current Node. */
  runtime?: string | undefined
  signal?: AbortSignal | undefined
  /** Called as each trial ends, in the order of ending. */
  onResult?: ((result: Result) => void) | undefined
  /** Called with the recording of a trial so far, after each event of its child. */
  onProgress?: ((recording: Recording) => void) | undefined
}

/**
 * Runs and judges all scenarios that the targets name, as `leaklab check` does.
 *
 * ```js
 * const report = await check(['./leaks'], { jobs: 2, onResult: ({ verdict }) => console.log(verdict.outcome) })
 * process.exitCode = report.exitCode
 * ```
 *
 * @param targets paths or `file:` URLs of scenario files, folders, and names of scenarios that come with leaklab; without
 *   targets, all that come with leaklab
 * @throws UsageError when a target does not exist; the signal's reason, when it is aborted
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
    runtimes: [await chooseRuntime(options.runtime, '`runtime`')],
    concurrency: jobs,
    choice: { variant },
    retries,
    signal,
    onResult: (_, result) => onResult?.(result),
    onProgress: (_, recording) => onProgress?.(recording),
  })
}
