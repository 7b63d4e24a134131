import { expect, test } from 'vitest'
import { parseReport, renderJson } from '../../../src/report/formats/json.ts'
import { clean, leak, report } from '../build.ts'

const whole = report([leak, clean])

test('a report that was written is read back the same', () => {
  expect(parseReport(renderJson(whole))).toEqual(whole)
})

test.each([
  ['{"format": "leaklab-rep', 'no JSON, or it was cut off'],
  ['null', 'no leaklab report'],
  ['{"format":"other"}', 'no leaklab report'],
  [renderJson(whole).replace('"version": 2', '"version": 1'), 'has version 1; this leaklab reads version 2'],
  [
    renderJson(whole).replace('"outcome": "leaking"', '"outcome": "?"'),
    'damaged at results.0.verdict.outcome',
  ],
])('what is no report is refused: %.24s', (text, problem) => {
  expect(() => parseReport(text)).toThrow(problem)
})
