// `leaklab run`: scenarios, told as tables.
import { UsageError } from '../../model/problem.ts'
import type { Result } from '../../model/report.ts'
import { runScenarios } from '../../pipeline.ts'
import { createRecordingFile } from '../../recorder/recording-file.ts'
import { createSnapshotFile } from '../../recorder/snapshot-file.ts'
import type { Trial } from '../../recorder/trial.ts'
import { version } from '../../version.ts'
import { interruptible } from '../interrupt.ts'
import { createLive } from '../live.ts'
import { say, sayPassedOver } from '../output.ts'
import { openReporters } from '../reporters.ts'
import { pipelineOptions, type ReportOptions, reporterSpecs, type TrialOptions } from '../trial-options.ts'

export async function run(
  targets: string[],
  options: TrialOptions & ReportOptions & { snapshot?: string },
): Promise<void> {
  const pipeline = await pipelineOptions(options, 'always')
  const file = options.record === undefined ? undefined : createRecordingFile(options.record, version)
  const snapshot = options.snapshot === undefined ? undefined : createSnapshotFile(options.snapshot)
  const live = await createLive(`Running ${targets.join(', ')}`)
  const reporters = await openReporters(reporterSpecs(options), 'table', live.around)
  try {
    const report = await interruptible(signal =>
      runScenarios(targets, {
        ...pipeline,
        signal,
        keepSnapshot: snapshot?.keep,
        onTrials(trials) {
          if (snapshot !== undefined) refuseMany(trials)
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
    if (snapshot !== undefined && !snapshot.kept())
      say('No snapshot was kept: nothing survived, or none could be taken.')
    process.exitCode = report.exitCode
  } finally {
    live.stop()
    reporters.close()
    file?.close()
  }
  snapshot?.close()
}

/** One file holds one snapshot. */
function refuseMany(trials: readonly Trial[]): void {
  if (trials.length <= 1) return
  throw new UsageError(
    `--snapshot keeps one heap, and ${trials.length} variants would be run`,
    `choose one: --variant '${trials[0]!.subject.variant}'`,
  )
}
