// `leaklab run`: runs scenarios and prints tables; with --snapshot, it keeps the heap snapshot of the survivors.

import { createSnapshotFile } from '../../files/snapshot-file.ts'
import { UsageError } from '../../model/usage-error.ts'
import { words } from '../../report/words/words.ts'
import type { Chosen } from '../../run/choose-trials.ts'
import { say } from '../output.ts'
import { runAndReport } from '../run-and-report.ts'
import type { ReportOptions, TrialOptions } from '../trial-options.ts'

export async function run(
  targets: string[],
  options: TrialOptions & ReportOptions & { snapshot?: string },
): Promise<void> {
  const settings = {
    snapshots: 'always',
    defaultFormat: 'table',
    opening: words.session.describeRunning(targets.join(', ')),
  } as const
  if (options.snapshot === undefined) {
    await runAndReport(targets, options, settings)
    return
  }
  const snapshot = createSnapshotFile(options.snapshot)
  await runAndReport(targets, options, {
    ...settings,
    keepSnapshot: snapshot.keep,
    loadsAllFirst: true,
    onTrials: refuseMany,
  })
  if (!snapshot.kept()) say(words.session.noSnapshotKept)
  snapshot.close()
}

/** A snapshot file has room for one variant. */
function refuseMany(trials: readonly Chosen[]): void {
  if (trials.length <= 1) return
  throw new UsageError('snapshot-of-many', {
    variants: trials.length,
    first: trials[0]!.trial.subject.variant,
  })
}
