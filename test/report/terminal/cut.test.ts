import fc from 'fast-check'
import stringWidth from 'string-width'
import { expect, test } from 'vitest'
import { cut } from '../../../src/report/terminal/cut.ts'
import { mixedNames } from '../mixed-text.ts'

const unicode = { unicode: true }

test('an ellipsis shows that a text was cut', () => {
  expect(cut('unbounded Map', 10, unicode)).toBe('unbounded…')
  expect(cut('unbounded Map', 11, unicode)).toBe('unbounded…')
  expect(cut('unbounded Map', 10, { unicode: false })).toBe('unbound...')
  expect(cut('日本語', 5, unicode)).toBe('日本…')
})

test('a text that fits is left as it is', () => {
  expect(cut('unbounded Map', 13, unicode)).toBe('unbounded Map')
  expect(cut('unbounded Map', Number.POSITIVE_INFINITY, unicode)).toBe('unbounded Map')
})

test.each([-3, 0, 1])('at %d columns the ellipsis is left', width => {
  expect(cut('unbounded Map', width, unicode)).toBe('…')
  expect(cut('unbounded Map', width, { unicode: false })).toBe('...')
})

test('where only half of the first character would fit, the ellipsis is left', () => {
  expect(cut('日本語', 2, unicode)).toBe('…')
})

test('no text is cut to more columns than there are, and none within a grapheme', () => {
  const graphemes = [...new Intl.Segmenter().segment(mixedNames.join(''))].map(({ segment }) => segment)
  const text = fc.array(fc.constantFrom(...graphemes), { maxLength: 30 }).map(parts => parts.join(''))
  fc.assert(
    fc.property(text, fc.integer({ min: 3, max: 40 }), fc.boolean(), (text, width, unicode) => {
      const shortened = cut(text, width, { unicode })
      expect(stringWidth(shortened)).toBeLessThanOrEqual(width)
      const kept = shortened.replace(/(…|\.\.\.)$/, '')
      const starts = [...new Intl.Segmenter().segment(text.normalize())].map(({ index }) => index)
      expect(text.normalize().startsWith(kept.normalize())).toBe(true)
      if (kept.normalize() !== text.normalize()) expect(starts).toContain(kept.length)
    }),
  )
})
