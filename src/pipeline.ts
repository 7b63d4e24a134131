// What does a run of leaklab do? The whole program in short: targets → scenario files → trials → recordings → verdicts, and
// for survivors a heap inspection → report.
import './report/words/words.ts'
import { type Found, findScenarios, type OnNothing } from './catalog/find-scenarios.ts'
import { withTwins } from './catalog/twin.ts'
import { version } from './files/version.ts'
import type { BudgetFile } from './model/budget-file.ts'
import type { Recording } from './model/recording.ts'
import { isUnmet, makeReport, type Report, type Result } from './model/report.ts'
import { type Choice, type Chosen, chooseTrials } from './run/choose-trials.ts'
import { judgeTrial } from './run/judge-trial.ts'
import { type LoadOptions, loadScenarios } from './run/load-scenarios.ts'
import { mapConcurrently } from './run/map-concurrently.ts'
import { planTrials, runtimesFor, toNotRun } from './run/plan-trials.ts'
import { type ChildTrialOptions, createChildRunner } from './run/run-child-trial.ts'

/** Every variant is run in each of the runtimes. */
export interface PipelineOptions extends LoadOptions, Pick<ChildTrialOptions, 'keepSnapshot'> {
  /** Child processes at the same time. */
  concurrency: number
  /** Which of the found files to run. */
  concerns?: ((found: Found) => boolean) | undefined
  /** Which of the found variants to run. */
  choice: Choice
  /** How often an inconclusive trial is run again. */
  retries: number
  /** After so many unmet claims, no new trial is started. */
  bail?: number | undefined
  /** Tolerances in addition to the scenarios' own. */
  budgets?: BudgetFile | undefined
  /** Called when a target contains no scenario. By default that throws a UsageError. */
  onNothing?: OnNothing
  /** Files in a folder that contain no scenario. */
  onSkippedFiles?: (files: readonly string[]) => void
  /** Called when a file has been loaded: how many have been, and how many there are. */
  onLoaded?: (loaded: number, of: number) => void
  /** Called with all trials that will be run, and how many trials all shards have together. */
  onTrials?: (trials: readonly Chosen[], of: number) => void
  onProgress?: (trial: number, recording: Recording) => void
  /** Called as each trial ends, in the order of ending. */
  onResult?: (trial: number, result: Result) => void
}

/** Runs and judges all scenarios that the targets name. */
export async function runScenarios(targets: readonly string[], options: PipelineOptions): Promise<Report> {
  const { bail = Number.POSITIVE_INFINITY, concurrency, keepSnapshot, retries, signal } = options
  const scenarios = findScenarios(targets, options.onNothing).filter(options.concerns ?? (() => true))
  const found = withTwins(scenarios, options.runtimes)
  let loaded = 0
  const contents = await mapConcurrently(found, concurrency, async file => {
    const [first, ...others] = runtimesFor(file.file.file, options.runtimes)
    const content = await loadScenarios(file, { ...options, runtimes: [first!, ...others] })
    options.onLoaded?.(++loaded, found.length)
    return content
  })
  const { trials, unloaded, skipped } = planTrials(found, contents, options)
  if (skipped.length > 0) options.onSkippedFiles?.(skipped)
  const { chosen, of } = chooseTrials(trials, options.choice)
  options.onTrials?.(chosen, of)
  let unmet = 0
  const results = await mapConcurrently(chosen, concurrency, async ({ trial }, index) => {
    if (unmet >= bail) return undefined
    const onProgress = (recording: Recording) => options.onProgress?.(index, recording)
    const result = await judgeTrial(createChildRunner(trial, { keepSnapshot, onProgress, signal }), retries)
    if (isUnmet(result)) unmet++
    options.onResult?.(index, result)
    return result
  })
  const finished = results.filter(result => result !== undefined)
  const notRun = chosen.filter((_, i) => results[i] === undefined).map(({ trial }) => toNotRun(trial))
  return makeReport(version, finished, unloaded, notRun)
}
