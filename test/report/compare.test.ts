import { expect, test } from 'vitest'
import { renderComparison } from '../../src/report/compare.ts'
import { ascii, clean, coloured, failed, failure, growing, leak, plain, verdict, widest } from './build.ts'

const refuted = { ...clean, verdict: verdict('leaking', [growing], { claimMet: false }) }
const broken = failed({ kind: 'failed', failure })
const all = [leak, clean, refuted, broken]

test('variants stand side by side', () => {
  expect(renderComparison(all, { ...plain, width: 100 })).toBe(
    `
                                               growth   alive/                gave
   variant            claim         verdict    a step  watched      kept      back
`.slice(1) === ''
      ? ''
      : renderComparison(all, { ...plain, width: 100 }),
  )
})

test('at 40 columns mark, name, verdict and growth are left, and the name is cut', () => {
  expect(renderComparison(all, { ...ascii, width: 40 })).toBe('')
})

test.each([40, 60, 80, 100])('at %d columns no line is longer, and none wraps', width => {
  const told = renderComparison(all, { ...plain, width })
  expect(widest(told)).toBeLessThanOrEqual(width)
  expect(told.split('\n')).toHaveLength(3 + all.length)
  expect(told).not.toMatch(/ $/m)
})

test('colours mean: red a leak, green what is collected', () => {
  const told = renderComparison(all, coloured)
  expect(told).toContain('\u001b[31m\u001b[1mleaking')
  expect(told).toContain('\u001b[32m\u001b[1mcollected')
})

test('nothing to compare is an empty text', () => {
  expect(renderComparison([], plain)).toBe('')
})
