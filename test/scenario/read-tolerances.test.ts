// What a scenario writes under `allow` and `accept`: which variants it covers, and errors with the path of the key.
import { expect, test } from 'vitest'
import { normalizeScenario } from '../../src/scenario/scenario.ts'

const step = () => () => {}
const words = { title: 'T', ask: 'A?', learn: 'L.', leaks: { a: step }, collects: { b: step, c: step } }
const because = 'it is emptied at night'
const fingerprint = '0123456789ab'

function tolerancesOf(variant: string, keys: object) {
  const scenario = normalizeScenario({ ...words, ...keys }, 'x')
  if ('problem' in scenario) throw new Error(scenario.problem)
  return scenario.variants.find(({ name }) => name === variant)!.tolerances
}

test('without `allow` and `accept` there are no tolerances', () => {
  const scenario = normalizeScenario(words, 'x')
  expect(scenario).not.toHaveProperty('variants.1.tolerances')
  expect(normalizeScenario({ ...words, allow: {}, accept: {} }, 'x')).toEqual(scenario)
})

test('a budget at the top is for all variants that do not claim to leak', () => {
  const keys = { allow: { bytesPerStep: 12.5, because } }
  const budget = { bytesPerStep: 12.5, survivors: null, fingerprints: [], because, sharers: 2 }
  expect(tolerancesOf('a', keys)).toBeUndefined()
  for (const name of ['b', 'c'])
    expect(tolerancesOf(name, keys)).toEqual({ budgets: [budget], acceptances: [] })
})

test('a budget by variant is for that one alone', () => {
  const keys = { allow: { c: { survivors: 50, because } } }
  expect(tolerancesOf('b', keys)).toBeUndefined()
  expect(tolerancesOf('c', keys)?.budgets).toEqual([
    { bytesPerStep: null, survivors: 50, fingerprints: [], because, sharers: 1 },
  ])
})

test('a variant with the name of a budget key can have a budget', () => {
  const keys = { collects: { because: step }, allow: { because: { survivors: 1, because } } }
  expect(tolerancesOf('because', keys)?.budgets).toMatchObject([{ survivors: 1, because }])
})

test('a variant that leaks on some runtimes only can have a budget for the others', () => {
  const keys = {
    except: { a: { 'node >=26': { collects: 'it was fixed' } } },
    allow: { a: { bytesPerStep: 1, because } },
  }
  expect(tolerancesOf('a', keys)?.budgets).toHaveLength(1)
})

test('an acceptance is for all variants that do not claim to leak, with its day', () => {
  const keys = { accept: { [fingerprint]: { because, until: '2028-02-29' } } }
  expect(tolerancesOf('a', keys)).toBeUndefined()
  expect(tolerancesOf('c', keys)?.acceptances).toEqual([
    { fingerprint, because, until: '2028-02-29', sharers: 2 },
  ])
})

test.each([
  [{ allow: 7 }, '`allow` is a number; expected { bytesPerStep'],
  [{ allow: [] }, '`allow` is an array'],
  [{ allow: { bytesPerStep: 1 } }, '`allow.because` is undefined; expected the reason'],
  [{ allow: { bytesPerStep: 1, because: ' ' } }, '`allow.because` is a string; expected the reason'],
  [{ allow: { because } }, '`allow` allows nothing'],
  [{ allow: { bytesPerStep: '1', because } }, '`allow.bytesPerStep` is "1"; expected a number of bytes'],
  [{ allow: { bytesPerStep: -1, because } }, '`allow.bytesPerStep` is -1'],
  [{ allow: { survivors: 1.5, because } }, '`allow.survivors` is 1.5; expected a whole number'],
  [{ allow: { bytesPerStep: 1, bytes: 1, because } }, '`allow.bytes` is not known'],
  [{ allow: { d: { bytesPerStep: 1, because } } }, "`allow['d']` names no variant"],
  [{ allow: { a: { bytesPerStep: 1, because } } }, "`allow['a']` is a variant that claims to leak"],
  [{ allow: { b: { bytesPerStep: 1 } } }, "`allow['b'].because` is undefined"],
  [{ allow: { b: null } }, "`allow['b']` is null"],
  [{ accept: [] }, '`accept` is an array'],
  [{ accept: { 'the map': { because } } }, "`accept['the map']` is no fingerprint"],
  [{ accept: { [fingerprint]: 'why' } }, `\`accept['${fingerprint}']\` is a string`],
  [{ accept: { [fingerprint]: {} } }, `\`accept['${fingerprint}'].because\` is undefined`],
  [
    { accept: { [fingerprint]: { because, til: '2027-01-31' } } },
    `\`accept['${fingerprint}'].til\` is not known`,
  ],
  [
    { accept: { [fingerprint]: { because, until: '2027-02-30' } } },
    `\`accept['${fingerprint}'].until\` is "2027-02-30"`,
  ],
  [{ accept: { [fingerprint]: { because, until: '31.1.2027' } } }, 'expected a day such as'],
  [{ accept: { [fingerprint]: { because, until: new Date(0) } } }, 'is an object; expected a day'],
])('%j: the problem is named with its path', (keys, problem) => {
  expect(normalizeScenario({ ...words, ...keys }, 'x')).toEqual({ problem: expect.stringContaining(problem) })
})
