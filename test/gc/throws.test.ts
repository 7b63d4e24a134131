// Values thrown at every moment of a trial: the trial fails, and the report says what was thrown and when.
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { brief, hostile, type RecordedRun, runAndRecord } from './leaklab.ts'

let result: RecordedRun
beforeAll(async () => {
  result = await runAndRecord(['run', join(hostile, 'throws.mjs'), ...brief])
})

test('the exit code says that scenarios could not be run', () => {
  expect(result.code).toBe(3)
  expect(result.variants).toHaveLength(20)
})

test('no line reports a mistake in leaklab itself', () => {
  expect(result.words).not.toContain('mistake in leaklab')
  expect(result.stderr).toBe('')
})

test.each([
  ['in setup', 'setup', 'direct', 'Error: thrown-in-setup'],
  ['in an async setup', 'setup', 'direct', 'Error: thrown-in-async-setup'],
  ['in a step', 'step', 'direct', 'TypeError: thrown-in-a-step'],
  ['in a later step', 'step', 'direct', 'RangeError: thrown-in-step-seven'],
  ['in an async step', 'step', 'direct', 'Error: thrown-in-an-async-step'],
  ['in a promise nobody awaits', undefined, 'rejection', 'Error: thrown-where-nobody-awaits'],
  ['in a timer', undefined, 'callback', 'Error: thrown-in-a-timer'],
  ['in a finalizer', 'collection', 'callback', 'Error: thrown-in-a-finalizer'],
  ['in a deferred clean-up', 'release', 'direct', 'Error: thrown-in-clean-up'],
  ['an object without a prototype', 'step', 'direct', 'was thrown, which is no Error'],
  ['an error whose words throw', 'step', 'direct', 'cannot be read'],
  ['an error whose words are no strings', 'step', 'direct', '5: reported-anyway'],
  ['an error of three megabytes', 'step', 'direct', 'Error: long-message xxx'],
  ['nothing at all', 'step', 'direct', 'undefined was thrown'],
  ['although it handles every error and every end', 'step', 'direct', 'Error: thrown-behind-handlers'],
  ['after it took every handler away', undefined, 'callback', 'Error: thrown-without-handlers'],
  ['no step', 'setup', 'no-step', 'its set-up returned a number'],
  ['a watched primitive', 'step', 'direct', 'it was handed a string'],
  ['a deferred string', 'setup', 'direct', 'it was handed a string'],
  ['writes where nobody may', 'setup', 'direct', 'Error: E'],
])('thrown %s', (variant, moment, origin, message) => {
  const failure = { origin, message: expect.stringContaining(message), ...(moment && { moment }) }
  expect(result.endingOf(variant)).toMatchObject({ kind: 'failed', failure })
  expect(result.verdictOf(variant)).toMatchObject({ outcome: 'failed', claimMet: null })
  expect(result.words).toContain(message)
})

test('the number of the step is reported', () => {
  expect(result.endingOf('in a later step')).toMatchObject({ failure: { step: 7 } })
  expect(result.words).toContain('step 7')
})
