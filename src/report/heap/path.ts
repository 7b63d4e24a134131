// A retaining path as V8 has it, with internal objects: the GC root first, one step a line.
import type { RawStep } from '../../heap/index.ts'
import { cut } from '../terminal/cut.ts'
import { painter, type Style, signs } from '../terminal/style.ts'
import { type Fold, isFold } from '../terminal/thin-rows.ts'
import { words } from '../words/words.ts'
import { describeEdge, describeId, describeNode } from './node.ts'

/** @param steps the GC root first; a fold stands for steps that are left out */
export function renderPath(steps: readonly (RawStep | Fold)[], style: Style): string {
  const paint = painter(style)
  const { ellipsis } = signs(style)
  return steps
    .map((step, at) => {
      if (isFold(step)) {
        return `  ${ellipsis} ${words.heap.describeOmittedSteps(step.folded)} ${ellipsis}`
      }
      const edge =
        step.edgeType === undefined ? '' : `${describeEdge(step.edgeType, step.edgeName ?? '', style)} `
      const isLast = at === steps.length - 1
      const id = ` ${describeId(step)}`
      const line = cut(
        `${at === 0 ? '' : '  '}${edge}${describeNode(step, style)}`,
        style.width - id.length,
        style,
      )
      return `${isLast ? paint.bold(line) : line}${id}`
    })
    .join('\n')
}
