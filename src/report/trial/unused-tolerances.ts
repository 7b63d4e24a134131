// Which budgets and acceptances are not needed? One that several variants share is needed if one of them needs it.
import type { Result } from '../../model/report.ts'
import type { ToleranceUse } from '../../model/tolerance.ts'
import { cleanLine } from '../terminal/clean.ts'
import { type Style, signs } from '../terminal/style.ts'
import { wrap } from '../terminal/wrap.ts'
import { words } from '../words/words.ts'

export interface UnusedTolerance {
  /** The last result to which it applies. */
  result: Result
  use: ToleranceUse
  /** Whether it applies to several variants. */
  isShared: boolean
}

/**
 * Finds the tolerances that no trial needed. One that a variant without a result shares is left out: that variant may
 * need it.
 */
export function findUnused(results: readonly Result[]): UnusedTolerance[] {
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

/** A line for each tolerance that no trial needed; an empty string if there are none. */
export function renderUnused(results: readonly Result[], style: Style): string {
  return findUnused(results)
    .map(({ result, use, isShared }) => {
      const { subject } = result.recording
      const name = cleanLine(
        isShared ? subject.slug : words.names.nameTrial(subject, signs(style).dot),
        style,
      )
      return `${name}: ${cleanLine(words.tolerance.describeUnused(use), style)}`
    })
    .map(line => wrap(line, style.width, '! '))
    .join('\n')
}
