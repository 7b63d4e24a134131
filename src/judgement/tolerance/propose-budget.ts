// Which budget would tolerate what was measured? For `leaklab check --update-budget`. Pure.
import {
  addBudgetEntry,
  type BudgetEntry,
  type BudgetFile,
  budgetKey,
  findBudgetEntry,
} from '../../model/budget-file.ts'
import type { Result } from '../../model/report.ts'
import { isTolerated } from '../../model/verdict.ts'
import { decide } from '../decide.ts'
import { fingerprintsOf, measureGrowth } from './judge-tolerances.ts'

/** The next trial measures other noise. */
const budgetMargin = 1.5
/** Where survivors grow, their number is that of the steps, and a faster machine lives more of these. */
const growingBudgetMargin = 10
/** Bytes per step below which a leak is hardly told from noise. */
const leastBytes = 16

export interface BudgetChange {
  change: 'added' | 'changed' | 'removed'
  scenario: string
  variant: string
  entry: BudgetEntry
}

export interface Proposal {
  budgets: BudgetFile
  changes: BudgetChange[]
  /** Results whose claim is refuted now and would be met with these budgets. */
  covered: Set<Result>
}

/**
 * Proposes what to write: entries for claims that are refuted, and none any more for those that need none. What was not
 * measured stays as it is.
 * @param isOwn whether a scenario is the user's
 */
export function proposeBudgets(
  before: BudgetFile,
  results: readonly Result[],
  isOwn: (scenario: string) => boolean,
  leaklab: string,
): Proposal {
  const budgets = structuredClone(before)
  const covered = new Set<Result>()
  const touched = new Map<string, { scenario: string; variant: string }>()
  for (const result of results) {
    const { recording, verdict } = result
    const { scenario: id, variant } = recording.subject
    if (!isOwn(id)) continue
    const scenario = budgetKey(id)
    const known = findBudgetEntry(budgets, scenario, variant)
    if (verdict.claimMet === false) {
      const entry = proposeEntry(result, known, leaklab)
      if (entry === undefined) continue
      covered.add(result)
      budgets[scenario] = { ...budgets[scenario], [variant]: entry }
    } else if (verdict.claimMet === true && !isTolerated(verdict) && known !== undefined) {
      // It may be needed on another runtime of the same run.
      if (results.some(other => isSame(other, result) && other.verdict.claimMet === false)) continue
      delete budgets[scenario]![variant]
      if (Object.keys(budgets[scenario]!).length === 0) delete budgets[scenario]
    } else continue
    touched.set(JSON.stringify([scenario, variant]), { scenario, variant })
  }
  const changes = [...touched.values()].map(({ scenario, variant }): BudgetChange => {
    const [old, entry] = [before, budgets].map(file => findBudgetEntry(file, scenario, variant))
    const change = entry === undefined ? 'removed' : old === undefined ? 'added' : 'changed'
    return { change, scenario, variant, entry: (entry ?? old)! }
  })
  return { budgets, changes, covered }
}

function isSame(a: Result, b: Result): boolean {
  const [one, other] = [a.recording.subject, b.recording.subject]
  return one.scenario === other.scenario && one.variant === other.variant
}

/** @returns undefined where no budget can help: nothing grew, or memory ran out */
function proposeEntry(
  { recording, verdict }: Result,
  known: BudgetEntry | undefined,
  leaklab: string,
): BudgetEntry | undefined {
  const measured = measureGrowth(verdict, recording.subject)
  const isLeaking = verdict.outcome === 'leaking'
  const bytesPerStep =
    isLeaking || measured.bytesPerStep > 0 || measured.survivors === 0
      ? Math.max(leastBytes, roundUp(measured.bytesPerStep * budgetMargin))
      : 0
  const survivors = roundUp(measured.survivors * (isLeaking ? growingBudgetMargin : budgetMargin))
  const day = recording.startedAt.slice(0, 'yyyy-mm-dd'.length)
  const entry = {
    bytesPerStep: Math.max(bytesPerStep, known?.bytesPerStep ?? 0),
    survivors: Math.max(survivors, known?.survivors ?? 0),
    because: isWritten(known)
      ? known.because
      : `measured by leaklab ${leaklab} on ${day}; say here why this is tolerated`,
    fingerprints: [...new Set([...(known?.fingerprints ?? []), ...fingerprintsOf(recording).shapes])].sort(),
  }
  const tolerances = addBudgetEntry(recording.subject.tolerances, entry)!
  const tolerated = decide({ ...recording, subject: { ...recording.subject, tolerances } })
  return tolerated.claimMet === true ? entry : undefined
}

/** Whether a person has written the reason. */
function isWritten(entry: BudgetEntry | undefined): entry is BudgetEntry {
  return entry !== undefined && !entry.because.startsWith('measured by leaklab ')
}

/** The next number with two digits that tell: 936 is 940, 1,404 is 1,500. */
function roundUp(value: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, value))) - 1)
  return Math.ceil(value / unit) * unit
}
