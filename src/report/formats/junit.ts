// JUnit XML: a suite for each scenario, a case for each variant. It follows the schema of Jenkins' xUnit plugin
// (junit-10.xsd), which rejects a file with any other element or attribute.
import type { Report } from '../../model/report.ts'
import { wholeReport } from './format.ts'
import { type ResultView, type Status, toResultViews } from './result-view.ts'

export function renderJunit(report: Report): string {
  const all = toResultViews(report)
  const suites = [...new Set(all.map(({ scenario }) => scenario))].map(scenario =>
    renderSuite(
      scenario,
      all.filter(view => view.scenario === scenario),
    ),
  )
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="leaklab" ${countsOf(all)}>`,
    ...suites,
    '</testsuites>',
  ].join('\n')
}

function renderSuite(scenario: string, cases: readonly ResultView[]): string {
  return [
    `  <testsuite name="${escapeXml(scenario)}" file="${escapeXml(cases[0]!.place.file)}" ${countsOf(cases)} skipped="${countOf(cases, 'skipped')}">`,
    ...cases.map(renderCase),
    '  </testsuite>',
  ].join('\n')
}

function renderCase(view: ResultView): string {
  const { scenario, variant, status, sentence, details, seconds } = view
  const name = variant === '' ? scenario : variant
  const head = `    <testcase classname="${escapeXml(scenario)}" name="${escapeXml(name)}" time="${seconds.toFixed(3)}"`
  const text = escapeXml([sentence, ...details].join('\n'))
  if (status === 'met') return `${head}>\n      <system-out>${text}</system-out>\n    </testcase>`
  if (status === 'skipped')
    return `${head}>\n      <skipped message="${escapeXml(sentence)}"/>\n    </testcase>`
  // A refuted claim is a failure; a trial without an answer is an error.
  const element = status === 'refuted' ? 'failure' : 'error'
  return `${head}>\n      <${element} message="${escapeXml(sentence)}" type="${status}">${text}</${element}>\n    </testcase>`
}

function countsOf(all: readonly ResultView[]): string {
  const failures = countOf(all, 'refuted')
  const errors = countOf(all, 'broken') + countOf(all, 'inconclusive')
  const seconds = all.reduce((sum, view) => sum + view.seconds, 0)
  return `tests="${all.length}" failures="${failures}" errors="${errors}" time="${seconds.toFixed(3)}"`
}

function countOf(all: readonly ResultView[], wanted: Status): number {
  return all.filter(({ status }) => status === wanted).length
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
}

/** Some characters cannot be written in XML 1.0, not even escaped; they are replaced. */
function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"\n]/g, character => entities[character]!)
}

export const junitFormat = wholeReport(renderJunit, '<?xml ')
