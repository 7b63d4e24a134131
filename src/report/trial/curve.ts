// How did memory grow over the iterations? A small chart of the JS heap, or of the memory outside it if that is what leaks.
import { findMainGrowth } from '../../model/evidence.ts'
import type { Result } from '../../model/report.ts'
import { renderChart } from '../terminal/chart.ts'
import type { Style } from '../terminal/style.ts'
import { words } from '../words/words.ts'
import { showValueOf } from './shown-value.ts'

/** The axis covers at least this part of the largest value, so that noise does not look like growth. */
const smallestRange = 0.25

/** Renders the curve; an empty string without two readings at different iterations. */
export function renderCurve({ recording, verdict }: Result, rows: number, style: Style): string {
  const { baseline, rounds } = recording
  const readings = baseline === null ? rounds : [baseline, ...rounds]
  const last = readings.at(-1)
  if (readings.length < 2 || last === undefined || last.totalSteps === readings[0]!.totalSteps) return ''
  const growth = findMainGrowth(verdict)
  const series = growth?.pointsTo === 'leaking' && growth.series !== 'alive' ? growth.series : 'heap'
  const shown = showValueOf(series, readings)
  const points = readings.map(reading => ({ x: reading.totalSteps, y: shown(reading) }))
  const values = points.map(({ y }) => y)
  const bottom = Math.min(...values)
  const most = Math.max(...values)
  const warmUp = rounds.findLast(({ stage }) => stage === 0)
  return renderChart(
    {
      points,
      bottom,
      top: Math.max(most, bottom + Math.max(1, smallestRange * Math.abs(most))),
      rows,
      name:
        series === 'heap'
          ? words.series.nameHeap(recording.runtime?.name)
          : words.timeline.curveNames[series],
      formatY: words.numbers.formatBytes,
      end: words.timeline.describeIterations(last.totalSteps),
      mark:
        warmUp === undefined || warmUp === last
          ? undefined
          : { x: warmUp.totalSteps, label: words.timeline.warmUpEnds },
    },
    style,
  )
}
