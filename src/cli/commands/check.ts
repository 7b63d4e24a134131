// `leaklab check`: the smoke check in CI. One line per variant as it ends, a summary, an exit code.
import { runAndReport } from '../run-and-report.ts'
import type { ReportOptions, TrialOptions } from '../trial-options.ts'
import { updateBudget } from '../update-budget.ts'

export async function check(
  targets: string[],
  options: TrialOptions & ReportOptions & { updateBudget?: boolean },
): Promise<void> {
  await runAndReport(targets, options, {
    snapshots: 'refuted',
    usual: 'line',
    opening: 'Checking',
    atEnd: options.updateBudget === true ? updateBudget : undefined,
  })
}
