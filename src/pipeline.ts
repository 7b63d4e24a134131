// The program at a glance: what the user named → scenario files → trials → recordings, and what their heap snapshots
// say of the survivors → verdicts → report.
import { decide } from './analysis/decide.ts'
import { planLook } from './analysis/plan-look.ts'
import { findRetention } from './analysis/retention.ts'
import { planNext } from './analysis/schedule.ts'
import { loadBuiltin } from './catalog/builtin.ts'
import { type Found, findScenarios } from './catalog/find.ts'
import type { Outline } from './model/event.ts'
import type { Plan, Recording } from './model/recording.ts'
import { makeReport, type Report, type Result, type Unloaded } from './model/report.ts'
import type { Look, Retention } from './model/retention.ts'
import type { Runtime } from './model/runtime.ts'
import type { Verdict } from './model/verdict.ts'
import { takeLook } from './recorder/look.ts'
import { describeFile, recordTrial, type Trial } from './recorder/trial.ts'
import { mapSideBySide, pickVariants, toNoScenario, toTrials, toUnloaded } from './trials.ts'
import { version } from './version.ts'

export interface PipelineOptions {
  plan: Plan
  runtime: Runtime
  /** Children side by side. */
  concurrency: number
  /** Only this variant, of whatever scenario has it. */
  variant: string | undefined
  /** How often an inconclusive trial is lived again. */
  retries: number
  signal?: AbortSignal | undefined
  /** Called while the snapshots of a look are there. */
  keepSnapshot?: ((look: Look) => void) | undefined
  /** Files met in a folder that export nothing by default. */
  onPassedOver?: (files: readonly string[]) => void
  onTrials?: (trials: readonly Trial[]) => void
  onProgress?: (trial: number, recording: Recording) => void
  /** Called as each trial ends, in the order of ending. */
  onResult?: (trial: number, result: Result) => void
}

/** Runs all that the targets name, and judges it. */
export async function runScenarios(targets: readonly string[], options: PipelineOptions): Promise<Report> {
  const found = findScenarios(targets)
  const outlines = await mapSideBySide(found, options.concurrency, file => outlineOf(file, options))
  const { trials, unloaded, passedOver } = toTrials(found, outlines, options)
  if (passedOver.length > 0) options.onPassedOver?.(passedOver)
  const picked = pickVariants(trials, options.variant)
  options.onTrials?.(picked)
  const results = await mapSideBySide(picked, options.concurrency, async (trial, index) => {
    const result = await judgeTrial(trial, index, options)
    options.onResult?.(index, result)
    return result
  })
  return makeReport(version, results, unloaded)
}

/**
 * What is in a scenario file. Ours are loaded here; a user's file is asked in a child.
 * @returns undefined for a file that was met in a folder and exports nothing by default
 */
export async function outlineOf(
  { file, builtin, folder }: Found,
  { plan, runtime, signal }: Pick<PipelineOptions, 'plan' | 'runtime' | 'signal'>,
): Promise<Outline | Unloaded | undefined> {
  if (builtin) return (await loadBuiltin(file)).outline
  const described = await describeFile(file.file, file.slug, runtime, plan, signal)
  if (!('outline' in described)) return toUnloaded(file, described)
  if (described.outline !== null) return described.outline
  return folder === undefined ? toNoScenario(file) : undefined
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
    if (verdict.outcome === 'inconclusive' && retries < options.retries) continue
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
  const inspect = (look: Look) => {
    keepSnapshot?.(look)
    return findRetention(look, recording, signal)
  }
  return takeLook(trial, stretches, inspect, signal)
}
