// The output of `leaklab heap`, as text and as JSON.
import type { MissingCapability } from '../../heap/index.ts'
import { toJsonText } from '../terminal/json-text.ts'
import type { Style } from '../terminal/style.ts'
import { wrap } from '../terminal/wrap.ts'
import { words } from '../words/words.ts'
import { renderDiff } from './diff.ts'
import type { HeapReport } from './heap-report.ts'
import { join } from './layout.ts'
import { nameWithoutContent } from './node.ts'
import { renderInstances, renderNode } from './objects.ts'
import { renderSummary } from './summary.ts'

/** The report as JSON. The name of a string node is its content, which may be secret, so it is left out. */
export function renderHeapJson(report: HeapReport): string {
  const hideContent = (_: string, value: unknown) => {
    const isNode = typeof value === 'object' && value !== null && 'type' in value && 'name' in value
    if (!isNode) return value
    return { ...value, name: nameWithoutContent(value as { type: string; name: string }) }
  }
  return toJsonText({ format: 'leaklab-heap', version: 2, ...report }, 2, hideContent)
}

/** @param everyStep whether paths contain the internal objects of the engine */
export function renderHeap(report: HeapReport, style: Style, everyStep = false): string {
  return join(
    renderFindings(report, style, everyStep),
    renderMissingCapabilities(report.missingCapabilities, style),
  )
}

function renderMissingCapabilities(missingCapabilities: readonly MissingCapability[], style: Style): string {
  if (missingCapabilities.length === 0) return ''
  return wrap(words.heap.describeMissingCapabilities(missingCapabilities), style.width)
}

function renderFindings(report: HeapReport, style: Style, everyStep: boolean): string {
  switch (report.kind) {
    case 'summary':
      return renderSummary(report, style)
    case 'class':
      return renderInstances(report, everyStep, style)
    case 'node':
      return renderNode(report, everyStep, style)
    case 'diff':
      return renderDiff(report, style)
  }
}
