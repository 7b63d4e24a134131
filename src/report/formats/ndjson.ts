// The report as newline-delimited JSON: a line for each variant as soon as it has a verdict, and one at the end.
import { createJsonPathHider } from '../../files/shared-paths.ts'
import { type Report, type Result, reportVersion } from '../../model/report.ts'
import { toJsonText } from '../terminal/json-text.ts'
import type { Format } from './format.ts'

/** The line of one variant. */
export function renderNdjsonResult(result: Result): string {
  return toJsonText({ type: 'result', version: reportVersion, ...result }, 0, createJsonPathHider())
}

/** The last line: files that could not be loaded, and the exit code. */
export function renderNdjsonEnd({ leaklab, version, unloaded, exitCode, results }: Report): string {
  const end = { type: 'end', version, leaklab, results: results.length, unloaded, exitCode }
  return toJsonText(end, 0, createJsonPathHider())
}

export const ndjsonFormat: Format = {
  isForPeople: false,
  namesUnloaded: true,
  endReads: 'verdicts',
  start: '{"type":"',
  create: write => ({
    result: (_, result) => write(renderNdjsonResult(result)),
    end: report => write(renderNdjsonEnd(report)),
  }),
}
