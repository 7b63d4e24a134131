// From the command line's options to what the pipeline takes.
import { availableParallelism } from 'node:os'
import type { Shard } from '../choice.ts'
import { UsageError } from '../model/problem.ts'
import type { Plan } from '../model/recording.ts'
import type { Runtime } from '../model/runtime.ts'
import { findNode, ownNode } from '../runtimes/node.ts'
import { createChangedFilter } from './changed.ts'

export interface TrialOptions {
  variant?: string
  rounds?: number
  steps?: number
  timeout: number
  heapLimit: number
  runtime?: string[]
  jobs?: number
  grep?: RegExp
  shard?: Shard
  bail?: number | true
  retries?: number
  changed?: string
  watch?: boolean
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
    runtimes: await runtimesOf(options.runtime),
    concurrency: options.jobs ?? availableParallelism(),
    choice: { variant: options.variant, grep: options.grep, shard: options.shard },
    retries: options.retries ?? usualRetries,
    concerns: options.changed === undefined ? undefined : await createChangedFilter(options.changed),
    bail: options.bail === true ? 1 : options.bail,
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

async function runtimesOf(paths: readonly string[] = []): Promise<[Runtime, ...Runtime[]]> {
  const [first, ...others] = [...new Set(paths)]
  const runtimes: [Runtime, ...Runtime[]] = [await runtimeOf(first)]
  for (const path of others) runtimes.push(await runtimeOf(path))
  return runtimes
}

/** @throws UsageError when the path is no Node that can be used */
export async function runtimeOf(path: string | undefined): Promise<Runtime> {
  if (path === undefined) return ownNode()
  const runtime = await findNode(path)
  if ('problem' in runtime)
    throw new UsageError(runtime.problem, 'give --runtime the path of a Node binary, 20.12 or later')
  return runtime
}
