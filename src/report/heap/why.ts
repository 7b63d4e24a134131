// `leaklab heap --why`: the retaining path of one object, or of groups of objects.
import type { RetentionGroup } from '../../model/retention.ts'
import { renderSentence } from '../terminal/sentence.ts'
import type { Style } from '../terminal/style.ts'
import { wrap } from '../terminal/wrap.ts'
import { renderHeldPaths } from '../trial/retention.ts'
import { words } from '../words/words.ts'
import type { HeapPath } from './heap-report.ts'
import { heading, hint, join } from './layout.ts'
import { renderPath } from './path.ts'

/** @param title for a single object */
export function renderWhy(path: HeapPath, title: string, everyStep: boolean, style: Style): string {
  const { groups, steps, described, ungrouped } = path
  if (steps === null) return `${heading(title, style)}\n${wrap(words.heap.unreachable, style.width)}`
  if (everyStep || described === null) return `${heading(title, style)}\n${renderPath(steps, style)}`
  const all = groups.reduce((sum, { count }) => sum + count, ungrouped)
  return join(
    heading(all === 1 ? title : words.heap.whyKeptHeading, style),
    groups.map(group => renderGroup(group, all === 1, style)).join('\n'),
    ungrouped === 0 ? '' : wrap(words.heap.describeUngrouped(ungrouped), style.width),
    hint(words.heap.everyStepHint, style),
  )
}

function renderGroup(group: RetentionGroup, isAlone: boolean, style: Style): string {
  const path = renderHeldPaths(group, style, true)
  return isAlone ? path : `${renderSentence(words.retention.describeGroup(group), style)}\n${path}`
}
