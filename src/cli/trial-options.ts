// Turns the command line's options into those of the pipeline.
import { availableParallelism } from 'node:os'
import { defaults, makePlan } from '../model/plan.ts'
import type { Plan } from '../model/recording.ts'
import type { Shard } from '../run/choose-trials.ts'
import { chooseRuntimes } from '../runtimes/choose-runtime.ts'
import { createChangedFilter } from './changed.ts'
import { refuseSameFile } from './reporters.ts'

export interface TrialOptions {
  variant?: string
  rounds?: number
  steps?: number
  timeout?: number
  heapLimit?: number
  runtime?: string[]
  jobs?: number
  grep?: RegExp
  shard?: Shard
  bail?: number | true
  retries?: number
  changed?: string
  watch?: boolean
  /** False with `--no-paths`. */
  paths?: boolean
}

export interface ReportOptions {
  record?: string
  json?: boolean
  reporter?: string[]
  /** Print all that was measured, instead of one screen for each variant. */
  details?: boolean
}

/** `--json` is short for a reporter. @throws UsageError when two outputs would be one file */
export function reporterSpecs({ json, record, reporter = [] }: ReportOptions): string[] {
  const specs = json === true ? ['json', ...reporter] : reporter
  refuseSameFile(specs, record)
  return specs
}

/** For messages about a runtime: the option that names it. */
export const runtimeOption = '--runtime'

export async function pipelineOptions(options: TrialOptions, snapshots: Plan['snapshots']) {
  const { rounds, steps, timeout, heapLimit, paths } = options
  return {
    plan: makePlan(
      { rounds, steps, timeoutMs: timeout && timeout * 1000, heapLimitMb: heapLimit, paths },
      { snapshots },
    ),
    runtimes: await chooseRuntimes(options.runtime ?? [], runtimeOption),
    concurrency: options.jobs ?? availableParallelism(),
    choice: { variant: options.variant, grep: options.grep, shard: options.shard },
    retries: options.retries ?? defaults.retries,
    concerns: options.changed === undefined ? undefined : await createChangedFilter(options.changed),
    bail: options.bail === true ? 1 : options.bail,
  }
}
