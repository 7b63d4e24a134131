import { expect, test } from 'vitest'
import { clean, cleanLine } from '../../../src/report/terminal/clean.ts'

const unicode = { unicode: true }

test('colors, cursor movements and bells in foreign text are removed', () => {
  expect(clean('a\u001b[2J b\u007fc\u0007\rd', unicode)).toBe('a bcd')
  expect(clean('\u001b[31mred\u001b[0m\nblue', unicode)).toBe('red\nblue')
})

test('a line stays a line', () => {
  expect(cleanLine('one\r\n  two\nthree', unicode)).toBe('one two three')
})

test('punctuation beyond ASCII has an ASCII form; letters stay as they are', () => {
  expect(clean('“größte” … 3 × 4', { unicode: false })).toBe('"größte" ... 3 x 4')
})
