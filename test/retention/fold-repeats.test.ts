import { expect, test } from 'vitest'
import type { RetainingStep } from '../../src/model/retention.ts'
import { findHead, foldRepeats } from '../../src/retention/fold-repeats.ts'

const step = (name: string, by: RetainingStep['by'] = 'property'): RetainingStep => ({
  by,
  name,
  what: 'Node',
  scope: '',
  place: '',
  times: 1,
  repeatedSteps: 1,
  id: 0,
})
const summarize = (steps: RetainingStep[]) =>
  steps.map(({ name, times, repeatedSteps }) => (times === 1 ? name : `${name} ${repeatedSteps}×${times}`))

test('a repeated part is kept once, with the number of times', () => {
  const list = [step('head'), ...Array.from({ length: 120 }, () => step('next')), step('value')]
  const { steps, holder } = foldRepeats(list, 121)
  expect(summarize(steps)).toEqual(['head', 'next 1×120', 'value'])
  expect(holder).toBe(2)
})

test('a repeated part may have two steps', () => {
  const pairs = Array.from({ length: 10 }, () => [step('entry'), step('cell')]).flat()
  expect(summarize(foldRepeats([step('map'), ...pairs], 0).steps)).toEqual(['map', 'entry', 'cell 2×10'])
})

test('indexes of elements may differ, and two in a row are not folded', () => {
  const nested = ['1', '22', '333'].map(index => step(index, 'element'))
  expect(summarize(foldRepeats(nested, 0).steps)).toEqual(['1 1×3'])
  expect(summarize(foldRepeats([step('a'), step('a'), step('b')], 1).steps)).toEqual(['a', 'a', 'b'])
})

test('the holder keeps its index among the steps that are left', () => {
  const list = [step('a'), ...Array.from({ length: 9 }, () => step('next')), step('b'), step('c')]
  expect([0, 5, 10, 11].map(holder => foldRepeats(list, holder).holder)).toEqual([0, 1, 2, 3])
})

test('what holds a chain is the step before the parts that repeat', () => {
  const pairs = Array.from({ length: 10 }, () => [step('entry'), step('cell')]).flat()
  expect(findHead([step('map'), step('variable'), ...pairs], 21)).toBe(1)
  expect(findHead([step('map'), step('variable'), ...pairs, step('value')], 22)).toBe(22)
  expect(findHead(pairs, 19)).toBe(0)
})
