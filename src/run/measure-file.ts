// How is one variant of one scenario file measured? The pipeline for a single trial, without a report.
import { fileURLToPath } from 'node:url'
import { findScenarios } from '../catalog/find-scenarios.ts'
import { withTwins } from '../catalog/twin.ts'
import { makePlan, type PlanOptions } from '../model/plan.ts'
import type { Plan, Recording } from '../model/recording.ts'
import type { Result } from '../model/report.ts'
import { UsageError } from '../model/usage-error.ts'
import { chooseRuntime } from '../runtimes/choose-runtime.ts'
import { chooseTrials } from './choose-trials.ts'
import { judgeTrial } from './judge-trial.ts'
import { loadScenarios } from './load-scenarios.ts'
import { planTrials } from './plan-trials.ts'
import { createChildRunner } from './run-child-trial.ts'

export interface MeasureOptions extends PlanOptions {
  /** The variant to measure, if the file has several. */
  variant?: string | undefined
  /** The engine that runs the trial: a path, or a name such as `bun` or `node@24`; by default the current Node. */
  runtime?: string | undefined
  /** How often an inconclusive trial is run again. */
  retries?: number | undefined
  signal?: AbortSignal | undefined
  /** Called with the recording so far, after each event of the child. */
  onProgress?: ((recording: Recording) => void) | undefined
}

/**
 * Measures one variant of a file and judges it.
 * @param file path or `file:` URL of a scenario file, or the name of a scenario that comes with leaklab
 * @throws UsageError when there is no such file or variant, when there are several variants and none is chosen, or when
 *   the file cannot be loaded; the signal's reason, when it is aborted
 */
export async function measureFile(
  file: string | URL,
  options: MeasureOptions,
  snapshots: Plan['snapshots'],
): Promise<Result> {
  const { variant, signal, onProgress, retries = 0 } = options
  const plan = makePlan(options, { snapshots })
  const runtimes = [await chooseRuntime(options.runtime, '`runtime`')] as const
  const [found, ...others] = withTwins(findScenarios([pathOf(file)]), runtimes)
  if (others.length > 0 || found!.folder !== undefined)
    throw new UsageError('many-files-to-measure', { file: String(file) })
  const content = await loadScenarios(found!, { plan, runtimes, signal })
  const { trials, unloaded } = planTrials([found!], [content], { plan, runtimes })
  if (unloaded[0] !== undefined) {
    const { scenario, problem, reason } = unloaded[0]
    throw new UsageError('file-unloadable', { file: scenario, reason, problem })
  }
  const [only, ...more] = chooseTrials(trials, { variant }).chosen
  if (more.length > 0) {
    throw new UsageError('variant-not-chosen', {
      file: String(file),
      variants: trials.length,
      names: trials.map(({ subject }) => subject.variant),
    })
  }
  return judgeTrial(createChildRunner(only!.trial, { onProgress, signal }), retries)
}

/** The path of a `file:` URL; a path is returned unchanged. */
export function pathOf(file: string | URL): string {
  return file instanceof URL || file.startsWith('file:') ? fileURLToPath(file) : file
}
