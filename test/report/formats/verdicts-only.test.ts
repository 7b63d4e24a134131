// A format that says it reads only verdicts at the end prints the same, whether the details are still there or not.
import { expect, test } from 'vitest'
import { type Report, withoutDetails } from '../../../src/model/report.ts'
import type { Format } from '../../../src/report/formats/format.ts'
import { loadFormat, reporterNames } from '../../../src/report/formats/registry.ts'
import { detailedTableFormat } from '../../../src/report/formats/table.ts'
import { scenarios } from '../trial/simulated.ts'
import { everything } from './everything.ts'

const named = await Promise.all(
  reporterNames.map(async name => [name, (await loadFormat(name))!] as [string, Format]),
)
const all: [name: string, format: Format][] = [...named, ['table --details', detailedTableFormat]]
const readers = all.filter(([, { endReads }]) => endReads === 'verdicts')
const whole: Report = {
  ...everything,
  results: [...everything.results, ...Object.values(scenarios).flat()],
}
const bare: Report = { ...whole, results: whole.results.map(withoutDetails) }

function print(format: Format, atEnd: Report): string {
  let text = ''
  const reporter = format.create(
    part => {
      text += part
    },
    { width: 100, color: false, unicode: true },
  )
  reporter.expect?.(whole.results.map(({ recording }) => recording.subject))
  for (const [index, result] of whole.results.entries()) reporter.result?.(index, result)
  void reporter.end?.(atEnd)
  return text
}

test.each(readers)('%s', (_, format) => {
  expect(print(format, bare)).toBe(print(format, whole))
})

test('what nobody reads at the end is gone, and what is refuted or unclear is whole', () => {
  expect(readers.map(([name]) => name)).toEqual(['table', 'line', 'ndjson', 'table --details'])
  const size = (report: Report) => JSON.stringify(report.results).length
  const met = (report: Report): Report => ({
    ...report,
    results: report.results.filter(({ verdict }) => verdict.claimMet === true),
  })
  expect(size(met(bare)) * 3).toBeLessThan(size(met(whole)))
  const others = ({ results }: Report) => results.filter(({ verdict }) => verdict.claimMet !== true)
  expect(others(bare)).toEqual(others(whole))
  expect(others(bare).length).toBeGreaterThan(0)
})
