// What does leaklab.budget.json tolerate? It has budgets for scenarios that the project cannot change, or does not want to,
// by scenario and variant. `leaklab check --update-budget` writes what it measured; a person writes the reason.
import * as v from 'valibot'
import { isFingerprint } from '../scenario/read-tolerances.ts'
import { budgetFileName } from './budget-file-name.ts'
import { byName, parseJsonFile } from './parse-json-file.ts'
import type { Tolerances } from './tolerance.ts'
import { UsageError } from './usage-error.ts'

const amount = v.pipe(v.number(), v.finite(), v.minValue(0))
const entrySchema = v.strictObject({
  bytesPerStep: v.optional(amount),
  survivors: v.optional(v.pipe(amount, v.integer())),
  because: v.pipe(v.string(), v.regex(/\S/, 'expected the reason, a sentence')),
  fingerprints: v.optional(
    v.array(v.pipe(v.string(), v.check(isFingerprint, "expected a fingerprint such as '0123456789ab'"))),
    [],
  ),
})
export type BudgetEntry = v.InferOutput<typeof entrySchema>
const fileSchema = byName(byName(entrySchema))
/** Entries by the scenario's id, then by the variant's name. */
export type BudgetFile = v.InferOutput<typeof fileSchema>

/**
 * Reads the text of the file.
 * @throws UsageError that names the key's path
 */
export function parseBudgetFile(text: string): BudgetFile {
  const file = budgetFileName
  const parsed = parseJsonFile(fileSchema, text)
  if ('value' in parsed) return parsed.value
  if ('syntax' in parsed) throw new UsageError('budget-not-json', { file, message: parsed.syntax })
  throw new UsageError('budget-invalid', { file, ...parsed })
}

/** The entry of one variant. Inherited properties such as `constructor` are no entries. */
export function findBudgetEntry(
  budgets: BudgetFile,
  scenario: string,
  variant: string,
): BudgetEntry | undefined {
  const key = budgetKey(scenario)
  const variants = Object.hasOwn(budgets, key) ? budgets[key]! : {}
  return Object.hasOwn(variants, variant) ? variants[variant] : undefined
}

/** The scenario's key in the file, the same on every operating system. */
export function budgetKey(scenario: string): string {
  return scenario.replaceAll('\\', '/')
}

/** All tolerances of a variant: its scenario's own, and those of its entry in the file. */
export function addBudgetEntry(
  own: Tolerances | undefined,
  entry: BudgetEntry | undefined,
): Tolerances | undefined {
  if (entry === undefined) return own
  const { budgets, acceptances } = own ?? { budgets: [], acceptances: [] }
  const { bytesPerStep = null, survivors = null, because, fingerprints } = entry
  // Fingerprints without figures are acceptances: the size does not matter.
  if (bytesPerStep === null && survivors === null) {
    const accepted = fingerprints.map(fingerprint => ({ fingerprint, because, until: null, sharers: 1 }))
    return { budgets, acceptances: [...acceptances, ...accepted] }
  }
  const budget = { bytesPerStep, survivors, fingerprints, because, sharers: 1 }
  return { budgets: [...budgets, budget], acceptances }
}
