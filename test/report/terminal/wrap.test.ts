import stringWidth from 'string-width'
import { expect, test } from 'vitest'
import { wrap, wrapAnywhere } from '../../../src/report/terminal/wrap.ts'
import { mixedNames } from '../mixed-text.ts'

test('a wrapped text hangs under its bullet, and a long word is not broken', () => {
  expect(wrap('one two three', 9, '- ')).toBe('- one two\n  three')
  expect(wrap('/a/very/long/path is kept', 8)).toBe('/a/very/long/path\nis kept')
})

test('where nothing may be too long, long words are broken', () => {
  expect(wrapAnywhere('one /a/very/long/path', 8)).toBe('one\n/a/very/\nlong/pat\nh')
  expect(wrapAnywhere('日本語', 5)).toBe('日本\n語')
})

test('the indentation of the first line may be narrower or wider than that of the others', () => {
  expect(wrap('one two three four', 9, '', '  ')).toBe('one two\n  three\n  four')
  expect(wrap('one two three four', 9, '> > ', ' ')).toBe('> > one\n two\n three\n four')
})

test('several spaces become one; paragraphs stay apart', () => {
  expect(wrap('  one   two\n\nthree', 20, '- ')).toBe('- one two\n\n  three')
  expect(wrap('', 20, '- ')).toBe('-')
})

test('without a width nothing is wrapped', () => {
  const text = 'a word, '.repeat(100).trim()
  expect(wrap(text, Number.POSITIVE_INFINITY)).toBe(text)
})

test.each([12, 13, 20])('at %d columns no line is longer, whatever the characters', width => {
  const text = mixedNames.join(' ')
  for (const line of wrap(text, width, '· ').split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(width)
  for (const line of wrapAnywhere(mixedNames.join(''), width).split('\n'))
    expect(stringWidth(line)).toBeLessThanOrEqual(width)
})
