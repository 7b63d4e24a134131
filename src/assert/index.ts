// Which assertions does `leaklab/assert` offer? Plain functions, for node:test and any other test runner.
import { AssertionError } from 'node:assert'
import { words } from '../report/words/words.ts'
import {
  type Answer,
  answerCollected,
  answerLeak,
  answerRetainsAtMost,
  type Measurable,
  type ObjectOptions,
  type StepOptions,
} from './answers.ts'

export { UsageError } from '../model/usage-error.ts'
export type { Step } from '../scenario/scenario.ts'
export { type Measurable, type ObjectOptions, type StepOptions, UndecidedError } from './answers.ts'

/**
 * Asserts that a step does not leak. It is judged as by `leaklab check`, but measured in this process.
 *
 * ```js
 * await assertNoLeak(() => cache.get('a key'))
 * await assertNoLeak('./leaks/cache.leak.ts') // in a child process
 * ```
 *
 * @throws AssertionError when it leaks; UndecidedError when there is no verdict; UsageError for a value that cannot be measured
 */
export async function assertNoLeak(step: Measurable, options?: StepOptions): Promise<void> {
  await expect(await answerLeak(step, options), false, words.assertion.noLeak, assertNoLeak)
}

/**
 * Asserts that a step retains at most so many bytes, heap and external memory together.
 *
 * ```js
 * await assertRetainsAtMost(() => history.push('a line'), 64)
 * ```
 *
 * @throws as assertNoLeak
 */
export async function assertRetainsAtMost(
  step: Measurable,
  bytesPerStep: number,
  options?: StepOptions,
): Promise<void> {
  const answer = await answerRetainsAtMost(step, bytesPerStep, options)
  await expect(answer, true, words.assertion.describeMost(bytesPerStep), assertRetainsAtMost)
}

/**
 * Asserts that the objects that a function returns, or resolves to, are collected when the test does not reference them.
 *
 * ```js
 * await assertCollected(() => new Session())
 * ```
 *
 * @throws AssertionError when one of them stays alive; UsageError when it makes no object
 */
export async function assertCollected(make: () => unknown, options?: ObjectOptions): Promise<void> {
  await expect(await answerCollected(make, options), true, words.assertion.allCollected, assertCollected)
}

async function expect(
  { passed, explain }: Answer,
  wanted: boolean,
  expected: string,
  asserted: (...args: never[]) => unknown,
): Promise<void> {
  if (passed === wanted) return
  const { found, message } = await explain()
  throw new AssertionError({
    message,
    actual: found,
    expected,
    operator: asserted.name,
    stackStartFn: asserted as () => void,
  })
}
