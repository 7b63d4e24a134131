// `leaklab replay`: plays a recording in a terminal, or prints its report. Verdicts are a pure function of a recording, so they are
// computed again.

import { readRecordingFile } from '../../files/recording-file.ts'
import { version } from '../../files/version.ts'
import { judgeRecorded } from '../../judgement/judge-recorded.ts'
import { makeReport, type RecordedTrial, type Unloaded } from '../../model/report.ts'
import { words } from '../../report/words/words.ts'
import { findPlainReason, say } from '../output.ts'
import { loadReporters, openReporters } from '../reporters.ts'
import { type ReportOptions, reporterSpecs } from '../trial-options.ts'

export async function replay(file: string, options: ReportOptions & { report?: boolean }): Promise<void> {
  const { trials, unloaded, problem } = await readRecordingFile(file)
  if (isPlayed(options) && trials.length > 0) {
    const { playRecordings } = await import('./play.ts')
    await playRecordings(judgeRecorded(trials), file)
  } else await reportRecordings(trials, unloaded, 'table', options)
  if (problem !== undefined) {
    say(words.session.describeRecordingProblem(file, problem))
    process.exitCode = 2
  }
}

/** In a terminal a recording is played, unless a report is asked for. */
function isPlayed({ details, json, report, reporter }: ReportOptions & { report?: boolean }): boolean {
  return (
    findPlainReason() === undefined &&
    report !== true &&
    details !== true &&
    json !== true &&
    reporter === undefined
  )
}

/** Judges recorded trials, prints their report, and sets the exit code. */
export async function reportRecordings(
  trials: readonly RecordedTrial[],
  unloaded: Unloaded[],
  defaultFormat: 'line' | 'table',
  options: ReportOptions,
): Promise<void> {
  const results = judgeRecorded(trials)
  const report = makeReport(version, results, unloaded)
  const loaded = await loadReporters(reporterSpecs(options), defaultFormat, options.details)
  const reporters = openReporters(loaded, print => print())
  try {
    reporters.expect(results.map(({ recording }) => recording.subject))
    for (const [index, result] of results.entries()) reporters.result(index, result)
    reporters.end(report)
  } finally {
    reporters.close()
  }
  await reporters.endOwn(report)
  process.exitCode = report.exitCode
}
