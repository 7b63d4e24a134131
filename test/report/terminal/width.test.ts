import { expect, test } from 'vitest'
import { padEnd, padStart, widthOf } from '../../../src/report/terminal/width.ts'

test('wide characters take two columns, combining ones none', () => {
  expect([widthOf('日本'), widthOf('e\u0301'), widthOf('👍'), widthOf('\u001b[31mred\u001b[0m')]).toEqual([
    4, 1, 2, 3,
  ])
})

test.each(['🇩🇪', '👨‍👩‍👧', '👍🏽', '🫠', '\u1112\u1161\u11ab', '한', '☺️'])('%s takes two columns', text => {
  expect(widthOf(text)).toBe(2)
})

test('text is padded by columns', () => {
  expect(padEnd('👨‍👩‍👧', 4)).toBe('👨‍👩‍👧  ')
  expect(padStart('日', 4)).toBe('  日')
  expect(padEnd('日本', 3)).toBe('日本')
})
