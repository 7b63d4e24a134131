import { expect, test } from 'vitest'
import { clean, cleanLine, cut, widthOf, wrap, wrapAll } from '../../../src/report/terminal/text.ts'

const unicode = { unicode: true }

test('colors, cursor movements and bells of others are taken out', () => {
  expect(clean('a\u001b[2J b\u007fc\u0007\rd', unicode)).toBe('a bcd')
  expect(clean('\u001b[31mred\u001b[0m\nblue', unicode)).toBe('red\nblue')
})

test('a line stays a line', () => {
  expect(cleanLine('one\r\n  two\nthree', unicode)).toBe('one two three')
})

test('punctuation beyond ASCII has an ASCII form; letters stay as they are', () => {
  expect(clean('“größte” … 3 × 4', { unicode: false })).toBe('"größte" ... 3 x 4')
})

test('wide characters take two columns, combining ones none', () => {
  expect([widthOf('日本'), widthOf('e\u0301'), widthOf('👍'), widthOf('\u001b[31mred\u001b[0m')]).toEqual([
    4, 1, 2, 3,
  ])
})

test('what is cut shows it', () => {
  expect(cut('unbounded Map', 10, unicode)).toBe('unbounded…')
  expect(cut('unbounded Map', 10, { unicode: false })).toBe('unbound...')
  expect(cut('日本語', 5, unicode)).toBe('日本…')
})

test('a wrapped text hangs under its bullet, and a long word is not broken', () => {
  expect(wrap('one two three', 9, '- ')).toBe('- one two\n  three')
  expect(wrap('/a/very/long/path is kept', 8)).toBe('/a/very/long/path\nis kept')
})

test('where nothing may be too long, long words are broken', () => {
  expect(wrapAll('one /a/very/long/path', 8)).toBe('one\n/a/very/\nlong/pat\nh')
  expect(wrapAll('日本語', 5)).toBe('日本\n語')
})
