// The report as JSON: written for programs, and validated when it is read back.
import * as v from 'valibot'
import { type Report, reportSchema, reportVersion } from '../../model/report.ts'
import { UsageError } from '../../model/usage-error.ts'
import { wholeReport } from './format.ts'

export function renderJson(report: Report): string {
  return JSON.stringify(report, null, 2)
}

export const jsonFormat = wholeReport(renderJson, false)

/**
 * Reads a JSON report.
 * @throws UsageError if the text is no report, has another version, or is damaged
 */
export function parseReport(text: string): Report {
  const value = parseJson(text)
  const { format, version } = (typeof value === 'object' && value !== null ? value : {}) as {
    format?: unknown
    version?: unknown
  }
  if (format !== 'leaklab-report') {
    throw new UsageError('this is no leaklab report', '`leaklab run strong-cache --json` writes one')
  }
  if (version !== reportVersion) {
    throw new UsageError(
      `this report has version ${JSON.stringify(version)}; this leaklab reads version ${reportVersion}`,
      'read it with the leaklab that wrote it, or run the scenario again',
    )
  }
  const result = v.safeParse(reportSchema, value)
  if (result.success) return result.output
  const [issue] = result.issues
  throw new UsageError(
    `this report is damaged at ${v.getDotPath(issue) ?? 'its root'}: ${issue.message}`,
    'write it again with --json',
  )
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new UsageError(
      'this is no JSON, or it was cut off',
      '`leaklab run strong-cache --json` writes a report',
    )
  }
}
