// Which growth is tolerated? The words for budgets and acceptances.

import type { BudgetEntry } from '../../../model/budget-file.ts'
import { budgetFileName } from '../../../model/budget-file-name.ts'
import type { Result } from '../../../model/report.ts'
import type { Acceptance, Budget, Measured, Tolerances, ToleranceUse } from '../../../model/tolerance.ts'
import type { Verdict } from '../../../model/verdict.ts'
import { plural } from './counts.ts'
import { formatCount, formatPerIteration } from './numbers.ts'

type BudgetUse = Extract<ToleranceUse, { kind: 'budget' }>
type AcceptanceUse = Extract<ToleranceUse, { kind: 'acceptance' }>

/** The budgets and acceptances of a variant, as the lines under its name. */
export function describeTolerances({ budgets, acceptances }: Tolerances): string[] {
  return [
    ...budgets.map(budget => `tolerates ${describeBudget(budget)}: ${budget.because}`),
    ...acceptances.map(
      one => `accepts the leak of fingerprint ${one.fingerprint}${describeUntil(one)}: ${one.because}`,
    ),
  ]
}

/** Why a claim counts as met although it would be refuted; undefined if no tolerance was needed. */
export function describeApplied(verdict: Verdict): string | undefined {
  const applied = usesOf(verdict).filter(({ use }) => use === 'applied')
  const budget = applied.find(use => use.kind === 'budget')
  if (budget !== undefined) return 'no growth beyond its budget'
  const accepted = applied.filter(use => use.kind === 'acceptance')
  if (accepted.length === 0) return undefined
  const days = accepted.flatMap(({ acceptance: { until } }) => (until === null ? [] : [until])).sort()
  return `its leak is accepted${days.length === 0 ? '' : ` until ${days[0]}`}`
}

/** Why the tolerances were not sufficient, after a refuted claim; empty if there are none. */
export function describeRefused(verdict: Verdict): string {
  const uses = usesOf(verdict)
  const exceeded = uses.filter(({ use }) => use === 'exceeded').filter(use => use.kind === 'budget')
  const ended = uses.filter(({ use }) => use === 'expired').filter(use => use.kind === 'acceptance')
  const days = [...new Set(ended.flatMap(({ acceptance: { until } }) => until ?? []))]
  return [
    ...exceeded.slice(-1).map(use => `, beyond ${describeExceededBudget(use)}`),
    ...(days.length === 0 ? [] : [`; its acceptance ended on ${days.join(' and ')}`]),
  ].join('')
}

/** A line for each budget and acceptance that decided about the claim, with its reason. */
export function describeToleranceUses(verdict: Verdict): string[] {
  const isRefuted = verdict.claimMet === false
  return usesOf(verdict).flatMap(use => {
    if (use.use !== 'applied' && !isRefuted) return []
    const line = use.kind === 'budget' ? describeBudgetUse(use) : describeAcceptanceUse(use)
    return line === '' ? [] : [`${line}: ${(use.kind === 'budget' ? use.budget : use.acceptance).because}`]
  })
}

function describeBudgetUse(use: BudgetUse): string {
  if (use.use === 'applied') return `tolerated within ${describeExceededBudget(use)}`
  return use.use === 'exceeded' ? `its budget of ${describeBudget(use.budget)}` : ''
}

function describeAcceptanceUse({ use, acceptance }: AcceptanceUse): string {
  const leak = `fingerprint ${acceptance.fingerprint}`
  switch (use) {
    case 'applied':
      return `${leak} is accepted${describeUntil(acceptance)}`
    case 'expired':
      return `${leak} was accepted${describeUntil(acceptance)}`
    case 'insufficient':
      return `${leak} is accepted${describeUntil(acceptance)}, and it is not all that leaks`
    case 'undecided':
      return `${leak} is accepted${describeUntil(acceptance)}, but what holds the survivors is not known`
    case 'unused':
      return ''
  }
}

function describeUntil({ until }: Acceptance): string {
  return until === null ? '' : ` until ${until}`
}

/** `its budget of 100 B per iteration (measured: up to 936 B per iteration)`. */
function describeExceededBudget({ budget, measured }: BudgetUse): string {
  return `its budget of ${describeBudget(budget)} (measured: ${describeMeasured(measured)})`
}

function describeBudget({ bytesPerStep, survivors }: Budget): string {
  return describeFigures(bytesPerStep, survivors)
}

function describeFigures(bytesPerStep: number | null, survivors: number | null): string {
  // A figure that is not stated is the same as 0.
  const figures = [
    ...(bytesPerStep === null || bytesPerStep === 0 ? [] : [formatPerIteration(bytesPerStep)]),
    ...(survivors === null || survivors === 0 ? [] : [describeAlive(survivors)]),
  ]
  return figures.length === 0 ? formatPerIteration(0) : figures.join(' and ')
}

/** The bound is rounded up, so that a value above the budget never looks as if it were within. */
function describeMeasured({ bytesPerStep, survivors }: Measured): string {
  const bound = bytesPerStep < 10 ? Math.ceil(bytesPerStep * 10) / 10 : Math.ceil(bytesPerStep)
  return [
    ...(bytesPerStep === 0 && survivors > 0 ? [] : [`up to ${formatPerIteration(bound)}`]),
    ...(survivors === 0 ? [] : [describeAlive(survivors)]),
  ].join(' and ')
}

function describeAlive(count: number): string {
  return `${plural(count, 'object')} alive`
}

/** How many of the claims that are met needed a tolerance. */
export function describeToleratedCount(count: number): string {
  return count === 0 ? '' : ` (${formatCount(count)} tolerated)`
}

/** A budget or an acceptance that no trial needed. */
export function describeUnused(use: ToleranceUse): string {
  return use.kind === 'budget'
    ? `the budget of ${describeBudget(use.budget)} is not needed: ${use.budget.because}`
    : `the acceptance of fingerprint ${use.acceptance.fingerprint} matches nothing: ${use.acceptance.because}`
}

/** One change that `check --update-budget` made. */
export function describeBudgetChange(change: {
  change: 'added' | 'changed' | 'removed'
  scenario: string
  variant: string
  entry: BudgetEntry
}): string {
  const { entry, scenario, variant } = change
  const where = `${budgetFileName}: ${change.change} ${scenario}, ${variant}`
  if (change.change === 'removed') return `${where}: nothing needs it any more`
  const { bytesPerStep = null, survivors = null } = entry
  return `${where}: ${describeFigures(bytesPerStep, survivors)}`
}

export const noBudgetChange = `${budgetFileName} stays as it is: no claim of an own file is refuted that a budget could tolerate`

/** Tolerances can be written into a user's own file only. */
const ownFile = /\.[cm]?[jt]s\b/

/** How to tolerate a leak whose fingerprints are known; undefined for built-in scenarios and claims that are met. */
export function adviseToTolerate({
  recording,
  verdict,
}: Pick<Result, 'recording' | 'verdict'>): string | undefined {
  const { retention, subject } = recording
  if (verdict.claimMet !== false || subject.claim === 'leaks' || !ownFile.test(subject.scenario))
    return undefined
  const leaks = retention === null ? [] : [...retention.groups, ...retention.holders]
  const fingerprints = [...new Set(leaks.map(({ fingerprint }) => fingerprint))]
  if (fingerprints.length === 0) return undefined
  const written = fingerprints.map(fingerprint => `'${fingerprint}': { because: 'why' }`).join(', ')
  return subject.stated
    ? `known and tolerated? accept: { ${written} } in the scenario, or --update-budget`
    : 'known and tolerated? leaklab check --update-budget'
}

function usesOf({ toleranceUses }: Verdict): ToleranceUse[] {
  return toleranceUses ?? []
}
