// The program at a glance: what the user named → scenario files → trials → recordings, and what their heap snapshots
// say of the survivors → verdicts → report.

import { loadBuiltin } from './catalog/builtin.ts'
import { type Found, findScenarios, isMerelyMet, type OnNothing } from './catalog/find-scenarios.ts'
import { takeLook } from './child/inspect-heap.ts'
import { describeFile, recordTrial, type Trial } from './child/trial.ts'
import { version } from './files/version.ts'
import { decide } from './judgement/decide.ts'
import { planLook } from './judgement/plan-inspection.ts'
import { planNext } from './judgement/schedule.ts'
import type { BudgetFile } from './model/budget-file.ts'
import type { Exported } from './model/event.ts'
import type { Plan, Recording } from './model/recording.ts'
import { isUnmet, makeReport, type Report, type Result, type Unloaded } from './model/report.ts'
import type { Look, Retention } from './model/retention.ts'
import type { Runtime } from './model/runtime.ts'
import type { Verdict } from './model/verdict.ts'
import { createLookReader, findRetention } from './retention/find-retention.ts'
import { type Choice, type Chosen, choose } from './run/choose-trials.ts'
import {
  chooseExports,
  mapSideBySide,
  toNoScenario,
  toNotRun,
  toTrials,
  toUnloaded,
} from './run/plan-trials.ts'
import { defaultExport } from './scenario/scenario-file.ts'

export interface PipelineOptions {
  plan: Plan
  /** Every variant is lived in each of them. */
  runtimes: readonly [Runtime, ...Runtime[]]
  /** Children side by side. */
  concurrency: number
  /** Which of the files that were found. */
  concerns?: ((found: Found) => boolean) | undefined
  /** Which of the variants that were found. */
  choice: Choice
  /** How often an inconclusive trial is lived again. */
  retries: number
  /** After so many claims that are not met no new trial is begun. */
  bail?: number | undefined
  /** What is tolerated beside what the scenarios say themselves. */
  budgets?: BudgetFile | undefined
  signal?: AbortSignal | undefined
  /** Called while the snapshots of a look are there. */
  keepSnapshot?: ((look: Look) => void) | undefined
  /** Allows that there is no scenario where the user said; without it that is a UsageError. */
  onNothing?: OnNothing
  /** Files met in a folder that hold no scenario. */
  onPassedOver?: (files: readonly string[]) => void
  /** Called with all that will be lived, and how many trials all shards have together. */
  onTrials?: (trials: readonly Chosen[], of: number) => void
  onProgress?: (trial: number, recording: Recording) => void
  /** Called as each trial ends, in the order of ending. */
  onResult?: (trial: number, result: Result) => void
}

/** Runs all that the targets name, and judges it. */
export async function runScenarios(targets: readonly string[], options: PipelineOptions): Promise<Report> {
  const found = findScenarios(targets, options.onNothing).filter(options.concerns ?? (() => true))
  const contents = await mapSideBySide(found, options.concurrency, file => scenariosIn(file, options))
  const { trials, unloaded, passedOver } = toTrials(found, contents, options)
  if (passedOver.length > 0) options.onPassedOver?.(passedOver)
  const { chosen, of } = choose(trials, options.choice)
  options.onTrials?.(chosen, of)
  let unmet = 0
  const results = await mapSideBySide(chosen, options.concurrency, async ({ trial }, index) => {
    if (unmet >= (options.bail ?? Number.POSITIVE_INFINITY)) return undefined
    const result = await judgeTrial(trial, index, options)
    if (isUnmet(result)) unmet++
    options.onResult?.(index, result)
    return result
  })
  const lived = results.filter(result => result !== undefined)
  const notRun = chosen.filter((_, i) => results[i] === undefined).map(({ trial }) => toNotRun(trial))
  return makeReport(version, lived, unloaded, notRun)
}

/**
 * What is in a scenario file. Ours are loaded here; a user's file is asked in a child.
 * @returns nothing for a file that was merely met in a folder and holds no scenario
 */
export async function scenariosIn(
  found: Found,
  { plan, runtimes: [runtime], signal }: Pick<PipelineOptions, 'plan' | 'runtimes' | 'signal'>,
): Promise<Exported[] | Unloaded> {
  const { file, builtin } = found
  if (builtin) return [{ name: defaultExport, outline: (await loadBuiltin(file)).outline }]
  const described = await describeFile(file.file, file.slug, runtime, plan, signal)
  if (!('scenarios' in described)) return toUnloaded(file, described)
  const chosen = chooseExports(found, described.scenarios)
  return chosen.length === 0 && !isMerelyMet(found) ? toNoScenario(file) : chosen
}

/** Lives one trial, again while it is inconclusive, and judges it. */
export async function judgeTrial(trial: Trial, index: number, options: PipelineOptions): Promise<Result> {
  for (let retries = 0; ; retries++) {
    const recording = await recordTrial(trial, {
      decideNext: planNext,
      onProgress: soFar => options.onProgress?.(index, soFar),
      signal: options.signal,
    })
    const verdict = decide(recording)
    // Within a budget there is nothing left to ask.
    if (verdict.outcome === 'inconclusive' && verdict.claimMet === null && retries < options.retries) continue
    const retention = await lookForHolders(trial, recording, verdict, options)
    const known = { ...recording, retention }
    return { recording: known, verdict: decide(known), retries }
  }
}

/** What holds the survivors? Seen in another life of the variant, so that the one that is measured is left alone. */
async function lookForHolders(
  trial: Trial,
  recording: Recording,
  verdict: Verdict,
  { keepSnapshot, signal }: PipelineOptions,
): Promise<Retention | null> {
  const stretches = planLook(recording, verdict)
  if (stretches === null) return null
  const reader = createLookReader(signal)
  const inspect = (look: Look) => {
    keepSnapshot?.(look)
    return findRetention(look, recording, signal, reader)
  }
  return takeLook(trial, stretches, { begin: reader.begin, inspect }, signal)
}
