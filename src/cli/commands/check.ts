// `leaklab check`: the smoke check in CI. One line per variant as it ends, a summary, an exit code.
import { findOwnChecks } from '../../catalog/find-scenarios.ts'
import { requireWritableBudgetFile } from '../../files/budget-file.ts'
import { wrap } from '../../report/terminal/wrap.ts'
import { plural } from '../../report/words/counts.ts'
import { say, styleOf } from '../output.ts'
import { runAndReport } from '../run-and-report.ts'
import type { ReportOptions, TrialOptions } from '../trial-options.ts'
import { updateBudget } from '../update-budget.ts'
import { watchAndRun } from '../watch.ts'

type Options = TrialOptions & ReportOptions & { updateBudget?: boolean; passWithNoScenarios?: boolean }

export async function check(named: string[], options: Options): Promise<void> {
  const targets = named.length > 0 ? named : findOwn()
  if (options.watch === true) await watchAndRun(targets, () => checkOnce(targets, options))
  else await checkOnce(targets, options)
}

/** The project's own checks, and no other: who has some means them. */
function findOwn(): string[] {
  const own = findOwnChecks()
  const told = `Checking ${plural(own.length, 'file')} named *.leak.*; \`leaklab check catalogue\` has leaklab's own.`
  if (own.length > 0) say(wrap(told, styleOf(process.stderr).width))
  return own
}

async function checkOnce(targets: string[], options: Options): Promise<void> {
  if (options.updateBudget === true) requireWritableBudgetFile()
  const { results, unloaded } = await runAndReport(targets, options, {
    snapshots: 'refuted',
    defaultFormat: 'line',
    opening: 'Checking',
    onNothing: options.passWithNoScenarios === true ? ({ message }) => say(message) : undefined,
    atEnd: options.updateBudget === true ? updateBudget : undefined,
  })
  if (options.changed !== undefined && results.length + unloaded.length === 0)
    say(`Nothing that a scenario stands on has changed since ${options.changed}.`)
}
