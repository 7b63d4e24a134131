// What `run` and `check` have in common: trials are lived with a live line, recorded and reported as they end.

import { readBudgetFile } from '../files/budget-file.ts'
import { createRecordingFile } from '../files/recording-file.ts'
import { version } from '../files/version.ts'
import type { Plan } from '../model/recording.ts'
import type { Report, Result } from '../model/report.ts'
import { type PipelineOptions, runScenarios } from '../pipeline.ts'
import type { Chosen } from '../run/choose-trials.ts'
import { interruptible } from './interrupt.ts'
import { saySkippedFiles } from './output.ts'
import { createProgress } from './progress.ts'
import { openReporters } from './reporters.ts'
import { pipelineOptions, type ReportOptions, reporterSpecs, type TrialOptions } from './trial-options.ts'

interface Manner {
  snapshots: Plan['snapshots']
  /** What stdout gets when no reporter asks for it. */
  defaultFormat: 'line' | 'table'
  /** What is said before the first trial has begun. */
  opening: string
  keepSnapshot?: PipelineOptions['keepSnapshot']
  /** Allows that there is nothing to run. */
  onNothing?: PipelineOptions['onNothing']
  /** May refuse, before anything is run. */
  onTrials?: (trials: readonly Chosen[]) => void
  /** May change what the process ends with, once all is known. */
  atEnd?: ((report: Report) => Report) | undefined
}

export async function runAndReport(
  targets: string[],
  options: TrialOptions & ReportOptions,
  { snapshots, defaultFormat, opening, keepSnapshot, onNothing, onTrials, atEnd = report => report }: Manner,
): Promise<Report> {
  const pipeline = await pipelineOptions(options, snapshots)
  const budgets = readBudgetFile()
  const file = options.record === undefined ? undefined : createRecordingFile(options.record, version)
  const live = await createProgress(opening)
  let numbers: number[] = []
  const reporters = await openReporters(reporterSpecs(options), defaultFormat, live.around)
  try {
    const lived = await interruptible(signal =>
      runScenarios(targets, {
        ...pipeline,
        budgets,
        signal,
        keepSnapshot,
        ...(onNothing && { onNothing: problem => live.around(() => onNothing(problem)) }),
        onTrials(trials, of) {
          onTrials?.(trials)
          numbers = trials.map(({ number }) => number)
          file?.expect(of)
          reporters.expect(trials.map(({ trial }) => trial.subject))
        },
        onSkippedFiles: files => live.around(() => saySkippedFiles(files)),
        onProgress: live.progress,
        onResult(trial: number, result: Result) {
          file?.write(numbers[trial]!, result)
          live.done(trial)
          reporters.result(trial, result)
        },
      }),
    )
    live.stop()
    file?.addUnloaded(lived.unloaded)
    const report = atEnd(lived)
    await reporters.end(report)
    process.exitCode = report.exitCode
    return report
  } finally {
    live.stop()
    reporters.close()
    file?.close()
  }
}
