// From the command line's options to what the pipeline takes.
import { availableParallelism } from 'node:os'
import { UsageError } from '../model/problem.ts'
import type { Plan } from '../model/recording.ts'
import type { Runtime } from '../model/runtime.ts'
import { findNode, ownNode } from '../runtimes/node.ts'

export interface TrialOptions {
  variant?: string
  rounds?: number
  steps?: number
  timeout: number
  heapLimit: number
  runtime?: string
  jobs?: number
  retries?: number
  /** False when nobody wants to know what holds the survivors. */
  paths?: boolean
}

export interface ReportOptions {
  record?: string
  json?: boolean
  reporter?: string[]
}

/** `--json` is short for a reporter. */
export function reporterSpecs({ json, reporter = [] }: ReportOptions): string[] {
  return json === true ? ['json', ...reporter] : reporter
}

/** An inconclusive trial is lived once more before it is called so. */
const usualRetries = 1

export async function pipelineOptions(options: TrialOptions, snapshots: Plan['snapshots']) {
  return {
    plan: planOf(options, options.paths === false ? 'never' : snapshots),
    runtime: await runtimeOf(options.runtime),
    concurrency: options.jobs ?? availableParallelism(),
    variant: options.variant,
    retries: options.retries ?? usualRetries,
  }
}

function planOf({ rounds, steps, timeout, heapLimit }: TrialOptions, snapshots: Plan['snapshots']): Plan {
  return {
    rounds: rounds ?? null,
    steps: steps ?? null,
    timeoutMs: timeout * 1000,
    heapLimitMb: heapLimit,
    snapshots,
  }
}

/** @throws UsageError when the path is no Node that can be used */
export async function runtimeOf(path: string | undefined): Promise<Runtime> {
  if (path === undefined) return ownNode()
  const runtime = await findNode(path)
  if ('problem' in runtime)
    throw new UsageError(runtime.problem, 'give --runtime the path of a Node binary, 20.12 or later')
  return runtime
}
