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
  [{ timeout: 'ten' }, 'timeout', 'a number', '"ten"'],
  [{ timeout: 0 }, 'timeout', 'seconds, more than 0 and at most 2000000', '0'],
  [{ timeout: 3e6 }, 'timeout', 'seconds, more than 0 and at most 2000000', '3000000'],
  [{ rounds: 2 }, 'rounds', 'a whole number, 3 or more', '2'],
  [{ steps: 1.5 }, 'steps', 'a whole number, 1 or more', '1.5'],
  [{ heapLimit: Number.NaN }, 'heapLimit', 'a number', 'NaN'],
  [{ retries: -1 }, 'retries', 'a whole number, 0 or more', '-1'],
  [{ include: 'src' }, 'include', 'an array of globs', '"src"'],
  [{ include: [] }, 'include', 'one glob or more', '0'],
  [{ include: ['a', 3] }, 'include[1]', 'a glob', '3'],
  [{ reporters: ['tap', () => ''] }, 'reporters[1]', 'a string', 'Function'],
  [{ runtime: 20 }, 'runtime', 'a path or an array of paths', '20'],
  [{ paths: 'no' }, 'paths', 'true or false', '"no"'],
  [[], '', 'an object', 'Array'],
  [undefined, '', 'an object', 'undefined'],
])('%j: the key is named, and what was expected', (value, key, expected, received) => {
  expect(parseConfiguration(value)).toEqual({ problem: { key, isUnknown: false, expected, received } })
})

test('an unknown key is reported as one', () => {
  expect(parseConfiguration({ timeot: 3 })).toMatchObject({ problem: { key: 'timeot', isUnknown: true } })
})
