// TAP 14, https://testanything.org: a line for each variant, with the evidence as YAML below it.
import type { Report } from '../../model/report.ts'
import { toJsonText } from '../terminal/json-text.ts'
import { wholeReport } from './format.ts'
import { type ResultView, toResultViews } from './result-view.ts'

export function renderTap(report: Report): string {
  const all = toResultViews(report)
  return ['TAP version 14', `1..${all.length}`, ...all.map(renderPoint)].join('\n')
}

function renderPoint(view: ResultView, index: number): string {
  const { status, sentence, details, place, seconds } = view
  const name = view.name.replace(/[\\#]/g, '\\$&')
  const line = `${status === 'met' || status === 'skipped' ? 'ok' : 'not ok'} ${index + 1} - ${name}`
  if (status === 'skipped') return `${line} # SKIP ${sentence}`
  const yaml = [
    ['message', sentence],
    ['severity', status],
    ['duration_ms', Math.round(seconds * 1000)],
    ['at', `${place.file}:${place.line}`],
    ['details', details],
  ]
  // JSON is a subset of YAML.
  return [line, '  ---', ...yaml.map(([key, value]) => `  ${key}: ${toJsonText(value)}`), '  ...'].join('\n')
}

export const tapFormat = wholeReport(renderTap, 'TAP version ')
