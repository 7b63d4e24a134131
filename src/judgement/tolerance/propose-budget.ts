// Which budget would cover what was measured? For `leaklab check --update-budget`. Pure.
import {
  addBudgetEntry,
  type BudgetEntry,
  type BudgetFile,
  budgetKey,
  findBudgetEntry,
} from '../../model/budget-file.ts'
import { isTolerated } from '../../model/evidence.ts'
import type { Result } from '../../model/report.ts'
import { decide } from '../decide.ts'
import { fingerprintsOf, measureGrowth } from './judge-tolerances.ts'

/** The noise of the next trial will differ. */
const budgetMargin = 1.5
/** A growing number of survivors is proportional to the iterations, and a faster machine runs more of them. */
const growingBudgetMargin = 10
/** Bytes per iteration below which a leak is hard to distinguish from noise. */
const minBytes = 16

export interface BudgetChange {
  change: 'added' | 'changed' | 'removed'
  scenario: string
  variant: string
  entry: BudgetEntry
}

export interface Proposal {
  budgets: BudgetFile
  changes: BudgetChange[]
  /** Results whose claim is refuted, and would count as met with these budgets. */
  covered: Set<Result>
}

/**
 * Proposes the new content of the budget file: an entry for each refuted claim, and no entry for a claim that is met
 * without one. Entries of variants that were not measured stay.
 * @param isOwn whether a scenario is the user's, not one that comes with leaklab
 * @param leaklab leaklab's version
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
      // Another runtime of this run may need the entry.
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

/** @returns undefined when no budget can help: nothing grew, or memory ran out */
function proposeEntry(
  { recording, verdict }: Result,
  known: BudgetEntry | undefined,
  leaklab: string,
): BudgetEntry | undefined {
  const measured = measureGrowth(verdict, recording.subject)
  const isLeaking = verdict.outcome === 'leaking'
  const bytesPerStep =
    isLeaking || measured.bytesPerStep > 0 || measured.survivors === 0
      ? Math.max(minBytes, roundUp(measured.bytesPerStep * budgetMargin))
      : 0
  const survivors = roundUp(measured.survivors * (isLeaking ? growingBudgetMargin : budgetMargin))
  const day = recording.startedAt.slice(0, 'yyyy-mm-dd'.length)
  const entry = {
    bytesPerStep: Math.max(bytesPerStep, known?.bytesPerStep ?? 0),
    survivors: Math.max(survivors, known?.survivors ?? 0),
    because: hasWrittenReason(known)
      ? known.because
      : `measured by leaklab ${leaklab} on ${day}; say here why this is tolerated`,
    fingerprints: [
      ...new Set([...(known?.fingerprints ?? []), ...fingerprintsOf(recording).fingerprints]),
    ].sort(),
  }
  const tolerances = addBudgetEntry(recording.subject.tolerances, entry)!
  const tolerated = decide({ ...recording, subject: { ...recording.subject, tolerances } })
  return tolerated.claimMet === true ? entry : undefined
}

/** Whether a person has written the reason. */
function hasWrittenReason(entry: BudgetEntry | undefined): entry is BudgetEntry {
  return entry !== undefined && !entry.because.startsWith('measured by leaklab ')
}

/** The next higher number with two significant digits: 936 is 940, 1,404 is 1,500. */
function roundUp(value: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, value))) - 1)
  return Math.ceil(value / unit) * unit
}
