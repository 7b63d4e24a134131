// Which tolerances does each variant have, according to `allow` and `accept`?
// No dependency: the child process loads this file too.
import { describeValue, isRecord } from './describe-value.ts'
import type { Acceptance, Budget, Tolerances } from './tolerances.ts'

/** A budget as a scenario writes it: at least one figure, and the reason. */
export interface WrittenBudget {
  /** Bytes per step by which memory may grow, in the heap and outside it. Bounded memory is tolerated too. */
  bytesPerStep?: number
  /** Watched objects that may be alive at the end. */
  survivors?: number
  /** A sentence. */
  because: string
}

/** An acceptance as a scenario writes it, under its fingerprint. */
export interface WrittenAcceptance {
  /** A sentence. */
  because: string
  /** The last day on which it counts: `2027-01-31`. */
  until?: string
}

/** What the reading of tolerances needs to know of a variant. */
interface VariantClaims {
  name: string
  /** Whether it claims to leak on every runtime. */
  leaks: boolean
}

const expectedBudget =
  "expected { bytesPerStep, survivors, because: 'why' }, or such an object by the name of a variant"
const expectedAcceptance = "expected { '0123456789ab': { because: 'why', until: '2027-01-31' } }"

/**
 * Reads both keys.
 * @returns the tolerances of each variant, by its name; or a sentence that says what is wrong, and where
 */
export function readTolerances(
  variants: readonly VariantClaims[],
  { allow, accept }: Record<string, unknown>,
): Map<string, Tolerances> | { problem: string } {
  const tolerances = new Map<string, Tolerances>()
  const of = (name: string) => {
    const known = tolerances.get(name) ?? { budgets: [], acceptances: [] }
    tolerances.set(name, known)
    return known
  }
  const problem = readBudgets(variants, allow, of) ?? readAcceptances(variants, accept, of)
  return problem === undefined ? tolerances : { problem }
}

/** The tolerances of one variant, to add to. */
type TolerancesOf = (name: string) => Tolerances

function readBudgets(
  variants: readonly VariantClaims[],
  allow: unknown,
  of: TolerancesOf,
): string | undefined {
  if (allow === undefined) return undefined
  if (!isRecord(allow)) return `\`allow\` is ${describeValue(allow)}; ${expectedBudget}`
  // A variant may be called `because`. Then the value of the key is an object.
  if (['bytesPerStep', 'survivors', 'because'].some(key => key in allow && !isRecord(allow[key]))) {
    const sharing = variants.filter(({ leaks }) => !leaks)
    const budget = readBudget(allow, 'allow', sharing.length)
    if (typeof budget === 'string') return budget
    for (const { name } of sharing) of(name).budgets.push(budget)
    return undefined
  }
  for (const [name, written] of Object.entries(allow)) {
    const where = `allow['${name}']`
    const variant = variants.find(variant => variant.name === name)
    if (variant === undefined) return `\`${where}\` names no variant; ${expectedBudget}`
    if (variant.leaks) return `\`${where}\` is a variant that claims to leak; it needs no budget`
    const budget = readBudget(written, where, 1)
    if (typeof budget === 'string') return budget
    of(name).budgets.push(budget)
  }
  return undefined
}

/** @returns the budget, or a sentence that says what is wrong */
function readBudget(written: unknown, where: string, sharers: number): Budget | string {
  if (!isRecord(written)) return `\`${where}\` is ${describeValue(written)}; ${expectedBudget}`
  const unknown = findUnknown(written, ['bytesPerStep', 'survivors', 'because'])
  if (unknown !== undefined) return `\`${where}.${unknown}\` is not known; ${expectedBudget}`
  const { bytesPerStep, survivors, because } = written
  if (bytesPerStep !== undefined && !isAmount(bytesPerStep))
    return `\`${where}.bytesPerStep\` is ${quoteValue(bytesPerStep)}; expected a number of bytes, 0 or more`
  if (survivors !== undefined && !(isAmount(survivors) && Number.isInteger(survivors)))
    return `\`${where}.survivors\` is ${quoteValue(survivors)}; expected a whole number of objects, 0 or more`
  if (!isSentence(because))
    return `\`${where}.because\` is ${describeValue(because)}; expected the reason, a sentence`
  if (bytesPerStep === undefined && survivors === undefined)
    return `\`${where}\` allows nothing; expected bytesPerStep, survivors or both`
  return {
    bytesPerStep: bytesPerStep ?? null,
    survivors: survivors ?? null,
    fingerprints: [],
    because,
    sharers,
  }
}

function readAcceptances(
  variants: readonly VariantClaims[],
  accept: unknown,
  of: TolerancesOf,
): string | undefined {
  if (accept === undefined) return undefined
  if (!isRecord(accept)) return `\`accept\` is ${describeValue(accept)}; ${expectedAcceptance}`
  const sharing = variants.filter(({ leaks }) => !leaks)
  for (const [fingerprint, written] of Object.entries(accept)) {
    const acceptance = readAcceptance(fingerprint, written, sharing.length)
    if (typeof acceptance === 'string') return acceptance
    for (const { name } of sharing) of(name).acceptances.push(acceptance)
  }
  return undefined
}

function readAcceptance(fingerprint: string, written: unknown, sharers: number): Acceptance | string {
  const where = `accept['${fingerprint}']`
  if (!isFingerprint(fingerprint))
    return `\`${where}\` is no fingerprint; \`leaklab run\` prints one with each retaining path`
  if (!isRecord(written)) return `\`${where}\` is ${describeValue(written)}; ${expectedAcceptance}`
  const unknown = findUnknown(written, ['because', 'until'])
  if (unknown !== undefined) return `\`${where}.${unknown}\` is not known; ${expectedAcceptance}`
  const { because, until } = written
  if (!isSentence(because))
    return `\`${where}.because\` is ${describeValue(because)}; expected the reason, a sentence`
  if (until !== undefined && !isDay(until))
    return `\`${where}.until\` is ${quoteValue(until)}; expected a day such as '2027-01-31'`
  return { fingerprint, because, until: until ?? null, sharers }
}

/** Whether a text is a fingerprint as reports print it. */
export function isFingerprint(text: string): boolean {
  return /^[0-9a-f]{12}$/.test(text)
}

/** A day of the calendar, as `2027-01-31`. */
function isDay(value: unknown): value is string {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false
  const day = new Date(`${value}T00:00:00Z`)
  // JavaScript reads the 30th of February as a day in March.
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value)
}

function isAmount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0
}

function isSentence(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== ''
}

function findUnknown(written: Record<string, unknown>, known: readonly string[]): string | undefined {
  return Object.keys(written).find(key => !known.includes(key))
}

/** The value of a number or a string, which can have the right type and still be wrong; the type of any other value. */
function quoteValue(value: unknown): string {
  return typeof value === 'number' || typeof value === 'string' ? JSON.stringify(value) : describeValue(value)
}
