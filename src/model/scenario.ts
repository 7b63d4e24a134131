// What a scenario is, and how the two ways of writing one become one shape.
// No dependency at all: the child process loads this file too.

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
  title: string
  /** A question worth asking a class; ends in a question mark. */
  ask: string
  /** The lesson, in two or three sentences. */
  learn: string
  leaks?: Record<string, Variant>
  plateaus?: Record<string, Variant>
  collects?: Record<string, Variant>
}

/** A variant with the words that stand around it. */
export interface ClaimedVariant {
  name: string
  claim: Claim
  /** False for a bare `export default lab => step`, where `collects` is assumed, not stated. */
  stated: boolean
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
  'expected `export default (lab) => step`, or `export default { title, ask, learn, leaks | plateaus | collects: { name: lab => step } }`'

/**
 * Normalises what a scenario file exports by default.
 * @param exported the default export, of any type
 * @param slug the file's name without its ending; the title of a bare function
 * @returns the scenario, or a sentence that says what was expected and where it is missing
 */
export function normaliseScenario(exported: unknown, slug: string): NormalScenario | { problem: string } {
  if (typeof exported === 'function') {
    const setUp = exported as Variant
    return {
      title: slug,
      ask: '',
      learn: '',
      variants: [{ name: slug, claim: 'collects', stated: false, setUp }],
    }
  }
  if (exported === undefined) return { problem: `there is no default export; ${expected}` }
  if (typeof exported !== 'object' || exported === null) {
    return { problem: `the default export is ${describe(exported)}; ${expected}` }
  }
  const fields = exported as Record<string, unknown>
  for (const field of ['title', 'ask', 'learn']) {
    if (typeof fields[field] !== 'string') {
      return { problem: `\`${field}\` is ${describe(fields[field])}; expected a string` }
    }
  }
  const variants: ClaimedVariant[] = []
  for (const claim of claims) {
    const group = fields[claim]
    if (group === undefined) continue
    if (typeof group !== 'object' || group === null) {
      return { problem: `\`${claim}\` is ${describe(group)}; expected an object of named variants` }
    }
    for (const [name, setUp] of Object.entries(group)) {
      if (typeof setUp !== 'function') {
        return { problem: `\`${claim}['${name}']\` is ${describe(setUp)}; expected a function lab => step` }
      }
      if (variants.some(variant => variant.name === name)) {
        return { problem: `two variants are called '${name}'; give each a name of its own` }
      }
      variants.push({ name, claim, stated: true, setUp: setUp as Variant })
    }
  }
  if (variants.length === 0) return { problem: 'no variant stands under `leaks`, `plateaus` or `collects`' }
  return { title: String(fields.title), ask: String(fields.ask), learn: String(fields.learn), variants }
}

/** Names a value's type as a sentence needs it: "undefined", "null", "a number", "an array". */
export function describe(value: unknown): string {
  if (value === undefined || value === null) return String(value)
  if (Array.isArray(value)) return 'an array'
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}
