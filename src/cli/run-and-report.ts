// What `run` and `check` have in common: runs the trials with a progress line, and records and reports each as it ends.
import { readBudgetFile } from '../files/budget-file.ts'
import { createRecordingFile, type RecordingWriter } from '../files/recording-file.ts'
import { version } from '../files/version.ts'
import type { Plan } from '../model/recording.ts'
import type { Report, Result } from '../model/report.ts'
import { type PipelineOptions, runScenarios } from '../pipeline.ts'
import { words } from '../report/words/words.ts'
import type { Chosen } from '../run/choose-trials.ts'
import { interruptible } from './interrupt.ts'
import { forEachOutput, saySkippedFiles } from './output.ts'
import { createProgress } from './progress.ts'
import { loadReporters, openReporters } from './reporters.ts'
import { pipelineOptions, type ReportOptions, reporterSpecs, type TrialOptions } from './trial-options.ts'

interface RunSettings {
  snapshots: Plan['snapshots']
  /** The format of stdout when no reporter writes to it. */
  defaultFormat: 'line' | 'table'
  /** The progress line before the first trial has begun. */
  opening: string
  keepSnapshot?: PipelineOptions['keepSnapshot']
  /** Allows that there is nothing to run. */
  onNothing?: PipelineOptions['onNothing']
  /** Whether all files are loaded before anything is run. */
  loadsAllFirst?: boolean
  /** Called before anything is run, with the first trials; may throw to refuse. */
  onTrials?: (trials: readonly Chosen[]) => void
  /** Called with the finished report; may return another one, with another exit code. */
  atEnd?: ((report: Report, signal: AbortSignal) => Promise<Report>) | undefined
}

export async function runAndReport(
  targets: string[],
  options: TrialOptions & ReportOptions,
  { snapshots, defaultFormat, opening, keepSnapshot, loadsAllFirst, onNothing, onTrials, atEnd }: RunSettings,
): Promise<Report> {
  const pipeline = await pipelineOptions(options, snapshots)
  const budgets = readBudgetFile()
  const loaded = await loadReporters(reporterSpecs(options), defaultFormat, options.details)
  const progress = await createProgress(opening)
  let endOwn: (() => Promise<void>) | undefined
  try {
    // Files are open only in here: a signal closes them, or takes what was not written away.
    return await interruptible(async signal => {
      const reporters = openReporters(loaded, progress.pauseFor)
      const numbers: number[] = []
      let file: RecordingWriter | undefined
      try {
        file = options.record === undefined ? undefined : createRecordingFile(options.record, version)
        const finished = await runScenarios(targets, {
          ...pipeline,
          budgets,
          signal,
          keepSnapshot,
          loadsAllFirst,
          keepsDetails: atEnd !== undefined || reporters.readDetailsAtEnd,
          ...(onNothing && { onNothing: problem => progress.pauseFor(() => onNothing(problem)) }),
          onLoaded(loaded, of) {
            if (of > 1) progress.showBeside(words.session.describeLoading(loaded, of))
          },
          onTrials(added) {
            if (numbers.length === 0) progress.pauseFor(() => onTrials?.(added))
            numbers.push(...added.map(({ number }) => number))
            progress.expect(added.length)
            reporters.expect(added.map(({ trial }) => trial.subject))
          },
          onAllTrials(of, here) {
            progress.expectNoMore()
            file?.expect(of, here)
          },
          onSkippedFiles: files => progress.pauseFor(() => saySkippedFiles(files)),
          onProgress: progress.update,
          onResult(trial: number, result: Result) {
            file?.write(numbers[trial]!, result)
            progress.done(trial)
            reporters.result(trial, result)
          },
        })
        progress.stop()
        file?.addUnloaded(finished.unloaded)
        const report = atEnd === undefined ? finished : await atEnd(finished, signal)
        process.exitCode = report.exitCode
        endOwn = () => reporters.endOwn(report)
        reporters.end(report)
        return report
      } finally {
        progress.stop()
        forEachOutput([reporters, file], output => output?.close())
      }
    })
  } finally {
    progress.stop()
    await endOwn?.()
  }
}
