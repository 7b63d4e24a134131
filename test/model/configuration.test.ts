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

class Odd {}
Object.defineProperty(Odd, 'name', { value: Symbol('no text') })
class Long {}
Object.defineProperty(Long, 'name', { value: 'N'.repeat(1e6) })

test.each<[unknown, string, string, string]>([
  [{ timeout: 'x'.repeat(1e6) }, 'timeout', 'number', `"${'x'.repeat(99)} …`],
  [{ include: new Array(2 ** 32 - 1) }, 'include', 'at-most-1000-items', '4294967295'],
  [{ runtime: new Array(1001).fill('node') }, 'runtime', 'at-most-1000-items', '1001'],
  [{ jobs: new Odd() }, 'jobs', 'number', 'Object'],
  [{ jobs: new Long() }, 'jobs', 'number', `${'N'.repeat(100)} …`],
  [{ jobs: Symbol('a') }, 'jobs', 'number', 'symbol'],
  [{ reporters: ['tap', Object.create(null)] }, 'reporters[1]', 'string', 'Object'],
])('%#: what was found is said in few words', (value, key, expected, received) => {
  expect(parseConfiguration(value)).toEqual({ problem: { key, isUnknown: false, expected, received } })
})

test('a list whose length grows while it is read ends', () => {
  let length = 0
  const include = new Proxy([], { get: (_, name) => (name === 'length' ? ++length : 'a') })
  expect(parseConfiguration({ include })).toEqual({ include: ['a'] })
})

test('each setting is read once: what was validated is what counts', () => {
  let reads = 0
  const configuration = {
    get jobs() {
      return ++reads
    },
  }
  expect(parseConfiguration(configuration)).toEqual({ jobs: 1 })
  expect(reads).toBe(1)
})
