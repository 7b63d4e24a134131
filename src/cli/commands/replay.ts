// `leaklab replay`: a recording told again. Verdicts are a pure function of it, so they are computed anew.
import { decide } from '../../analysis/decide.ts'
import { makeReport } from '../../model/report.ts'
import { readRecordingFile } from '../../recorder/recording-file.ts'
import { renderJson } from '../../report/json.ts'
import { version } from '../../version.ts'
import { print, say, styleOf } from '../output.ts'
import { createStory } from '../story.ts'

export async function replay(file: string, options: { json?: boolean }): Promise<void> {
  const { recordings, problem } = await readRecordingFile(file)
  const results = recordings.map(recording => ({
    recording,
    verdict: decide(recording),
    retries: 0,
  }))
  const report = makeReport(version, results, [])
  if (options.json === true) print(renderJson(report))
  else {
    const story = createStory(styleOf(process.stdout))
    story.expect(results.map(({ recording }) => recording.subject))
    for (const [index, result] of results.entries()) story.tell(index, result, print)
  }
  process.exitCode = report.exitCode
  if (problem !== undefined) {
    say(`${file}: ${problem}`)
    process.exitCode = 2
  }
}
