// Which matchers does `leaklab/vitest` add to vitest? Importing this file, in a test or in `setupFiles`, registers them.
import { expect } from 'vitest'
import {
  type Answer,
  answerCollected,
  answerLeak,
  answerRetainsAtMost,
  type Measurable,
  type ObjectOptions,
  type StepOptions,
} from '../assert/answers.ts'

export type { Measurable, ObjectOptions, StepOptions } from '../assert/answers.ts'

interface LeaklabMatchers {
  /**
   * Whether a step, or one variant of the scenario file at a path, leaks: retains memory that grows without bound.
   * Usually `await expect(step).not.toLeak()`.
   */
  toLeak(options?: StepOptions): Promise<void>
  /** Whether all objects that a function returns, or resolves to, are collected: `await expect(() => new Session()).toBeCollected()`. */
  toBeCollected(options?: ObjectOptions): Promise<void>
  /** Whether a step retains at most so many bytes, heap and external memory together. */
  toRetainAtMost(bytesPerStep: number, options?: StepOptions): Promise<void>
}

declare module 'vitest' {
  // biome-ignore lint/suspicious/noExplicitAny: a merged declaration must have the same type parameters
  interface Matchers<T = any> extends LeaklabMatchers {}
}

expect.extend({
  toLeak: async (step: Measurable, options?: StepOptions) => asResult(await answerLeak(step, options)),
  toBeCollected: async (make: () => unknown, options?: ObjectOptions) =>
    asResult(await answerCollected(make, options)),
  toRetainAtMost: async (step: Measurable, bytesPerStep: number, options?: StepOptions) =>
    asResult(await answerRetainsAtMost(step, bytesPerStep, options)),
})

function asResult({ passed, message }: Answer) {
  return { pass: passed, message: () => message }
}
