// The report as JSON: written for programs, and validated when it is read back.
import * as v from 'valibot'
import { createJsonPathHider, ownFolders, restorePaths } from '../../files/shared-paths.ts'
import { type Report, reportSchema, reportVersion } from '../../model/report.ts'
import { UsageError } from '../../model/usage-error.ts'
import { toJsonText } from '../terminal/json-text.ts'
import { wholeReport } from './format.ts'

export function renderJson(report: Report): string {
  return toJsonText(report, 2, createJsonPathHider())
}

export const jsonFormat = wholeReport(renderJson, '{\n  "format": "leaklab-report"', false)

/**
 * Reads a JSON report.
 * @throws UsageError if the text is no report, has another version, or is damaged
 */
export function parseReport(text: string): Report {
  const value = parseJson(text)
  restorePaths(value, ownFolders())
  const { format, version } = (typeof value === 'object' && value !== null ? value : {}) as {
    format?: unknown
    version?: unknown
  }
  if (format !== 'leaklab-report') {
    throw new UsageError('not-a-report', {})
  }
  if (version !== reportVersion) {
    throw new UsageError('report-of-other-version', {
      version: JSON.stringify(version),
      reads: reportVersion,
    })
  }
  const result = v.safeParse(reportSchema, value)
  if (result.success) return result.output
  const [issue] = result.issues
  throw new UsageError('report-damaged', { path: v.getDotPath(issue), message: issue.message })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new UsageError('report-not-json', {})
  }
}
