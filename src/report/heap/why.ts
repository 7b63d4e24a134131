// `leaklab heap --why`: the retaining path of one object, or of groups of objects.
import type { RetentionGroup } from '../../model/retention.ts'
import { cleanLine } from '../terminal/clean.ts'
import type { Style } from '../terminal/style.ts'
import { wrap } from '../terminal/wrap.ts'
import { renderHeldPaths } from '../trial/retention.ts'
import { words } from '../words/words.ts'
import type { HeapPath } from './heap-report.ts'
import { heading, hint, join } from './layout.ts'
import { describeId } from './node.ts'
import { renderPath } from './path.ts'

export function renderWhy(path: HeapPath, what: string, everyStep: boolean, style: Style): string {
  const { groups, id, steps, described, ungrouped } = path
  const unreachable = 'Nothing keeps it: only weak edges lead to it, or other things that nothing keeps.'
  const title = `Why ${what} ${describeId({ id })} is kept`
  if (steps === null) return `${heading(title, style)}\n${wrap(unreachable, style.width)}`
  if (everyStep || described === null) return `${heading(title, style)}\n${renderPath(steps, style)}`
  const all = groups.reduce((sum, { count }) => sum + count, ungrouped)
  return join(
    heading(all === 1 ? title : 'Why they are kept', style),
    groups.map(group => renderGroup(group, all === 1, style)).join('\n'),
    ungrouped === 0 ? '' : wrap(describeUngrouped(ungrouped), style.width),
    hint('--every-step shows what the engine has between these steps', style),
  )
}

function renderGroup(group: RetentionGroup, isAlone: boolean, style: Style): string {
  const path = renderHeldPaths(group, style, true)
  return isAlone
    ? path
    : `${wrap(cleanLine(words.retention.describeGroup(group), style), style.width)}\n${path}`
}

function describeUngrouped(count: number): string {
  return count === 1
    ? '1 more is kept in another way, or by nothing.'
    : `${words.numbers.formatCount(count)} more are kept in other ways, or by nothing.`
}
