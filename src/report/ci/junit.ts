// JUnit's XML, as Jenkins and GitLab read it: a suite for each scenario, a case for each variant.
import type { Report } from '../../model/report.ts'
import { type Told, tellAll } from './told.ts'

export function renderJunit(report: Report): string {
  const all = tellAll(report)
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
    `  <testsuite name="${escapeXml(scenario)}" ${countsOf(cases)}>`,
    ...cases.map(renderCase),
    '  </testsuite>',
  ].join('\n')
}

function renderCase(told: Told): string {
  const { scenario, variant, status, sentence, details, seconds, place } = told
  const name = variant === '' ? scenario : variant
  const head = `    <testcase classname="${escapeXml(scenario)}" name="${escapeXml(name)}" file="${escapeXml(place.file)}" time="${seconds.toFixed(3)}"`
  const text = escapeXml([sentence, ...details].join('\n'))
  if (status === 'met') return `${head}>\n      <system-out>${text}</system-out>\n    </testcase>`
  if (status === 'skipped')
    return `${head}>\n      <skipped message="${escapeXml(sentence)}"/>\n    </testcase>`
  // A claim that is refuted is a failure; what gave no answer is an error.
  const element = status === 'refuted' ? 'failure' : 'error'
  return `${head}>\n      <${element} message="${escapeXml(sentence)}" type="${status}">${text}</${element}>\n    </testcase>`
}

function countsOf(all: readonly Told[]): string {
  const count = (test: (told: Told) => boolean) => all.filter(test).length
  const failures = count(({ status }) => status === 'refuted')
  const errors = count(({ status }) => status === 'broken' || status === 'inconclusive')
  const skipped = count(({ status }) => status === 'skipped')
  const seconds = all.reduce((sum, told) => sum + told.seconds, 0)
  return `tests="${all.length}" failures="${failures}" errors="${errors}" skipped="${skipped}" time="${seconds.toFixed(3)}"`
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
