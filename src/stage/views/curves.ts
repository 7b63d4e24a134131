// Several measurements on one axis, without their teeth.
import type { Recording } from '../../model/recording.ts'
import type { Paint } from '../../report/terminal/style.ts'
import type { Layer } from './area-chart.ts'
import type { Canvas } from './frame.ts'
import { curveOf, memoryOf } from './playback.ts'
import { joinScales, renderSawTooth, scaleOf } from './saw-tooth.ts'

export interface Measured {
  recording: Recording | null
  texture: Layer['texture']
  paint?: Paint
}

/** A curve needs two points. */
export function hasCurve({ recording }: Pick<Measured, 'recording'>): boolean {
  return recording !== null && curveOf(recording).length >= 2
}

/** Renders those that have a curve; no line if none has. The first of them decides which memory is shown. */
export function renderCurves(all: readonly Measured[], rows: number, { style }: Canvas): string[] {
  const curves = all
    .filter(hasCurve)
    .map(({ recording, ...look }) => ({ ...look, points: curveOf(recording!), hasTeeth: false }))
  if (curves.length === 0) return []
  const memory = memoryOf(curves[0]!.points)
  const scale = joinScales(curves.map(({ points }) => scaleOf(points, memory)))
  return renderSawTooth(curves, { memory, scale, rows }, style)
}
