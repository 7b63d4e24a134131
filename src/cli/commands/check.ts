// `leaklab check`: the check in CI. Prints a line for each variant as it ends and a summary, and sets the exit code.
import { findOwnChecks } from '../../catalog/find-scenarios.ts'
import { requireWritableBudgetFile } from '../../files/budget-file.ts'
import { wrap } from '../../report/terminal/wrap.ts'
import { words } from '../../report/words/words.ts'
import { say, styleOf } from '../output.ts'
import { runAndReport } from '../run-and-report.ts'
import type { ReportOptions, TrialOptions } from '../trial-options.ts'
import { updateBudget } from '../update-budget.ts'
import { watchAndRun } from '../watch.ts'

type Options = TrialOptions & ReportOptions & { updateBudget?: boolean; passWithNoScenarios?: boolean }

export async function check(named: string[], options: Options): Promise<void> {
  const targets = named.length > 0 ? named : findOwnChecks()
  if (named.length === 0 && targets.length > 0) sayWrapped(words.counts.describeOwnCheck(targets.length))
  if (options.watch === true) await watchAndRun(targets, () => checkOnce(targets, options))
  else await checkOnce(targets, options)
}

function sayWrapped(text: string): void {
  say(wrap(text, styleOf(process.stderr).width))
}

async function checkOnce(targets: string[], options: Options): Promise<void> {
  if (options.updateBudget === true) requireWritableBudgetFile()
  const { results, unloaded } = await runAndReport(targets, options, {
    snapshots: 'refuted',
    defaultFormat: 'line',
    opening: words.session.checking,
    // No targets stand for the whole catalog.
    ...(targets.length === 0 && {
      onTrials: trials => sayWrapped(words.counts.describeCatalogCheck(trials.length)),
    }),
    onNothing: options.passWithNoScenarios === true ? ({ message }) => say(message) : undefined,
    atEnd: options.updateBudget === true ? updateBudget : undefined,
  })
  if (options.changed !== undefined && results.length + unloaded.length === 0)
    say(words.session.describeNothingChanged(options.changed))
}
