// The program at a glance: what the user named → scenario files → trials → recordings → verdicts → report.
import { decide } from './analysis/decide.ts'
import { planNext } from './analysis/schedule.ts'
import { loadBuiltin } from './catalog/builtin.ts'
import { type Found, findScenarios } from './catalog/find.ts'
import type { Plan, Recording } from './model/recording.ts'
import { makeReport, type Report, type Result, type Unloaded } from './model/report.ts'
import type { Runtime } from './model/runtime.ts'
import { describeFile, recordTrial, type Trial } from './recorder/trial.ts'
import { pickVariants, toTrials, toUnloaded } from './trials.ts'
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
  onTrials?: (trials: readonly Trial[]) => void
  onProgress?: (trial: number, recording: Recording) => void
  /** Called as each trial ends, in the order of ending. */
  onResult?: (trial: number, result: Result) => void
}

/** Runs all that the targets name, and judges it. */
export async function runScenarios(targets: readonly string[], options: PipelineOptions): Promise<Report> {
  const found = findScenarios(targets)
  const loaded = await mapSideBySide(found, options.concurrency, file => load(file, options))
  const unloaded = loaded.filter(one => 'problem' in one)
  const trials = pickVariants(loaded.filter(one => Array.isArray(one)).flat(), options.variant)
  options.onTrials?.(trials)
  const results = await mapSideBySide(trials, options.concurrency, async (trial, index) => {
    const result = await judgeTrial(trial, index, options)
    options.onResult?.(index, result)
    return result
  })
  return makeReport(version, results, unloaded)
}

async function load(found: Found, { plan, runtime, signal }: PipelineOptions): Promise<Trial[] | Unloaded> {
  const { file, builtin } = found
  if (builtin) return toTrials(file, (await loadBuiltin(file)).outline, plan, runtime)
  const described = await describeFile(file.file, file.slug, runtime, plan, signal)
  return 'outline' in described
    ? toTrials(file, described.outline, plan, runtime)
    : toUnloaded(found, described)
}

async function judgeTrial(trial: Trial, index: number, options: PipelineOptions): Promise<Result> {
  for (let retries = 0; ; retries++) {
    const recording = await recordTrial(trial, {
      decideNext: planNext,
      onProgress: recording => options.onProgress?.(index, recording),
      signal: options.signal,
    })
    const verdict = decide(recording)
    if (verdict.outcome !== 'inconclusive' || retries >= options.retries)
      return { recording, verdict, retries }
  }
}

/** Maps with so many at a time; the order of the results is that of the items. */
async function mapSideBySide<T, R>(
  items: readonly T[],
  width: number,
  map: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = new Array(items.length)
  const rest = items.entries()
  const worker = async () => {
    for (const [index, item] of rest) results[index] = await map(item, index)
  }
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker))
  return results
}
