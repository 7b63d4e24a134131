import { expect, test } from 'vitest'
import { normalizeScenario } from '../../src/scenario/scenario.ts'

const step = () => () => {}
const words = { title: 'T', ask: 'A?', learn: 'L.' }

test('a bare function is one variant that is assumed, not stated, to collect', () => {
  expect(normalizeScenario(step, 'my-thing')).toEqual({
    title: 'my-thing',
    ask: '',
    learn: '',
    variants: [{ name: 'my-thing', claim: 'collects', stated: false, exceptions: [], setUp: step }],
  })
})

test('texts may be left out: the title is the name, the others are empty', () => {
  expect(normalizeScenario({ leaks: { a: step } }, 'my-thing')).toMatchObject({
    title: 'my-thing',
    ask: '',
    learn: '',
    variants: [{ name: 'a', stated: true }],
  })
})

test('variants keep the order leaks, plateaus, collects, and state their claim', () => {
  const scenario = normalizeScenario({ ...words, collects: { c: step }, leaks: { a: step, b: step } }, 'x')
  expect(scenario).toMatchObject({
    variants: [
      { name: 'a', claim: 'leaks', stated: true },
      { name: 'b', claim: 'leaks' },
      { name: 'c', claim: 'collects' },
    ],
  })
})

test.each([
  [undefined, 'there is no default export'],
  [null, 'the default export is null'],
  [42, 'the default export is a number'],
  [[], 'the default export is an array'],
  [{}, 'no variant stands under'],
  [{ ...words, title: 7 }, '`title` is a number; expected a string'],
  [{ ...words, leaks: [step] }, ''],
  [{ ...words, leaks: 7 }, '`leaks` is a number; expected an object of named variants'],
  [{ ...words, leaks: { a: 'no' } }, "`leaks['a']` is a string; expected a function lab => step"],
  [{ ...words, leaks: { a: step }, collects: { a: step } }, "two variants are called 'a'"],
  [{ ...words, leaks: { a: step }, except: [] }, '`except` is an array'],
  [{ ...words, leaks: { a: step }, except: { b: {} } }, "`except['b']` names no variant"],
  [{ ...words, leaks: { a: step }, except: { a: 'no' } }, "`except['a']` is a string"],
  [
    { ...words, leaks: { a: step }, except: { a: { '>=26': {} } } },
    "`except['a']['>=26']` names no runtimes",
  ],
  [
    { ...words, leaks: { a: step }, except: { a: { node: {} } } },
    'must have one of leaks, plateaus, collects',
  ],
  [
    { ...words, leaks: { a: step }, except: { a: { node: { collects: 'b', leaks: 'c' } } } },
    'must have one of leaks, plateaus, collects',
  ],
  [
    { ...words, leaks: { a: step }, except: { a: { node: { collects: '' } } } },
    "`except['a']['node'].collects` is a string; expected the reason",
  ],
  [words, 'no variant stands under `leaks`, `plateaus` or `collects`'],
])('%j: the problem is named', (exported, problem) => {
  const answer = normalizeScenario(exported, 'x')
  if (problem === '') expect(answer).toHaveProperty('variants')
  else expect(answer).toEqual({ problem: expect.stringContaining(problem) })
})

test('an exception is kept with its runtimes and its reason', () => {
  const except = { a: { 'node >=26': { collects: 'it was fixed' } } }
  expect(normalizeScenario({ ...words, leaks: { a: step }, except }, 'x')).toMatchObject({
    variants: [{ exceptions: [{ runtimes: 'node >=26', claim: 'collects', because: 'it was fixed' }] }],
  })
})
