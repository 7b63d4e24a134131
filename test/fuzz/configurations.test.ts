// Whatever a configuration exports, a scenario tolerates or leaklab.budget.json contains: it is plain data with the right values, or a problem
// is said in a bounded text.
import { expect } from 'vitest'
import { requireConfiguration } from '../../src/cli/configuration.ts'
import { describeError } from '../../src/harness/failure.ts'
import { addBudgetEntry, findBudgetEntry, parseBudgetFile } from '../../src/model/budget-file.ts'
import { configurationKeys } from '../../src/model/configuration.ts'
import { limits } from '../../src/model/limits.ts'
import { UsageError } from '../../src/model/usage-error.ts'
import { readTolerances } from '../../src/scenario/read-tolerances.ts'
import { damageJson, damageKinds } from '../files/damage-json.ts'
import { fuzz } from './fuzz.ts'
import { hostileKinds, mutateObject } from './hostile-objects.ts'

const [ofConfiguration, ofScenario, ofBudgets] = ['a configuration', 'a scenario', 'a file of budgets']
/** Two screens of a terminal. */
const maxLength = 4_000

fuzz({
  name: 'configurations',
  kinds: [ofConfiguration, ofScenario, ofBudgets, ...hostileKinds, ...damageKinds],
  leastCases: 400,
  async tryCase(random) {
    const kinds: string[] = []
    const mutate = (value: object, keys: readonly string[]): unknown => {
      let mutated: unknown = value
      do {
        const { kind, value } = mutateObject(mutated, keys, random)
        mutated = value
        kinds.push(kind)
      } while (random() < 0.4)
      return mutated
    }
    const choice = random()
    if (choice < 0.6) {
      kinds.push(ofConfiguration)
      tryConfiguration(mutate(someSettings(random), configurationKeys))
    } else if (choice < 0.8) {
      kinds.push(ofScenario)
      tryTolerances(mutate(someTolerances(), ['allow', 'accept']))
    } else {
      kinds.push(ofBudgets)
      let content: Buffer = Buffer.from(JSON.stringify(budgets))
      do {
        const damaged = damageJson(content, random)
        content = damaged.content
        kinds.push(damaged.kind)
      } while (random() < 0.4 && content.length > 0)
      tryBudgets(content.toString())
    }
    return kinds
  },
})

const settings = {
  include: () => ['src/**/*.leak.ts', 'leaks'],
  variant: () => 'a',
  rounds: () => 9,
  steps: () => 50,
  timeout: () => 0.5,
  heapLimit: () => 64,
  runtime: () => ['node', '/opt/node'],
  paths: () => false,
  jobs: () => 2,
  retries: () => 0,
  reporters: () => ['line', 'junit=leaks.xml'],
}

/** A configuration with some of its keys; each has a right value. */
function someSettings(random: () => number): object {
  return Object.fromEntries(
    Object.entries(settings)
      .filter(() => random() < 0.5)
      .map(([key, make]) => [key, make()]),
  )
}

function tryConfiguration(value: unknown): void {
  const found = orProblem(() => requireConfiguration('leaklab.config.mjs', value))
  if (found === undefined) return
  // Plain data: no getter, no proxy, nothing that could change or throw later.
  expect(structuredClone(found)).toEqual(found)
  const { include, runtime, reporters, timeout } = found
  expect(configurationKeys).toEqual(expect.arrayContaining(Object.keys(found)))
  for (const list of [include, reporters, typeof runtime === 'string' ? [runtime] : runtime]) {
    expect(list === undefined || (Array.isArray(list) && list.length <= 1_000)).toBe(true)
    for (const text of list ?? []) expect(typeof text === 'string' && text !== '').toBe(true)
  }
  for (const key of ['rounds', 'steps', 'retries'] as const) expectWithin(found[key], limits[key])
  expectWithin(found.heapLimit, limits.heapLimitMb)
  expectWithin(found.jobs, { least: 1, most: Number.MAX_SAFE_INTEGER })
  expect(timeout === undefined || (timeout > 0 && timeout * 1000 <= limits.timeoutMs.most)).toBe(true)
  expect([undefined, true, false]).toContain(found.paths)
  expect(['undefined', 'string']).toContain(typeof found.variant)
}

function expectWithin(value: unknown, { least, most }: { least: number; most: number }): void {
  if (value === undefined) return
  expect(Number.isSafeInteger(value)).toBe(true)
  expect(value).toBeGreaterThanOrEqual(least)
  expect(value).toBeLessThanOrEqual(most)
}

function someTolerances(): object {
  const because = 'it is emptied at night'
  return {
    allow: { kept: { bytesPerStep: 16, survivors: 3, because } },
    accept: { '0123456789ab': { because, until: '2027-01-31' } },
  }
}

/** The child reads them, and what is thrown there becomes the reason why the file cannot be loaded. */
function tryTolerances(value: unknown): void {
  const variants = [
    { name: 'kept', leaks: false },
    { name: 'lost', leaks: true },
  ]
  let read: ReturnType<typeof readTolerances>
  try {
    read = readTolerances(variants, value as Record<string, unknown>)
  } catch (error) {
    // Of a getter or a proxy.
    expectText(describeError(error).message)
    return
  }
  if (!(read instanceof Map)) expectText(describeError(new Error(read.problem)).message)
  else for (const tolerances of read.values()) expect(structuredClone(tolerances)).toEqual(tolerances)
}

const budgets = {
  'leaks/a.leak.mjs': {
    default: { bytesPerStep: 16, because: 'it is small' },
    constructor: { survivors: 3, because: 'three of them', fingerprints: ['0123456789ab', 'ba9876543210'] },
  },
  'caches/strong-cache': { unbounded: { because: 'known', fingerprints: ['0123456789ab'] } },
}

function tryBudgets(text: string): void {
  const found = orProblem(() => parseBudgetFile(text))
  if (found === undefined) return
  for (const [scenario, variants] of Object.entries(found)) {
    for (const variant of Object.keys(variants)) {
      const entry = findBudgetEntry(found, scenario.replaceAll('\\', '/'), variant)
      const tolerances = addBudgetEntry(undefined, entry)
      expect(structuredClone(tolerances)).toEqual(tolerances)
    }
  }
  // What is written again is read again. As JSON, where −0 is 0.
  const written = JSON.stringify(found)
  expect(JSON.stringify(parseBudgetFile(written))).toBe(written)
}

/** @returns undefined where there is a problem that a user can understand. @throws any other error */
function orProblem<T>(act: () => T): T | undefined {
  try {
    return act()
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    expectText(error.message)
    expectText(error.hint)
    expect(error.message).not.toMatch(/^ {4}at /m)
    return undefined
  }
}

function expectText(text: unknown): void {
  expect(typeof text).toBe('string')
  expect(text).not.toBe('')
  expect((text as string).length, 'length of the text').toBeLessThan(maxLength)
}
