import { expect, test } from 'vitest'
import { exportsOf, normalizeExport, scenarioNames } from '../../src/scenario/scenario-file.ts'

const step = () => () => {}
const scenario = { leaks: { a: step } }
class Helper {}

test.each([
  [
    'functions and scenario objects without a default',
    { parsing: step, caching: scenario },
    ['parsing', 'caching'],
  ],
  ['a default first', { caching: scenario, default: step }, ['default', 'caching']],
  ['no functions beside a default', { helper: step, default: scenario }, ['default']],
  ['never classes, texts, plain objects, lists', { Helper, a: 'text', b: {}, c: [step], d: null }, []],
  ['a broken scenario, so that it is reported', { broken: { collects: 7 } }, ['broken']],
])('what counts: %s', (_, exports, names) => {
  expect(scenarioNames(exports)).toEqual(names)
})

test.each([
  ['a function', step, { default: step }],
  ['a scenario', scenario, { default: scenario }],
  ['a scenario that is broken', { title: 'T' }, { default: { title: 'T' } }],
  ['named exports', { parsing: step }, { parsing: step }],
  ['what a compiler wrote', { __esModule: true, default: step }, { __esModule: true, default: step }],
  ['a value', 3, { default: 3 }],
])('CommonJS that exports %s', (_, whole, exports) => {
  expect(exportsOf({ default: whole }, true)).toEqual(exports)
})

test('a module that exports an object by default has no other exports in it', () => {
  expect(exportsOf({ default: { parsing: step } }, false)).toEqual({ default: { parsing: step } })
})

test('a problem says which export it is in', () => {
  expect(normalizeExport({ caching: { leaks: 7 } }, 'caching', 'cart#caching')).toEqual({
    problem: 'in the export `caching`, `leaks` is a number; expected an object of named variants',
  })
})

test('the scenario of a function has the name of its export', () => {
  expect(normalizeExport({ parsing: step }, 'parsing', 'cart#parsing')).toMatchObject({
    title: 'cart#parsing',
    variants: [{ name: 'cart#parsing', stated: false }],
  })
})
