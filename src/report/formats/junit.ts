// JUnit's XML by the schema that Jenkins' xUnit plugin demands (junit-10.xsd): a suite for each scenario, a case for each
// variant. What the schema does not know is left out, useful as it may be to others: a strict reader refuses the whole.
import type { Report } from '../../model/report.ts'
import { wholeReport } from './format.ts'
import { type Status, type Told, toPlainResults } from './plain-result.ts'

export function renderJunit(report: Report): string {
  const all = toPlainResults(report)
  const suites = [...new Set(all.map(({ scenario }) => scenario))].map(scenario =>
    renderSuite(
      scenario,
      all.filter(told => told.scenario === scenario),
    ),
  )
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="leaklab" ${countsOf(all)}>`,
    ...suites,
    '</testsuites>',
  ].join('\n')
}

function renderSuite(scenario: string, cases: readonly Told[]): string {
  return [
    `  <testsuite name="${escapeXml(scenario)}" file="${escapeXml(cases[0]!.place.file)}" ${countsOf(cases)} skipped="${countOf(cases, 'skipped')}">`,
    ...cases.map(renderCase),
    '  </testsuite>',
  ].join('\n')
}

function renderCase(told: Told): string {
  const { scenario, variant, status, sentence, details, seconds } = told
  const name = variant === '' ? scenario : variant
  const head = `    <testcase classname="${escapeXml(scenario)}" name="${escapeXml(name)}" time="${seconds.toFixed(3)}"`
  const text = escapeXml([sentence, ...details].join('\n'))
  if (status === 'met') return `${head}>\n      <system-out>${text}</system-out>\n    </testcase>`
  if (status === 'skipped')
    return `${head}>\n      <skipped message="${escapeXml(sentence)}"/>\n    </testcase>`
  // A claim that is refuted is a failure; what gave no answer is an error.
  const element = status === 'refuted' ? 'failure' : 'error'
  return `${head}>\n      <${element} message="${escapeXml(sentence)}" type="${status}">${text}</${element}>\n    </testcase>`
}

function countsOf(all: readonly Told[]): string {
  const failures = countOf(all, 'refuted')
  const errors = countOf(all, 'broken') + countOf(all, 'inconclusive')
  const seconds = all.reduce((sum, told) => sum + told.seconds, 0)
  return `tests="${all.length}" failures="${failures}" errors="${errors}" time="${seconds.toFixed(3)}"`
}

function countOf(all: readonly Told[], wanted: Status): number {
  return all.filter(({ status }) => status === wanted).length
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
}

/** XML 1.0 has no word for some characters at all. */
function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"\n]/g, character => entities[character]!)
}

export const junitFormat = wholeReport(renderJunit)
