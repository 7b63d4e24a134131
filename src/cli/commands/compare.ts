// `leaklab compare`: the same scenario in several engines, side by side.
import { readRecordedTwins } from '../../catalog/recorded-twins.ts'
import { version } from '../../files/version.ts'
import { defaults, makePlan } from '../../model/plan.ts'
import { makeReport } from '../../model/report.ts'
import type { Engine, Runtime } from '../../model/runtime.ts'
import { renderComparison } from '../../report/pages/compare.ts'
import { toJsonText } from '../../report/terminal/json-text.ts'
import { words } from '../../report/words/words.ts'
import { addRecorded, compareScenarios } from '../../run/compare.ts'
import { chooseRuntimes } from '../../runtimes/choose-runtime.ts'
import { findEngines } from '../../runtimes/find-engines.ts'
import { interruptible } from '../interrupt.ts'
import { printRendered, sayRendered, styleOf } from '../output.ts'
import { createProgress } from '../progress.ts'

export interface CompareOptions {
  runtimes?: string[]
  jobs?: number
  timeout?: number
  json?: boolean
}

export async function compare(targets: string[], options: CompareOptions): Promise<void> {
  const { runtimes, missing } = await runtimesOf(options.runtimes)
  const progress = await createProgress(words.compare.comparing)
  try {
    const { comparisons, results } = await interruptible(signal =>
      compareScenarios(targets, {
        plan: makePlan(
          { timeoutMs: options.timeout && options.timeout * 1000, paths: false },
          { snapshots: 'never' },
        ),
        runtimes,
        concurrency: options.jobs ?? 1,
        retries: defaults.retries,
        signal,
        onTrials: trials => progress.expect(trials.length),
        onProgress: progress.update,
        onResult: progress.done,
      }),
    )
    progress.stop()
    const recorded = missing.includes('python') ? readRecordedTwins() : undefined
    const shown = comparisons.map(comparison => addRecorded(comparison, recorded))
    const style = styleOf(process.stdout)
    const text =
      options.json === true
        ? toJsonText({ format: 'leaklab-comparison', version: 1, leaklab: version, comparisons: shown }, 2)
        : shown.map(comparison => renderComparison(comparison, style)).join('\n\n\n')
    printRendered(text)
    if (missing.length > 0 && options.json !== true)
      sayRendered(`\n${words.compare.describeNotFound(missing)}`)
    process.exitCode = makeReport(version, results, []).exitCode
  } finally {
    progress.stop()
  }
}

/** The engines that the user named, or this Node and one of each other kind that is on this machine. */
async function runtimesOf(
  named: readonly string[] | undefined,
): Promise<{ runtimes: Runtime[]; missing: Engine[] }> {
  if (named !== undefined) return { runtimes: await chooseRuntimes(named, '--runtimes'), missing: [] }
  return findEngines()
}
