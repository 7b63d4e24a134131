// Runs scenarios in several engines and puts the results side by side: variants down, engines across.
import { type Found, findScenarios } from '../catalog/find-scenarios.ts'
import { mergeRows } from '../catalog/recorded-twins.ts'
import { withTwins } from '../catalog/twin.ts'
import type { Trial } from '../child/record-trial.ts'
import type {
  ComparedCell,
  ComparedColumn,
  ComparedTrial,
  Comparison,
  FinalizedAt,
  RecordedTwins,
} from '../model/comparison.ts'
import type { Exported, OutlineVariant } from '../model/event.ts'
import type { Plan, Recording } from '../model/recording.ts'
import type { Result } from '../model/report.ts'
import { nameRuntime, type Runtime } from '../model/runtime.ts'
import { UsageError } from '../model/usage-error.ts'
import { refuseEmptyFolders } from './empty-folders.ts'
import { judgeTrial } from './judge-trial.ts'
import { loadScenarios } from './load-scenarios.ts'
import { mapConcurrently } from './map-concurrently.ts'
import { planTrials, runtimesFor } from './plan-trials.ts'
import { createChildRunner } from './run-child-trial.ts'

export interface CompareOptions {
  plan: Plan
  /** The first of them that runs JavaScript loads the file of a user. */
  runtimes: readonly Runtime[]
  concurrency: number
  retries: number
  signal?: AbortSignal | undefined
  /** Called before the first trial, with the comparisons without cells. */
  onTrials?: ((trials: readonly ComparedTrial[], comparisons: readonly Comparison[]) => void) | undefined
  onProgress?: ((trial: number, recording: Recording) => void) | undefined
  onResult?: ((trial: number, cell: ComparedCell) => void) | undefined
}

export interface Compared {
  comparisons: Comparison[]
  results: Result[]
}

/**
 * @throws UsageError when a scenario cannot be loaded
 */
export async function compareScenarios(
  targets: readonly string[],
  options: CompareOptions,
): Promise<Compared> {
  const { runtimes, plan, concurrency, signal, retries } = options
  const scenarios = findScenarios(targets)
  const files = withTwins(scenarios, runtimes)
  const contents = await mapConcurrently(files, concurrency, found => load(found, options))
  refuseEmptyFolders(files, contents)
  const trials = planTrials(files, contents, { plan, runtimes, alwaysNamed: true }).trials
  const variants = new Map<string, OutlineVariant>()
  contents.forEach((content, index) => {
    for (const { outline } of content)
      for (const variant of outline.variants)
        variants.set(keyOf(files[index]!.file.file, variant.name), variant)
  })
  const planned = trials.map(({ runtime, subject }) => ({
    variant: subject.variant,
    column: nameRuntime(runtime),
  }))
  options.onTrials?.(planned, groupByScenario(trials, [], runtimes))
  const ended = await mapConcurrently(trials, concurrency, async (trial, index) => {
    const onProgress = (recording: Recording) => options.onProgress?.(index, recording)
    const result = await judgeTrial(createChildRunner(trial, { onProgress, signal }), retries)
    const cell = toCell(result, trial.runtime, variants.get(keyOf(trial.file, trial.subject.variant)))
    options.onResult?.(index, cell)
    return { result, cell }
  })
  const cells = ended.map(({ cell }) => cell)
  return {
    comparisons: groupByScenario(trials, cells, runtimes),
    results: ended.map(({ result }) => result),
  }
}

async function load(
  found: Found,
  { plan, runtimes, signal }: Pick<CompareOptions, 'plan' | 'runtimes' | 'signal'>,
): Promise<Exported[]> {
  const [runtime] = runtimesFor(found.file.file, runtimes)
  const content = await loadScenarios(found, { plan, runtimes: [runtime!], signal })
  if ('problem' in content)
    throw new UsageError('file-unloadable', {
      file: found.file.id,
      reason: content.reason,
      problem: content.problem,
    })
  return content
}

/** @param cells of the trials; none before they have run */
function groupByScenario(
  trials: readonly Trial[],
  cells: readonly ComparedCell[],
  runtimes: readonly Runtime[],
): Comparison[] {
  const comparisons = new Map<string, Comparison>()
  trials.forEach(({ subject, runtime }, index) => {
    const { scenario, slug, title, ask, variant } = subject
    const comparison = comparisons.get(scenario) ?? { scenario, slug, title, ask, columns: [], rows: [] }
    comparisons.set(scenario, comparison)
    let row = comparison.rows.find(row => row.variant === variant)
    if (row === undefined) {
      row = { variant, cells: {} }
      comparison.rows.push(row)
    }
    const cell = cells[index]
    if (cell !== undefined) row.cells[nameRuntime(runtime)] = cell
  })
  for (const comparison of comparisons.values()) {
    const ofScenario = trials.filter(({ subject }) => subject.scenario === comparison.scenario)
    const used = new Set(ofScenario.map(({ runtime }) => runtime))
    comparison.columns = runtimes.filter(runtime => used.has(runtime)).map(toColumn)
  }
  return [...comparisons.values()]
}

/** Adds what was recorded of the twins, for a machine without an engine for them. @param recorded undefined where there is one */
export function addRecorded(comparison: Comparison, recorded: RecordedTwins | undefined): Comparison {
  const rows = recorded?.scenarios[comparison.scenario]
  if (recorded === undefined || rows === undefined) return comparison
  const { column } = recorded
  return { ...comparison, columns: [...comparison.columns, column], rows: mergeRows(comparison.rows, rows) }
}

function keyOf(file: string, variant: string): string {
  return JSON.stringify([file, variant])
}

function toColumn(runtime: Runtime): ComparedColumn {
  return { name: nameRuntime(runtime), engine: runtime.name }
}

function toCell(
  { recording, verdict }: Result,
  runtime: Runtime,
  variant: OutlineVariant | undefined,
): ComparedCell {
  const last = recording.rounds.at(-1)
  const because = variant?.differs ?? recording.subject.exception?.because
  return {
    outcome: verdict.outcome,
    claim: recording.subject.claim,
    claimMet: verdict.claimMet,
    watched: last?.watched ?? 0,
    alive: last?.alive ?? 0,
    finalizedAt: finalizedAt(recording, runtime),
    ...(because === undefined ? {} : { because }),
  }
}

/** When most of the callbacks ran, of those before the scenario was dropped. */
export function finalizedAt(
  { ending, rounds }: Pick<Recording, 'ending' | 'rounds'>,
  { finalizesAtExit }: Pick<Runtime, 'finalizesAtExit'>,
): FinalizedAt {
  const last = rounds.at(-1)
  if (last === undefined || last.watched === 0) return 'unwatched'
  if (last.finalized === 0) return finalizesAtExit && ending.kind === 'complete' ? 'exit' : 'never'
  return (last.finalizedAtOnce ?? 0) * 2 > last.finalized ? 'last-reference' : 'collection'
}
