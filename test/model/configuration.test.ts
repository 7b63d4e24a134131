import { expect, test } from 'vitest'
import { configurationKeys, defineConfig, parseConfiguration } from '../../src/model/configuration.ts'

const whole = {
  include: ['src/**/*.leak.ts'],
  variant: 'a',
  rounds: 9,
  steps: 50,
  timeout: 0.5,
  heapLimit: 64,
  runtime: ['node', '/opt/node'],
  paths: false,
  jobs: 2,
  retries: 0,
  reporters: ['line', 'junit=leaks.xml'],
}

test('every setting is kept as it was written', () => {
  expect(Object.keys(whole)).toEqual(configurationKeys)
  expect(parseConfiguration(defineConfig(whole))).toEqual(whole)
  expect(parseConfiguration({})).toEqual({})
})

test.each([
  [{ timeout: 'ten' }, 'timeout', 'number', '"ten"'],
  [{ timeout: 0 }, 'timeout', 'seconds', '0'],
  [{ timeout: 3e6 }, 'timeout', 'seconds', '3000000'],
  [{ rounds: 2 }, 'rounds', 'whole-number-3-to-20000', '2'],
  [{ rounds: 20_001 }, 'rounds', 'whole-number-3-to-20000', '20001'],
  [{ steps: 1.5 }, 'steps', 'whole-number-1-to-1000000000', '1.5'],
  [{ heapLimit: 1e7 }, 'heapLimit', 'whole-number-16-to-1000000', '10000000'],
  [{ heapLimit: Number.NaN }, 'heapLimit', 'number', 'NaN'],
  [{ retries: -1 }, 'retries', 'whole-number-0-to-100', '-1'],
  [{ retries: 101 }, 'retries', 'whole-number-0-to-100', '101'],
  [{ jobs: 0 }, 'jobs', 'whole-number-1', '0'],
  [{ include: 'src' }, 'include', 'array-of-globs', '"src"'],
  [{ include: [] }, 'include', 'globs', '0'],
  [{ include: ['a', 3] }, 'include[1]', 'glob', '3'],
  [{ reporters: ['tap', () => ''] }, 'reporters[1]', 'string', 'Function'],
  [{ runtime: 20 }, 'runtime', 'paths', '20'],
  [{ paths: 'no' }, 'paths', 'boolean', '"no"'],
  [[], '', 'object', 'Array'],
  [undefined, '', 'object', 'undefined'],
])('%j: the key is named, and what was expected', (value, key, expected, received) => {
  expect(parseConfiguration(value)).toEqual({ problem: { key, isUnknown: false, expected, received } })
})

test('an unknown key is reported as one', () => {
  expect(parseConfiguration({ timeot: 3 })).toMatchObject({ problem: { key: 'timeot', isUnknown: true } })
})

test.each(['__proto__', 'constructor', 'toString', '$&', 'a('])('the setting %s is unknown', key => {
  const value: unknown = JSON.parse(`{"${key}":{"rounds":3}}`)
  expect(parseConfiguration(value)).toMatchObject({ problem: { key, isUnknown: true } })
})
