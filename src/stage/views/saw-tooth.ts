// The curve of memory, as a saw tooth: what was there before the collections of each round, and what was left after them.
import type { Paint, Style } from '../../report/terminal/style.ts'
import { words } from '../../report/words/words.ts'
import type { Point } from '../playback/events.ts'
import { columnsOf, type Layer, renderAreas } from './area-chart.ts'

/** The scale of a curve; axes of two curves are the same if their scales are. */
export interface Scale {
  iterations: number
  bottom: number
  top: number
}

export type Memory = 'heapUsed' | 'external'

/** The axis covers at least this part of the largest value, so that noise does not look like growth. */
const smallestRange = 0.25

/**
 * A scale with room for all points.
 * @param growsByLeaps whether there is room for more, so that the curve can be seen to grow
 */
export function scaleOf(points: readonly Point[], memory: Memory, growsByLeaps = false): Scale {
  const values = points.map(point => point[memory])
  const bottom = Math.min(...values)
  const most = Math.max(...values)
  const top = Math.max(most, bottom + Math.max(1, smallestRange * Math.abs(most)))
  const iterations = Math.max(1, points.at(-1)?.iterations ?? 1)
  return growsByLeaps
    ? { iterations: roundUp(iterations), bottom, top: bottom + roundUp(top - bottom) }
    : { iterations, bottom, top }
}

/** One scale for several curves. */
export function joinScales(scales: readonly Scale[]): Scale {
  return {
    iterations: Math.max(...scales.map(({ iterations }) => iterations)),
    bottom: Math.min(...scales.map(({ bottom }) => bottom)),
    top: Math.max(...scales.map(({ top }) => top)),
  }
}

/** The next round number: so much room is left that the curve takes two thirds of it or more. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  return ([1, 1.5, 2, 3, 4, 6, 8, 10].find(step => step * power >= value) ?? 10) * power
}

export interface Curve {
  /** The reading after the drop, which has no new iterations, is not drawn. */
  points: readonly Point[]
  texture: Layer['texture']
  paint?: Paint
  /** Whether the saw tooth is drawn behind the curve. */
  hasTeeth: boolean
}

/** The shape that a prediction expects: from 0 to 1, for a part of the iterations from 0 to 1. */
export type Shape = (part: number) => number

/** Renders curves on one scale, as wide as the style. */
export function renderSawTooth(
  curves: readonly Curve[],
  { expected, memory, rows, scale }: { memory: Memory; scale: Scale; rows: number; expected?: Shape },
  style: Style,
): string[] {
  const labels = [
    words.numbers.formatBytes(scale.top),
    words.timeline.curveNames[memory === 'heapUsed' ? 'heap' : 'external'],
    words.numbers.formatBytes(scale.bottom),
  ] as const
  const columns = columnsOf({ labels }, style.width)
  const iterationsAt = (column: number) => (column / (columns - 1)) * scale.iterations
  const heightOf = (value: number | undefined) =>
    value === undefined
      ? undefined
      : Math.min(1, Math.max(0, (value - scale.bottom) / (scale.top - scale.bottom)))
  const layers: Layer[] = []
  for (const { hasTeeth, paint, points, texture } of curves) {
    const [upper, lower] = [upperOf(points, memory), lowerOf(points, memory)]
    const common = paint === undefined ? {} : { paint }
    if (hasTeeth)
      layers.push({
        heightAt: column => heightOf(valueAt(upper, iterationsAt(column))),
        texture: 'shade',
        ...common,
      })
    layers.push({ heightAt: column => heightOf(valueAt(lower, iterationsAt(column))), texture, ...common })
  }
  if (expected !== undefined)
    layers.unshift({ heightAt: column => expected(column / (columns - 1)), texture: 'dots' })
  const end = words.timeline.describeIterations(scale.iterations)
  return renderAreas({ layers, rows, labels, end }, style)
}

type XY = readonly [x: number, y: number]

/** Memory after the collections: what survived. */
function lowerOf(points: readonly Point[], memory: Memory): XY[] {
  return points.filter(({ isBefore }) => !isBefore).map(point => [point.iterations, point[memory]] as const)
}

/** Memory before the collections, and after them again: the teeth. */
function upperOf(points: readonly Point[], memory: Memory): XY[] {
  return points.map(point => [point.iterations, point[memory]] as const)
}

/** The value of a curve by linear interpolation; of two points at the same place the first. Undefined outside of it. */
function valueAt(curve: readonly XY[], x: number): number | undefined {
  if (curve.length === 0 || x > curve.at(-1)![0]) return undefined
  const next = firstFrom(curve, x)
  const [x1, y1] = curve[next]!
  const [x0, y0] = curve[Math.max(0, next - 1)]!
  return x1 === x0 ? y1 : y0 + ((y1 - y0) * (x - x0)) / (x1 - x0)
}

/** The first point at `x` or after it, by binary search. */
function firstFrom(curve: readonly XY[], x: number): number {
  let low = 0
  let high = curve.length - 1
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (curve[middle]![0] >= x) high = middle
    else low = middle + 1
  }
  return low
}
