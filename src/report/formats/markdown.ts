// The report in Markdown, for a pull request or the summary of a CI step: a table, and below it the evidence of every
// claim that is not met or only tolerated.
import type { Report } from '../../model/report.ts'
import { escapeMarkdown } from '../terminal/markdown-text.ts'
import { words } from '../words/words.ts'
import { wholeReport } from './format.ts'
import { type ResultView, toResultViews } from './result-view.ts'

export function renderMarkdown(report: Report): string {
  const all = toResultViews(report)
  const good = all.filter(({ status }) => status === 'met')
  const skipped = all.filter(({ status }) => status === 'skipped')
  const bad = all.filter(view => !good.includes(view) && !skipped.includes(view))
  const noticed = all.filter(({ notices }) => notices.length > 0)
  const heads = words.heads.markdownHeads
  const head = `### leaklab: ${words.summary.describeMet(good.length, all.length)}`
  const rows = [...bad, ...good, ...skipped].map(renderRow)
  return [
    head,
    [`| | ${heads.variant} | ${heads.found} |`, '| --- | --- | --- |', ...rows].join('\n'),
    ...[...bad, ...noticed].map(renderReasons),
  ].join('\n\n')
}

function renderRow(view: ResultView): string {
  return `| ${words.summary.statusWords[view.status]} | ${escapeMarkdown(view.name)} | ${escapeMarkdown(view.sentence)} |`
}

function renderReasons(view: ResultView): string {
  const { place, status } = view
  const details = status === 'met' ? view.notices : view.details
  const where = `${escapeMarkdown(place.file)}:${place.line}`
  return [
    `**${escapeMarkdown(view.name)}** (${where})`,
    '',
    ...details.map(line => `- ${escapeMarkdown(line)}`),
  ].join('\n')
}

export const markdownFormat = wholeReport(renderMarkdown, '### leaklab')
