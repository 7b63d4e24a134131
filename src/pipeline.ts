// What does a run of leaklab do? The whole program in short: targets → scenario files → trials → recordings → verdicts, and
// for survivors a heap inspection → report.
import './report/words/words.ts'
import { type Found, findScenarios } from './catalog/find-scenarios.ts'
import { withTwins } from './catalog/twin.ts'
import { version } from './files/version.ts'
import type { Recording } from './model/recording.ts'
import { isUnmet, makeReport, type Report, type Result, withoutDetails } from './model/report.ts'
import { judgeTrial } from './run/judge-trial.ts'
import { toNotRun } from './run/plan-trials.ts'
import { type ChildTrialOptions, createChildRunner } from './run/run-child-trial.ts'
import { openTrialSource, type SourceOptions } from './run/trial-source.ts'

/** Every variant is run in each of the runtimes. `concurrency` is the number of child processes at the same time. */
export interface PipelineOptions extends SourceOptions, Pick<ChildTrialOptions, 'keepSnapshot'> {
  /** Which of the found files to run. */
  concerns?: ((found: Found) => boolean) | undefined
  /** How often an inconclusive trial is run again. */
  retries: number
  /** After so many unmet claims, no new trial is started. */
  bail?: number | undefined
  onProgress?: (trial: number, recording: Recording) => void
  /** Whether the report has all that was measured, also of results whose claims are met. By default it has. */
  keepsDetails?: boolean
  /** Called as each trial ends, in the order of ending. */
  onResult?: (trial: number, result: Result) => void
}

/** Runs and judges all scenarios that the targets name. */
export async function runScenarios(targets: readonly string[], options: PipelineOptions): Promise<Report> {
  const { bail = Number.POSITIVE_INFINITY, concurrency, keepSnapshot, keepsDetails = true } = options
  const { retries, signal } = options
  const scenarios = findScenarios(targets, options.onNothing).filter(options.concerns ?? (() => true))
  const source = await openTrialSource(withTwins(scenarios, options.runtimes), options)
  const results: (Result | undefined)[] = []
  let unmet = 0
  async function work(): Promise<void> {
    for (let next = await source.take(); next !== undefined; next = await source.take()) {
      if (unmet >= bail) continue
      const { index, chosen } = next
      const onProgress = (recording: Recording) => options.onProgress?.(index, recording)
      const runner = createChildRunner(chosen.trial, { keepSnapshot, onProgress, signal })
      const result = await judgeTrial(runner, retries)
      results[index] = keepsDetails ? result : withoutDetails(result)
      if (isUnmet(result)) unmet++
      options.onResult?.(index, result)
    }
  }
  await Promise.all(Array.from({ length: concurrency }, work))
  const { chosen, unloaded } = source
  const finished = chosen.flatMap((_, index) => results[index] ?? [])
  const notRun = chosen.flatMap(({ trial }, index) => (results[index] ? [] : [toNotRun(trial)]))
  return makeReport(version, finished, [...unloaded], notRun)
}
