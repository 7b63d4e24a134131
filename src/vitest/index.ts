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
  async toLeak(step: Measurable, options?: StepOptions) {
    return asResult(await answerLeak(step, options), this.isNot === true)
  },
  async toBeCollected(make: () => unknown, options?: ObjectOptions) {
    return asResult(await answerCollected(make, options), this.isNot === true)
  },
  async toRetainAtMost(step: Measurable, bytesPerStep: number, options?: StepOptions) {
    return asResult(await answerRetainsAtMost(step, bytesPerStep, options), this.isNot === true)
  },
})

/** @param isNot whether the assertion expects that it does not pass */
async function asResult({ passed, explain }: Answer, isNot: boolean) {
  const message = passed === isNot ? (await explain()).message : ''
  return { pass: passed, message: () => message }
}
