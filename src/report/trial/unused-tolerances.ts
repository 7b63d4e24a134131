// Which budgets and acceptances did nothing need? What several variants share is used when one of them uses it.
import type { Result } from '../../model/report.ts'
import type { ToleranceUse } from '../../model/tolerance.ts'
import { cleanLine } from '../terminal/clean.ts'
import { type Style, signs } from '../terminal/style.ts'
import { wrap } from '../terminal/wrap.ts'
import { nameTrial } from '../words/names.ts'
import { describeUnused } from '../words/tolerance.ts'

export interface Unused {
  /** The last result that it was for. */
  result: Result
  use: ToleranceUse
  /** Whether it was for other variants as well. */
  isShared: boolean
}

/** @param results all there are: what was not run may need what the others do not */
export function findUnused(results: readonly Result[]): Unused[] {
  const found = new Map<string, { result: Result; use: ToleranceUse; variant: string }[]>()
  for (const result of results) {
    const { scenario, variant } = result.recording.subject
    for (const use of result.verdict.toleranceUses ?? []) {
      const what = use.kind === 'budget' ? use.budget : use.acceptance
      const key = JSON.stringify([scenario, what.sharers === 1 ? variant : '', what])
      const same = found.get(key) ?? []
      found.set(key, [...same, { result, use, variant }])
    }
  }
  return [...found.values()].flatMap(uses => {
    const { use, result } = uses.at(-1)!
    const { sharers } = use.kind === 'budget' ? use.budget : use.acceptance
    const seen = new Set(uses.map(({ variant }) => variant)).size
    return seen >= sharers && uses.every(({ use }) => use.use === 'unused')
      ? [{ result, use, isShared: sharers > 1 }]
      : []
  })
}

/** Budgets and acceptances that nothing needed, a line each; an empty string when there are none. */
export function renderUnused(results: readonly Result[], style: Style): string {
  return findUnused(results)
    .map(({ result, use, isShared }) => {
      const { subject } = result.recording
      const name = cleanLine(isShared ? subject.slug : nameTrial(subject, signs(style).dot), style)
      return `${name}: ${cleanLine(describeUnused(use), style)}`
    })
    .map(line => wrap(line, style.width, '! '))
    .join('\n')
}
