// The report as newline-delimited JSON: a line as soon as a variant has its verdict, and one at the end.
import { type Report, type Result, reportVersion } from '../../model/report.ts'
import type { Format } from './format.ts'

/** A line of newline-delimited JSON, as soon as a variant has its verdict. */
export function renderNdjsonResult(result: Result): string {
  return JSON.stringify({ type: 'result', version: reportVersion, ...result })
}

/** The last line: what could not be loaded, and what the process ends with. */
export function renderNdjsonEnd({ leaklab, version, unloaded, exitCode, results }: Report): string {
  return JSON.stringify({ type: 'end', version, leaklab, results: results.length, unloaded, exitCode })
}

export const ndjsonFormat: Format = {
  isForPeople: false,
  namesUnloaded: true,
  create: write => ({
    result: (_, result) => write(renderNdjsonResult(result)),
    end: report => write(renderNdjsonEnd(report)),
  }),
}
