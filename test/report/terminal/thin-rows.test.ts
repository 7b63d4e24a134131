import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isFold, thin } from '../../../src/report/terminal/thin-rows.ts'

const rowsOf = (deltas: number[], stages: number[] = []) =>
  deltas.map((delta, name) => ({ name, delta, stage: stages[name] ?? 0 }))

/** Names of the rows that are kept, and `…n` for a fold of n. */
const outline = (rows: ReturnType<typeof thin<ReturnType<typeof rowsOf>[number]>>) =>
  rows.map(row => (isFold(row) ? `…${row.folded}` : row.name)).join(' ')

test('a short table stays as it is', () => {
  expect(outline(thin(rowsOf([1, 2, 3]), 3))).toBe('0 1 2')
})

test('the first and the last row stay, and the beginning as far as there is room', () => {
  expect(outline(thin(rowsOf(new Array(20).fill(0)), 6))).toBe('0 1 2 3 …15 19')
})

test('the largest changes stay, falling or rising', () => {
  expect(outline(thin(rowsOf([0, 1, 1, 1, -9, 1, 1, 1, 8, 1, 1, 1]), 7))).toBe('0 …3 4 …3 8 …2 11')
})

test('rows that begin a stage stay', () => {
  expect(outline(thin(rowsOf(new Array(12).fill(1), [0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1]), 5))).toBe(
    '0 …4 5 …5 11',
  )
})

test('a single row is shown rather than folded', () => {
  expect(outline(thin(rowsOf([0, 0, 9, 0, 0, 0]), 5))).toBe('0 1 2 …2 5')
})

test('no row is lost, none is added, and the limit holds', () => {
  const row = fc.record({ delta: fc.integer(), stage: fc.nat(4) })
  fc.assert(
    fc.property(fc.array(row, { maxLength: 80 }), fc.integer({ min: 3, max: 20 }), (rows, max) => {
      const thinned = thin(rows, max)
      expect(thinned.length).toBeLessThanOrEqual(max)
      const count = thinned.reduce((sum, one) => sum + (isFold(one) ? one.folded : 1), 0)
      expect(count).toBe(rows.length)
      expect(thinned.filter(one => !isFold(one))).toEqual(rows.filter(one => thinned.includes(one)))
    }),
  )
})
