// Which resources does the scenario take ever more of? Counts have no noise: an iteration that never gives back what it opened adds
// the same to the count every time, long before it adds bytes that are certain.
import type { Reading } from '../model/event.ts'
import type { Recording } from '../model/recording.ts'
import type { Trend } from '../model/verdict.ts'
import { partRatio, ratesBetween } from './constant-rate.ts'
import { countRule, type Points, pointsFrom, slopeOf } from './series.ts'
import type { Slope } from './statistics.ts'
import { judgeTrend } from './trend.ts'

/** A count that has risen by fewer than this since the baseline is no evidence. */
const minRise = 32
/** Where there are too few stages, two parts at the end are compared. Their rates differ by this factor at most. */
const steadyRate = 0.6

export interface ResourceTrend {
  /** Node's name of the kind; `descriptors`; or `addressSpace`, in GiB. */
  kind: string
  trend: Trend
  /** How many are open at the last reading. */
  open: number
  /** How many more with each iteration. */
  slope: Slope
  steps: number
}

/** Open descriptors, address space, and the kinds of resources of which there are more than at the baseline. Those that rise are first. */
export function judgeResources(recording: Recording, certain: number | null): ResourceTrend[] {
  const { baseline, rounds } = recording
  const last = rounds.at(-1)
  if (last?.system === undefined || baseline?.system === undefined) return []
  const kinds = ['descriptors', 'addressSpace', ...Object.keys(last.system.active)]
  return kinds
    .filter(kind => countOf(kind, last) - countOf(kind, baseline) >= minRise)
    .map(kind => {
      const points = pointsFrom(recording, reading => countOf(kind, reading))
      return {
        kind,
        trend: decideTrend(points, certain),
        open: countOf(kind, last),
        slope: slopeOf(points),
        steps: last.totalSteps,
      }
    })
    .sort((a, b) => Number(b.trend === 'rising') - Number(a.trend === 'rising'))
}

function decideTrend(points: Points, certain: number | null): Trend {
  const { trend } = judgeTrend(points, countRule, certain)
  return trend === 'unclear' && certain === null && risesThroughout(points) ? 'rising' : trend
}

/** Whether the count rose at one rate over most iterations, and is highest at the end. */
function risesThroughout({ steps, values }: Points): boolean {
  const total = steps.at(-1)!
  const edges = [total, total / partRatio, total / partRatio ** 2].map(edge =>
    steps.findLastIndex(step => step <= edge),
  )
  const rates = ratesBetween(
    edges.map(edge => steps[edge]!),
    edges.map(edge => values[edge]!),
  )
  const isSteady = Math.min(...rates) >= steadyRate * Math.max(...rates) && Math.min(...rates) > 0
  return isSteady && values.at(-1)! === Math.max(...values)
}

function countOf(kind: string, { system }: Reading): number {
  if (kind === 'descriptors') return system?.descriptors ?? 0
  if (kind === 'addressSpace') return system?.addressSpaceGiB ?? 0
  return system?.active[kind] ?? 0
}
