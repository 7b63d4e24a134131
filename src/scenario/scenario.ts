// What is a scenario? Its types, and how the forms in which it can be written are normalized to one.
// No dependency: the child process loads this file too.
import { describeValue, isRecord } from './describe-value.ts'
import { type Lesson, readLesson } from './lesson.ts'
import { readTolerances, type WrittenAcceptance, type WrittenBudget } from './read-tolerances.ts'
import { isRuntimeRange } from './runtime-range.ts'
import type { Tolerances } from './tolerances.ts'

/** What a variant claims about itself. */
export type Claim = 'leaks' | 'plateaus' | 'collects'

/** The harness's interface for a scenario. It is small on purpose. */
export interface Lab {
  /**
   * Says that the object should be collectable after this step. Returns it unchanged.
   * @param object any object, function or unique symbol that a WeakRef accepts
   * @param label groups objects in the evidence; by default the name of the class
   */
  watch<T extends WeakKey>(object: T, label?: string): T
  /** Registers a clean-up function. It runs in the release phase, after the last measured round. */
  defer(cleanUp: () => unknown): void
  /** Adds a line to the timeline: what a `deref()` returned, which value a callback got. */
  note(text: string): void
}

/** One round trip: one iteration of the measurement is one call. It should leave nothing behind. */
export type Step = () => unknown

/** Sets up what the step needs, and returns the step. Both may be async. */
export type Variant = (lab: Lab) => Step | Promise<Step>

/** A question with variants of code, grouped by what each claims: to leak, to plateau or to be collected. */
export interface Scenario {
  /** By default the name of the file, or of the export. */
  title?: string
  /** The question; ends in a question mark. */
  ask?: string
  /** The lesson, in two or three sentences. */
  learn?: string
  leaks?: Record<string, Variant>
  plateaus?: Record<string, Variant>
  collects?: Record<string, Variant>
  /**
   * Other claims on some runtimes: by variant, by runtimes (`node >=26`, `node 22`, `node >=22 <24.22.3`), the claim there and
   * the reason, a sentence. It is checked like any claim.
   */
  except?: Record<string, Record<string, Partial<Record<Claim, string>>>>
  /** Budgets: growth that is tolerated, for all variants that do not claim to leak, or by variant. */
  allow?: WrittenBudget | Record<string, WrittenBudget>
  /** Acceptances: known leaks that are tolerated, by the fingerprint that `leaklab run --details` prints with a retaining path. */
  accept?: Record<string, WrittenAcceptance>
  /** What the interactive lesson asks and answers. Without it a lesson asks for the outcome only. */
  lesson?: Lesson
}

/** A different claim on some runtimes. */
export interface ClaimException {
  /** `node >=26` */
  runtimes: string
  claim: Claim
  /** A sentence. */
  because: string
}

/** A variant with its claim, its exceptions and its tolerances. */
interface ClaimedVariant {
  name: string
  claim: Claim
  /** False for a bare `export default lab => step`: `collects` is assumed, not stated. */
  stated: boolean
  exceptions: ClaimException[]
  /** Absent when nothing is tolerated. */
  tolerances?: Tolerances
  setUp: Variant
}

/** A scenario in the one form to which all others are normalized. */
export interface NormalScenario {
  title: string
  ask: string
  learn: string
  variants: ClaimedVariant[]
  /** Absent when there is none. */
  lesson?: Lesson
}

export const claims: readonly Claim[] = ['leaks', 'plateaus', 'collects']

const expected =
  'expected `export default (lab) => step`, or `export default { leaks | plateaus | collects: { name: lab => step } }`, or the same by name'

/**
 * Normalizes one exported value.
 * @param exported the value, of any type
 * @param slug the short name of the scenario; its title, if it has none
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
    const text = exported[field]
    if (text === undefined) continue
    if (typeof text !== 'string')
      return { problem: `\`${field}\` is ${describeValue(text)}; expected a string` }
    words[field] = text
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
  const lesson = readLesson(
    exported.lesson,
    variants.map(({ name }) => name),
  )
  if (typeof lesson === 'string') return { problem: lesson }
  return { ...words, variants, ...(lesson !== undefined && { lesson }) }
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
    for (const [runtimes, written] of Object.entries(ranges)) {
      const at = `${where}['${runtimes}']`
      if (!isRuntimeRange(runtimes))
        return `\`${at}\` names no runtimes; they are written 'node >=26', 'node 22' or 'node >=22 <24.22.3'`
      if (!isRecord(written)) return `\`${at}\` is ${describeValue(written)}; ${expectedException}`
      const [[claim, because] = [], ...more] = Object.entries(written)
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
  const read = readTolerances(
    variants.map(({ name, claim, exceptions }) => ({
      name,
      leaks: [claim, ...exceptions.map(({ claim }) => claim)].every(claim => claim === 'leaks'),
    })),
    fields,
  )
  if ('problem' in read) return read.problem
  for (const variant of variants) {
    const tolerances = read.get(variant.name)
    if (tolerances !== undefined) variant.tolerances = tolerances
  }
  return undefined
}
