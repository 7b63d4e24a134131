// `leaklab run`: scenarios, told as tables.
import { UsageError } from '../../model/problem.ts'
import type { Result } from '../../model/report.ts'
import { runScenarios } from '../../pipeline.ts'
import { createRecordingFile } from '../../recorder/recording-file.ts'
import { createSnapshotFile } from '../../recorder/snapshot-file.ts'
import type { Trial } from '../../recorder/trial.ts'
import { renderUnloaded } from '../../report/check.ts'
import { renderJson } from '../../report/json.ts'
import { version } from '../../version.ts'
import { interruptible } from '../interrupt.ts'
import { createLive } from '../live.ts'
import { print, say, sayPassedOver, styleOf } from '../output.ts'
import { createStory } from '../story.ts'
import { pipelineOptions, type TrialOptions } from '../trial-options.ts'

export async function run(
  targets: string[],
  options: TrialOptions & { record?: string; snapshot?: string; json?: boolean },
): Promise<void> {
  const pipeline = await pipelineOptions(options, 'always')
  const file = options.record === undefined ? undefined : createRecordingFile(options.record, version)
  const snapshot = options.snapshot === undefined ? undefined : createSnapshotFile(options.snapshot)
  const live = await createLive(`Running ${targets.join(', ')}`)
  const story = createStory(styleOf(process.stdout))
  try {
    const report = await interruptible(signal =>
      runScenarios(targets, {
        ...pipeline,
        signal,
        keepSnapshot: snapshot?.keep,
        onTrials(trials) {
          if (snapshot !== undefined) refuseMany(trials)
          story.expect(trials.map(({ subject }) => subject))
        },
        onPassedOver: files => live.around(() => sayPassedOver(files)),
        onProgress: live.progress,
        onResult(trial: number, result: Result) {
          file?.write(trial, result.recording)
          live.done(trial)
          if (options.json !== true) live.around(() => story.tell(trial, result, print))
        },
      }),
    )
    live.stop()
    if (options.json === true) print(renderJson(report))
    for (const unloaded of report.unloaded) say(renderUnloaded(unloaded, styleOf(process.stderr)))
    if (snapshot !== undefined && !snapshot.kept())
      say('No snapshot was kept: nothing survived, or none could be taken.')
    process.exitCode = report.exitCode
  } finally {
    live.stop()
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
