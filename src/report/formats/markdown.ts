// A report for a pull request or the summary of a CI step: a table, and the reasons of what is not as claimed, or tolerated, below it.
import type { Report } from '../../model/report.ts'
import { wholeReport } from './format.ts'
import { nameOf, type Status, type Told, toPlainResults } from './plain-result.ts'

const words: Record<Status, string> = {
  met: '✔ met',
  refuted: '✘ refuted',
  broken: '✘ not run',
  inconclusive: '? inconclusive',
  skipped: '– left out',
}

export function renderMarkdown(report: Report): string {
  const all = toPlainResults(report)
  const good = all.filter(({ status }) => status === 'met')
  const skipped = all.filter(({ status }) => status === 'skipped')
  const bad = all.filter(one => !good.includes(one) && !skipped.includes(one))
  const noticed = all.filter(({ notices }) => notices.length > 0)
  const head = `### leaklab: ${good.length} of ${all.length} claims met`
  const rows = [...bad, ...good, ...skipped].map(renderRow)
  return [
    head,
    ['| | variant | what was found |', '| --- | --- | --- |', ...rows].join('\n'),
    ...[...bad, ...noticed].map(renderReasons),
  ].join('\n\n')
}

function renderRow(told: Told): string {
  return `| ${words[told.status]} | ${escapeMarkdown(nameOf(told))} | ${escapeMarkdown(told.sentence)} |`
}

function renderReasons(told: Told): string {
  const { place, status } = told
  const details = status === 'met' ? told.notices : told.details
  const where = `${escapeMarkdown(place.file)}:${place.line}`
  return [
    `**${escapeMarkdown(nameOf(told))}** (${where})`,
    '',
    ...details.map(line => `- ${escapeMarkdown(line)}`),
  ].join('\n')
}

/** What Markdown or HTML would take for its own. */
function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*_{}[\]|~#]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\n', ' ')
}

export const markdownFormat = wholeReport(renderMarkdown)
