// `leaklab replay`: a recording told again. Verdicts are a pure function of it, so they are computed anew.
import { decide } from '../../analysis/decide.ts'
import { makeReport } from '../../model/report.ts'
import { readRecordingFile } from '../../recorder/recording-file.ts'
import { version } from '../../version.ts'
import { say } from '../output.ts'
import { openReporters } from '../reporters.ts'
import { type ReportOptions, reporterSpecs } from '../trial-options.ts'

export async function replay(file: string, options: ReportOptions): Promise<void> {
  const { recordings, problem } = await readRecordingFile(file)
  const results = recordings.map(recording => ({
    recording,
    verdict: decide(recording),
    retries: 0,
  }))
  const report = makeReport(version, results, [])
  const reporters = await openReporters(reporterSpecs(options), 'table', print => print())
  try {
    reporters.expect(results.map(({ recording }) => recording.subject))
    for (const [index, result] of results.entries()) reporters.result(index, result)
    await reporters.end(report)
  } finally {
    reporters.close()
  }
  process.exitCode = report.exitCode
  if (problem !== undefined) {
    say(`${file}: ${problem}`)
    process.exitCode = 2
  }
}
