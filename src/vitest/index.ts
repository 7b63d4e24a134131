// The matchers for vitest. To import this file, in a test or as one of `setupFiles`, is to have them.
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
   * Whether a step, or one variant of a scenario file by its path, leaves something behind that grows without bound.
   * Mostly said as `await expect(step).not.toLeak()`.
   */
  toLeak(options?: StepOptions): Promise<void>
  /** Whether all objects that a function makes, or promises, are collected: `await expect(() => new Session()).toBeCollected()`. */
  toBeCollected(options?: ObjectOptions): Promise<void>
  /** Whether a step retains so many bytes at the most, heap and external memory together. */
  toRetainAtMost(bytesPerStep: number, options?: StepOptions): Promise<void>
}

declare module 'vitest' {
  // biome-ignore lint/suspicious/noExplicitAny: what is merged with must have the same parameters
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
