import stringWidth from 'string-width'
import { expect, test } from 'vitest'
import { fitProgressLine } from '../../src/cli/progress.ts'
import { renderProgress } from '../../src/report/trial/progress.ts'
import { leakingRecording, subject } from '../report/build.ts'
import { mixedNames } from '../report/mixed-text.ts'

const [unicode, ascii] = [{ unicode: true }, { unicode: false }]

test.each(mixedNames)('a progress line about %s takes one line, and no more columns than there are', name => {
  const line = renderProgress({ ...leakingRecording(4), subject: { ...subject, variant: name } })
  for (const columns of [24, 40, 47, 48, 60]) {
    for (const style of [unicode, ascii]) {
      const fitted = fitProgressLine(`${line} | ${line} | ${line}`, columns, style)
      expect(fitted).toMatch(style.unicode ? /…$/ : /\.\.\.$/)
      expect(stringWidth(fitted)).toBeLessThanOrEqual(columns - 4)
      // At most a double-width character and a space are missing at the end.
      expect(stringWidth(fitted)).toBeGreaterThanOrEqual(columns - 4 - 2)
    }
  }
})

test('a progress line that fits is left as it is', () => {
  expect(fitProgressLine('👨‍👩‍👧 '.repeat(6), 24, unicode)).toBe('👨‍👩‍👧 '.repeat(6))
})
