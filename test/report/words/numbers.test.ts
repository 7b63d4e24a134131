import { expect, test } from 'vitest'
import {
  formatBytes,
  formatCount,
  formatDelta,
  formatMs,
  formatPerIteration,
} from '../../../src/report/words/en/numbers.ts'

test.each([
  [0, '0 B'],
  [928, '928 B'],
  [999.4, '999 B'],
  [999.6, '1.0 kB'],
  [1234, '1.2 kB'],
  [999_949, '999.9 kB'],
  [999_950, '1.0 MB'],
  [3_400_000, '3.4 MB'],
  [-1234, '-1.2 kB'],
])('%d bytes are %s', (bytes, expected) => {
  expect(formatBytes(bytes)).toBe(expected)
})

test('a delta has its sign, zero has none', () => {
  expect(formatDelta(1234, { unicode: true })).toBe('+1.2 kB')
  expect(formatDelta(0, { unicode: true })).toBe('0')
  expect(formatDelta(-0.4, { unicode: true })).toBe('0')
})

test('a minus is a real one only where Unicode can be shown', () => {
  expect(formatDelta(-928, { unicode: true })).toBe('−928 B')
  expect(formatDelta(-928, { unicode: false })).toBe('-928 B')
})

test.each([
  [928.4, '928 B per iteration'],
  [0.3, '0.3 B per iteration'],
  [0.01, '0 B per iteration'],
  [-0.388, '-0.4 B per iteration'],
  [16, '16 B per iteration'],
  [9.97, '10 B per iteration'],
  [1234.5, '1,235 B per iteration'],
  [20_480, '20.5 kB per iteration'],
])('%d bytes a step are %s', (bytes, expected) => {
  expect(formatPerIteration(bytes)).toBe(expected)
})

test.each([
  [0.6537, '0.65 ms'],
  [9.999, '10 ms'],
  [12.4, '12 ms'],
  [999.7, '1.0 s'],
  [2750, '2.8 s'],
])('%d milliseconds are %s', (ms, expected) => {
  expect(formatMs(ms)).toBe(expected)
})

test('counts are grouped by thousands', () => {
  expect([0, 999, 1000, 12_345, 1_234_567].map(formatCount)).toEqual([
    '0',
    '999',
    '1,000',
    '12,345',
    '1,234,567',
  ])
})
