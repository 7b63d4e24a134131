// What a scenario is, and how the two ways of writing one become one shape.
// No dependency at all: the child process loads this file too.

import { describeValue, isRecord } from './describe-value.ts'
import { readTolerances, type WrittenAcceptance, type WrittenBudget } from './read-tolerances.ts'
import { isRuntimeRange } from './runtime-range.ts'
import type { Tolerances } from './tolerances.ts'

/** What a variant claims about itself. */
export type Claim = 'leaks' | 'plateaus' | 'collects'

/** What the harness hands to a scenario. It is small on purpose. */
export interface Lab {
  /**
   * Says "this may die after this step" and returns the object unchanged.
   * @param object any object, function or unique symbol that a WeakRef takes
   * @param label groups objects in the evidence; the class name is used without it
   */
  watch<T extends WeakKey>(object: T, label?: string): T
  /** Registers clean-up that runs in the release phase, after the last measured round. */
  defer(cleanUp: () => unknown): void
  /** Puts a line on the timeline: what a `deref()` answered, which value a callback was handed. */
  note(text: string): void
}

/** One round trip. It should leave the world as it found it. */
export type Step = () => unknown

/** Builds the world and returns one step of the round trip. Both may be async. */
export type Variant = (lab: Lab) => Step | Promise<Step>

/** A lecture slide that runs. Variants stand under what is claimed of them. */
export interface Scenario {
  /** Without one the file's name stands in its place, or the export's. */
  title?: string
  /** A question worth asking a class; ends in a question mark. */
  ask?: string
  /** The lesson, in two or three sentences. */
  learn?: string
  leaks?: Record<string, Variant>
  plateaus?: Record<string, Variant>
  collects?: Record<string, Variant>
  /**
   * What is otherwise on other runtimes: by variant, by runtimes (`node >=26`, `node 22`, `node >=22 <26`), the claim
   * that holds there and, in a sentence, why. It is checked there as any claim is.
   */
  except?: Record<string, Record<string, Partial<Record<Claim, string>>>>
  /** Growth that is tolerated, for all variants that do not claim to leak, or by variant. */
  allow?: WrittenBudget | Record<string, WrittenBudget>
  /** Known leaks that are tolerated, by the fingerprint that `leaklab run` prints behind the word shape. */
  accept?: Record<string, WrittenAcceptance>
}

/** Another claim on some runtimes. */
export interface ClaimException {
  /** `node >=26` */
  runtimes: string
  claim: Claim
  /** A sentence. */
  because: string
}

/** A variant with the words that stand around it. */
interface ClaimedVariant {
  name: string
  claim: Claim
  /** False for a bare `export default lab => step`, where `collects` is assumed, not stated. */
  stated: boolean
  exceptions: ClaimException[]
  /** Absent where nothing is tolerated. */
  tolerances?: Tolerances
  setUp: Variant
}

/** Both forms of a scenario file, in one shape. */
export interface NormalScenario {
  title: string
  ask: string
  learn: string
  variants: ClaimedVariant[]
}

export const claims: readonly Claim[] = ['leaks', 'plateaus', 'collects']

const expected =
  'expected `export default (lab) => step`, or `export default { leaks | plateaus | collects: { name: lab => step } }`, or the same by name'

/**
 * Normalises what a scenario file exports by default.
 * @param exported the default export, of any type
 * @param slug the file's name without its ending; the title of what has none
 * @returns the scenario, or a sentence that says what was expected and where it is missing
 */
export function normalizeScenario(exported: unknown, slug: string): NormalScenario | { problem: string } {
  if (typeof exported === 'function') {
    const setUp = exported as Variant
    return {
      title: slug,
      ask: '',
      learn: '',
      variants: [{ name: slug, claim: 'collects', stated: false, exceptions: [], setUp }],
    }
  }
  if (exported === undefined) return { problem: `there is no default export; ${expected}` }
  if (!isRecord(exported)) {
    return { problem: `the default export is ${describeValue(exported)}; ${expected}` }
  }
  const words = { title: slug, ask: '', learn: '' }
  for (const field of ['title', 'ask', 'learn'] as const) {
    const told = exported[field]
    if (told === undefined) continue
    if (typeof told !== 'string')
      return { problem: `\`${field}\` is ${describeValue(told)}; expected a string` }
    words[field] = told
  }
  const variants: ClaimedVariant[] = []
  for (const claim of claims) {
    const group = exported[claim]
    if (group === undefined) continue
    if (typeof group !== 'object' || group === null) {
      return { problem: `\`${claim}\` is ${describeValue(group)}; expected an object of named variants` }
    }
    for (const [name, setUp] of Object.entries(group)) {
      if (typeof setUp !== 'function') {
        return {
          problem: `\`${claim}['${name}']\` is ${describeValue(setUp)}; expected a function lab => step`,
        }
      }
      if (variants.some(variant => variant.name === name)) {
        return { problem: `two variants are called '${name}'; give each a name of its own` }
      }
      variants.push({ name, claim, stated: true, exceptions: [], setUp: setUp as Variant })
    }
  }
  if (variants.length === 0) return { problem: 'no variant stands under `leaks`, `plateaus` or `collects`' }
  const problem = addExceptions(variants, exported.except) ?? addTolerances(variants, exported)
  if (problem !== undefined) return { problem }
  return { ...words, variants }
}

const expectedException = "expected { 'name of a variant': { 'node >=26': { collects: 'because …' } } }"

/** @returns a sentence that says what is wrong with `except`, and where */
function addExceptions(variants: ClaimedVariant[], except: unknown): string | undefined {
  if (except === undefined) return undefined
  if (!isRecord(except)) return `\`except\` is ${describeValue(except)}; ${expectedException}`
  for (const [name, ranges] of Object.entries(except)) {
    const where = `except['${name}']`
    const variant = variants.find(variant => variant.name === name)
    if (variant === undefined) return `\`${where}\` names no variant; ${expectedException}`
    if (!isRecord(ranges)) return `\`${where}\` is ${describeValue(ranges)}; ${expectedException}`
    for (const [runtimes, told] of Object.entries(ranges)) {
      const at = `${where}['${runtimes}']`
      if (!isRuntimeRange(runtimes))
        return `\`${at}\` names no runtimes; they are written 'node >=26', 'node 22' or 'node >=22 <26'`
      if (!isRecord(told)) return `\`${at}\` is ${describeValue(told)}; ${expectedException}`
      const [[claim, because] = [], ...more] = Object.entries(told)
      if (more.length > 0 || !claims.includes(claim as Claim))
        return `\`${at}\` must have one of ${claims.join(', ')}; ${expectedException}`
      if (typeof because !== 'string' || because.trim() === '')
        return `\`${at}.${claim}\` is ${describeValue(because)}; expected the reason, a sentence`
      variant.exceptions.push({ runtimes, claim: claim as Claim, because })
    }
  }
  return undefined
}

/** @returns a sentence that says what is wrong with `allow` or `accept`, and where */
function addTolerances(variants: ClaimedVariant[], fields: Record<string, unknown>): string | undefined {
  const toleranceUses = readTolerances(
    variants.map(({ name, claim, exceptions }) => ({
      name,
      leaks: [claim, ...exceptions.map(({ claim }) => claim)].every(claim => claim === 'leaks'),
    })),
    fields,
  )
  if ('problem' in toleranceUses) return toleranceUses.problem
  for (const variant of variants) {
    const tolerances = toleranceUses.get(variant.name)
    if (tolerances !== undefined) variant.tolerances = tolerances
  }
  return undefined
}
