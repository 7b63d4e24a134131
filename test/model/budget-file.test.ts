import { expect, test } from 'vitest'
import {
  addBudgetEntry,
  type BudgetFile,
  findBudgetEntry,
  parseBudgetFile,
} from '../../src/model/budget-file.ts'

const because = 'it is emptied at night'
const fingerprints = ['0123456789ab']

test('figures and fingerprints are one budget in addition to the tolerances of the scenario', () => {
  const own = { budgets: [], acceptances: [{ fingerprint: 'x', because, until: null, sharers: 2 }] }
  const [entry] = Object.values(
    parseBudgetFile(JSON.stringify({ 'a.ts': { b: { bytesPerStep: 16, because, fingerprints } } }))['a.ts']!,
  )
  expect(addBudgetEntry(own, entry)).toEqual({
    ...own,
    budgets: [{ bytesPerStep: 16, survivors: null, fingerprints, because, sharers: 1 }],
  })
  expect(addBudgetEntry(own, undefined)).toBe(own)
})

test('fingerprints without figures are acceptances', () => {
  expect(addBudgetEntry(undefined, { because, fingerprints })).toEqual({
    budgets: [],
    acceptances: [{ fingerprint: '0123456789ab', because, until: null, sharers: 1 }],
  })
})

test('an entry is found by its scenario and variant, on every system; inherited properties are none', () => {
  const entry = { because, fingerprints }
  const budgets: BudgetFile = { 'leaks/a.ts': { b: entry } }
  expect(findBudgetEntry(budgets, 'leaks\\a.ts', 'b')).toBe(entry)
  expect(findBudgetEntry(budgets, 'leaks/a.ts', 'constructor')).toBeUndefined()
  expect(findBudgetEntry(budgets, 'constructor', 'name')).toBeUndefined()
})

test.each([
  ['{', 'leaklab.budget.json is no JSON'],
  ['[]', 'leaklab.budget.json: expected an object'],
  ['{"a.ts":[]}', 'at ["a.ts"]: expected an object'],
  ['{"a.ts":{"b":{"bytesPerStep":1}}}', 'at ["a.ts"]["b"]["because"]'],
  ['{"a.ts":{"b":{"because":""}}}', 'at ["a.ts"]["b"]["because"]: expected the reason'],
  ['{"a.ts":{"b":{"because":"x","bytesPerStep":"1"}}}', 'at ["a.ts"]["b"]["bytesPerStep"]'],
  ['{"a.ts":{"b":{"because":"x","survivors":0.5}}}', 'at ["a.ts"]["b"]["survivors"]'],
  ['{"a.ts":{"b":{"because":"x","bytes":1}}}', 'at ["a.ts"]["b"]["bytes"]'],
  ['{"a.ts":{"b":{"because":"x","fingerprints":["map"]}}}', '["fingerprints"][0]: expected a fingerprint'],
])('%s is refused with the path of the key', (text, problem) => {
  expect(() => parseBudgetFile(text)).toThrow(problem)
})

test.each(['__proto__', 'constructor', 'prototype', 'a(', '$&'])('%s is a name like any other', name => {
  const text = `{"a.ts":{"${name}":{"bytesPerStep":16,"because":"it is small"}}}`
  const budgets = parseBudgetFile(text)
  expect(findBudgetEntry(budgets, 'a.ts', name)).toMatchObject({ bytesPerStep: 16 })
  expect(JSON.parse(JSON.stringify(budgets))).toEqual({
    'a.ts': JSON.parse(`{"${name}":{"bytesPerStep":16,"because":"it is small","fingerprints":[]}}`),
  })
  expect(findBudgetEntry(parseBudgetFile(`{"${name}":{"b":{"because":"x"}}}`), name, 'b')).toBeDefined()
  expect(() => parseBudgetFile(`{"a.ts":{"${name}":{"because":""}}}`)).toThrow(
    `at ["a.ts"]["${name}"]["because"]: expected the reason`,
  )
})
