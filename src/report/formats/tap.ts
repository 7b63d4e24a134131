// TAP 14, https://testanything.org: one line for each variant, and why it failed as YAML below it.
import type { Report } from '../../model/report.ts'
import { wholeReport } from './format.ts'
import { nameOf, type Told, toPlainResults } from './plain-result.ts'

export function renderTap(report: Report): string {
  const all = toPlainResults(report)
  return ['TAP version 14', `1..${all.length}`, ...all.map(renderPoint)].join('\n')
}

function renderPoint(told: Told, index: number): string {
  const { status, sentence, details, place, seconds } = told
  const name = nameOf(told).replace(/[\\#]/g, '\\$&')
  const line = `${status === 'met' || status === 'skipped' ? 'ok' : 'not ok'} ${index + 1} - ${name}`
  if (status === 'skipped') return `${line} # SKIP ${sentence}`
  const yaml = [
    ['message', sentence],
    ['severity', status],
    ['duration_ms', Math.round(seconds * 1000)],
    ['at', `${place.file}:${place.line}`],
    ['details', details],
  ]
  // JSON is YAML: nothing in it need be escaped in a second way.
  return [line, '  ---', ...yaml.map(([key, value]) => `  ${key}: ${JSON.stringify(value)}`), '  ...'].join(
    '\n',
  )
}

export const tapFormat = wholeReport(renderTap)
