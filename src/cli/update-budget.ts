// `leaklab check --update-budget`: writes the measured growth of refuted claims into leaklab.budget.json as their budgets.

import { listBuiltin } from '../catalog/builtin.ts'
import { readBudgetFile, withBudgetFile, writeBudgetFile } from '../files/budget-file.ts'
import { version } from '../files/version.ts'
import { type BudgetChange, proposeBudgets } from '../judgement/tolerance/propose-budget.ts'
import { makeReport, type Report } from '../model/report.ts'
import { words } from '../report/words/words.ts'
import { say } from './output.ts'

/**
 * @param signal ends the wait for another process that changes the file
 * @returns the report with the exit code that it has once the new budgets apply
 */
export async function updateBudget(report: Report, signal: AbortSignal): Promise<Report> {
  const ours = new Set(listBuiltin().map(({ id }) => id))
  const { results, unloaded } = report
  const proposal = await withBudgetFile(signal, () => {
    const proposed = proposeBudgets(readBudgetFile(), results, scenario => !ours.has(scenario), version)
    if (proposed.changes.length > 0) writeBudgetFile(proposed.budgets)
    return proposed
  })
  sayChanges(proposal.changes)
  const rest = results.filter(result => !proposal.covered.has(result))
  return { ...report, exitCode: makeReport(version, rest, unloaded).exitCode }
}

function sayChanges(changes: readonly BudgetChange[]): void {
  if (changes.length === 0) say(words.tolerance.noBudgetChange)
  for (const change of changes) say(words.tolerance.describeBudgetChange(change))
}
