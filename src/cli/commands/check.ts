// `leaklab check`: the smoke check in CI. One line per variant as it ends, a summary, an exit code.
import type { Result } from '../../model/report.ts'
import { runScenarios } from '../../pipeline.ts'
import { createRecordingFile } from '../../recorder/recording-file.ts'
import { renderCheckLine, renderSummary, renderUnloaded } from '../../report/check.ts'
import { renderJson } from '../../report/json.ts'
import { version } from '../../version.ts'
import { interruptible } from '../interrupt.ts'
import { createLive } from '../live.ts'
import { print, say, sayPassedOver, styleOf } from '../output.ts'
import { pipelineOptions, type TrialOptions } from '../trial-options.ts'

export async function check(
  targets: string[],
  options: TrialOptions & { record?: string; json?: boolean },
): Promise<void> {
  const pipeline = await pipelineOptions(options, 'refuted')
  const file = options.record === undefined ? undefined : createRecordingFile(options.record, version)
  const live = await createLive('Checking')
  const style = styleOf(process.stdout)
  try {
    const report = await interruptible(signal =>
      runScenarios(targets, {
        ...pipeline,
        signal,
        onPassedOver: files => live.around(() => sayPassedOver(files)),
        onProgress: live.progress,
        onResult(trial: number, result: Result) {
          file?.write(trial, result.recording)
          live.done(trial)
          if (options.json !== true) live.around(() => print(renderCheckLine(result, style)))
        },
      }),
    )
    live.stop()
    if (options.json === true) {
      for (const unloaded of report.unloaded) say(renderUnloaded(unloaded, styleOf(process.stderr)))
      print(renderJson(report))
    } else print(renderSummary(report, style))
    process.exitCode = report.exitCode
  } finally {
    live.stop()
    file?.close()
  }
}
