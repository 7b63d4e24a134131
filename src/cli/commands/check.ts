// `leaklab check`: the smoke check in CI. One line per variant as it ends, a summary, an exit code.
import type { Result } from '../../model/report.ts'
import { runScenarios } from '../../pipeline.ts'
import { createRecordingFile } from '../../recorder/recording-file.ts'
import { version } from '../../version.ts'
import { interruptible } from '../interrupt.ts'
import { createLive } from '../live.ts'
import { sayPassedOver } from '../output.ts'
import { openReporters } from '../reporters.ts'
import { pipelineOptions, type ReportOptions, reporterSpecs, type TrialOptions } from '../trial-options.ts'

export async function check(targets: string[], options: TrialOptions & ReportOptions): Promise<void> {
  const pipeline = await pipelineOptions(options, 'refuted')
  const file = options.record === undefined ? undefined : createRecordingFile(options.record, version)
  const live = await createLive('Checking')
  const reporters = await openReporters(reporterSpecs(options), 'line', live.around)
  try {
    const report = await interruptible(signal =>
      runScenarios(targets, {
        ...pipeline,
        signal,
        onTrials: trials => reporters.expect(trials.map(({ subject }) => subject)),
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
