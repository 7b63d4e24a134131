// leaklab.budget.json in the current folder: read before anything is run, written when the user asks for it.
import { closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { type BudgetFile, budgetFileName, parseBudgetFile } from '../model/budget-file.ts'
import { UsageError } from '../model/usage-error.ts'
import { attempt, reason } from './output-file.ts'

/**
 * @returns an empty object where there is no such file
 * @throws UsageError when it cannot be read, or something in it is wrong
 */
export function readBudgetFile(): BudgetFile {
  const path = resolve(budgetFileName)
  if (!existsSync(path)) return {}
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    throw new UsageError(
      `${budgetFileName} cannot be read: ${reason(error)}`,
      'give it back its rights, or take it away',
    )
  }
  return parseBudgetFile(text)
}

/**
 * Whether it can be written is known before minutes of measuring, not after. What is in it stays.
 * @throws UsageError when it cannot
 */
export function requireWritableBudgetFile(): void {
  const path = resolve(budgetFileName)
  const isNew = !existsSync(path)
  attempt(path, () => closeSync(openSync(path, 'a')))
  if (isNew) rmSync(path)
}

/** Writes it with its keys in order, so that two people's changes meet in few lines. */
export function writeBudgetFile(budgets: BudgetFile): void {
  const path = resolve(budgetFileName)
  const sorted = sortKeys(
    Object.fromEntries(Object.entries(budgets).map(([scenario, variants]) => [scenario, sortKeys(variants)])),
  )
  attempt(path, () => writeFileSync(path, `${JSON.stringify(sorted, null, 2)}\n`))
}

function sortKeys<T>(record: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)))
}
