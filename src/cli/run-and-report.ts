// What `run` and `check` have in common: trials are lived with a live line, recorded and reported as they end.
import type { Plan } from '../model/recording.ts'
import type { Result } from '../model/report.ts'
import { type PipelineOptions, runScenarios } from '../pipeline.ts'
import { createRecordingFile } from '../recorder/recording-file.ts'
import type { Trial } from '../recorder/trial.ts'
import { version } from '../version.ts'
import { interruptible } from './interrupt.ts'
import { createLive } from './live.ts'
import { sayPassedOver } from './output.ts'
import { openReporters } from './reporters.ts'
import { pipelineOptions, type ReportOptions, reporterSpecs, type TrialOptions } from './trial-options.ts'

interface Manner {
  snapshots: Plan['snapshots']
  /** What stdout gets when no reporter asks for it. */
  usual: 'line' | 'table'
  /** What is said before the first trial has begun. */
  opening: string
  keepSnapshot?: PipelineOptions['keepSnapshot']
  /** Allows that there is nothing to run. */
  onNothing?: PipelineOptions['onNothing']
  /** May refuse, before anything is run. */
  onTrials?: (trials: readonly Trial[]) => void
}

export async function runAndReport(
  targets: string[],
  options: TrialOptions & ReportOptions,
  { snapshots, usual, opening, keepSnapshot, onNothing, onTrials }: Manner,
): Promise<void> {
  const pipeline = await pipelineOptions(options, snapshots)
  const file = options.record === undefined ? undefined : createRecordingFile(options.record, version)
  const live = await createLive(opening)
  const reporters = await openReporters(reporterSpecs(options), usual, live.around)
  try {
    const report = await interruptible(signal =>
      runScenarios(targets, {
        ...pipeline,
        signal,
        keepSnapshot,
        ...(onNothing && { onNothing: problem => live.around(() => onNothing(problem)) }),
        onTrials(trials) {
          onTrials?.(trials)
          reporters.expect(trials.map(({ subject }) => subject))
        },
        onPassedOver: files => live.around(() => sayPassedOver(files)),
        onProgress: live.progress,
        onResult(trial: number, result: Result) {
          file?.write(trial, result.recording)
          live.done(trial)
          reporters.result(trial, result)
        },
      }),
    )
    live.stop()
    await reporters.end(report)
    process.exitCode = report.exitCode
  } finally {
    live.stop()
    reporters.close()
    file?.close()
  }
}
