// Of which resource of the system does each iteration take more?
import type { Evidence } from '../../model/verdict.ts'
import type { ResourceTrend } from '../resources.ts'

/** @returns the evidence for the kind that rises, the most certain one first; undefined where none has risen */
export function findResourceEvidence(
  resources: readonly ResourceTrend[],
): Extract<Evidence, { kind: 'resource' }> | undefined {
  const found = resources[0]
  if (found === undefined) return undefined
  const { kind, trend, open, steps, slope } = found
  return {
    kind: 'resource',
    pointsTo: trend === 'rising' ? 'leaking' : 'nothing',
    resource: kind,
    trend,
    perStep: slope.slope,
    low: slope.low,
    high: slope.high,
    open,
    steps,
  }
}
