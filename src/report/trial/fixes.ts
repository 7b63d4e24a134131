// Which lines of code are the fix? For each variant that leaked: the difference to the most similar variant that did not.
import { type ChangedLine, differCode } from '../../catalog/code-difference.ts'
import type { Result } from '../../model/report.ts'
import { cleanLine } from '../terminal/clean.ts'
import { cut } from '../terminal/cut.ts'
import { painter, type Style, signs } from '../terminal/style.ts'
import { wrap } from '../terminal/wrap.ts'
import { words } from '../words/words.ts'

/** Variants that differ in more lines are two programs, not a leak and its fix. */
const maxLines = 6

interface Variant {
  name: string
  code: string
  isLeak: boolean
  isFix: boolean
}

/**
 * Renders the differing lines of each leak and its fix.
 * @param results the variants of one scenario
 * @returns an empty string if there is no such pair, or their code is not known
 */
export function renderFixes(results: readonly Result[], style: Style): string {
  const variants = findVariants(results)
  const fixes = variants.filter(({ isFix }) => isFix)
  return variants
    .filter(({ isLeak }) => isLeak)
    .map(leak => renderFix(leak, fixes, style))
    .filter(text => text !== '')
    .join('\n\n')
}

/** Each variant once. One that was run in several runtimes leaks if it leaks in any, and is a fix if it is one in all. */
function findVariants(results: readonly Result[]): Variant[] {
  const names = new Set(results.map(({ recording }) => recording.subject.variant))
  return [...names].flatMap(name => {
    const same = results.filter(({ recording }) => recording.subject.variant === name)
    const { code } = same[0]!.recording
    if (code === null) return []
    const isLeak = same.some(({ verdict }) => verdict.outcome === 'leaking')
    const isFix = same.every(({ verdict: { outcome } }) => outcome === 'collected' || outcome === 'plateau')
    return [{ name, code, isLeak, isFix }]
  })
}

function renderFix(leak: Variant, fixes: readonly Variant[], style: Style): string {
  const [nearest] = fixes
    .map(({ name, code }) => ({ name, changes: differCode(leak.code, code) }))
    .filter(({ changes }) => changes.length > 0 && changes.length <= maxLines)
    .sort((a, b) => a.changes.length - b.changes.length)
  if (nearest === undefined) return ''
  const { arrow } = signs(style)
  const heading = cleanLine(words.fixes.describeFix({ leak: leak.name, fix: nearest.name, arrow }), style)
  return [
    painter(style).bold(wrap(heading, style.width)),
    ...nearest.changes.map(change => renderLine(change, style)),
  ].join('\n')
}

function renderLine({ isAdded, text }: ChangedLine, style: Style): string {
  const line = cut(`  ${isAdded ? '+' : '-'} ${cleanLine(text, style)}`, style.width, style)
  return painter(style)[isAdded ? 'good' : 'bad'](line)
}
