// `leaklab check`: the smoke check in CI. One line per variant as it ends, a summary, an exit code.
import { say } from '../output.ts'
import { runAndReport } from '../run-and-report.ts'
import type { ReportOptions, TrialOptions } from '../trial-options.ts'

export async function check(
  targets: string[],
  options: TrialOptions & ReportOptions & { passWithNoScenarios?: boolean },
): Promise<void> {
  const manner = { snapshots: 'refuted', usual: 'line', opening: 'Checking' } as const
  if (options.passWithNoScenarios !== true) return runAndReport(targets, options, manner)
  await runAndReport(targets, options, { ...manner, onNothing: ({ message }) => say(message) })
}
