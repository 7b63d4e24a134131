// Reads and writes leaklab.budget.json in the current folder: reads it before a run, writes it when the user asks for it.
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { type BudgetFile, parseBudgetFile } from '../model/budget-file.ts'
import { budgetFileName } from '../model/budget-file-name.ts'
import { UsageError } from '../model/usage-error.ts'
import { withFileLock } from './file-lock.ts'
import { toFileFailure } from './output-file.ts'
import { replaceFile, replaceWhole } from './replacing-file.ts'

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
    throw new UsageError('budget-unreadable', { file: budgetFileName, failure: toFileFailure(error) })
  }
  return parseBudgetFile(text)
}

/**
 * Checks before minutes of measuring that the file can be written. Its content does not change.
 * @throws UsageError when it cannot be written
 */
export function requireWritableBudgetFile(): void {
  replaceFile(resolve(budgetFileName)).discard()
}

/** Acts while no other leaklab changes the file. @throws UsageError when that is not possible, and what `act` throws */
export function withBudgetFile<T>(signal: AbortSignal, act: () => T): Promise<T> {
  return withFileLock(resolve(budgetFileName), signal, act)
}

/** Writes the file with sorted keys, so that the changes of two people rarely conflict. */
export function writeBudgetFile(budgets: BudgetFile): void {
  const path = resolve(budgetFileName)
  const sorted = sortKeys(
    Object.fromEntries(Object.entries(budgets).map(([scenario, variants]) => [scenario, sortKeys(variants)])),
  )
  replaceWhole(path, file => file.write(JSON.stringify(sorted, null, 2)))
}

function sortKeys<T>(record: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)))
}
