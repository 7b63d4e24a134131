// Draws a curve as a filled area of a few rows, in block characters or in ASCII, with labels on both axes.
import type { Style } from './style.ts'
import { padStart, widthOf } from './width.ts'

export interface Chart {
  /** At least two points, with ascending `x`. */
  points: readonly { x: number; y: number }[]
  /** The range of the vertical axis. Values outside of it are drawn at its edge. */
  bottom: number
  top: number
  /** Rows of the curve; the axis below it is one more. */
  rows: number
  /** What the vertical axis measures. */
  name: string
  /** The labels of the vertical axis. */
  formatY: (value: number) => string
  /** Stands at the right end of the horizontal axis. */
  end: string
  /** A place on the horizontal axis, and what happens there. */
  mark?: { x: number; label: string } | undefined
}

interface Signs {
  /** The parts of a filled cell, from nothing to the whole. */
  fills: string
  side: string
  corner: string
  line: string
  tick: string
}

const unicodeSigns: Signs = { fills: ' ▁▂▃▄▅▆▇█', side: '│', corner: '└', line: '─', tick: '┴' }
const asciiSigns: Signs = { fills: ' .:#', side: '|', corner: '+', line: '-', tick: '+' }

/** Renders a chart as wide as the terminal. Lines have no trailing spaces. */
export function renderChart(chart: Chart, style: Pick<Style, 'width' | 'unicode'>): string {
  const { bottom, formatY, name, rows, top } = chart
  const signs = style.unicode ? unicodeSigns : asciiSigns
  const labels = Array.from({ length: rows }, () => '')
  labels[0] = formatY(top)
  labels[Math.floor((rows - 1) / 2)] = name
  labels[rows - 1] = formatY(bottom)
  const margin = Math.max(...labels.map(widthOf))
  const columns = style.width - margin - 2
  const heights = heightsOf(chart, columns)
  const lines = labels.map((label, row) => {
    const below = rows - 1 - row
    const cells = heights.map(height => fillOf(height * rows - below, below === 0, signs.fills))
    return `${padStart(label, margin)} ${signs.side}${cells.join('')}`.trimEnd()
  })
  return [...lines, `${' '.repeat(margin)} ${signs.corner}${axisOf(chart, columns, signs)}`].join('\n')
}

/** The height of the curve in each column, from 0 to 1. */
function heightsOf({ bottom, points, top }: Chart, columns: number): number[] {
  return Array.from({ length: columns }, (_, column) => {
    const y = valueAt(points, (column / (columns - 1)) * points.at(-1)!.x)
    return Math.min(1, Math.max(0, (y - bottom) / (top - bottom)))
  })
}

/** The value of the curve between its points, by linear interpolation. */
function valueAt(points: Chart['points'], x: number): number {
  const next = points.findIndex(point => point.x >= x)
  if (next === -1) return points.at(-1)!.y
  const after = points[next]!
  const before = points[Math.max(0, next - 1)]!
  if (after.x === before.x) return after.y
  return before.y + ((after.y - before.y) * (x - before.x)) / (after.x - before.x)
}

/** @param isLowest whether it is a cell of the lowest row, where even the smallest value is visible */
function fillOf(part: number, isLowest: boolean, fills: string): string {
  const steps = fills.length - 1
  const filled = Math.round(Math.min(1, Math.max(0, part)) * steps)
  return fills[isLowest ? Math.max(1, filled) : filled]!
}

/** The horizontal axis, with its origin. A label that has no room is left out. */
function axisOf({ end, mark, points }: Chart, columns: number, { line, tick }: Signs): string {
  const tail = ` ${end}`
  const room = Math.max(1, columns - widthOf(tail))
  const at = Math.max(1, Math.round(((mark?.x ?? 0) / points.at(-1)!.x) * (columns - 1)))
  const label = ` ${mark?.label} `
  const isMarked = mark !== undefined && at + 1 + widthOf(label) <= room
  const axis = `0${line.repeat(room - 1)}`
  if (!isMarked) return axis + tail
  return axis.slice(0, at) + tick + label + axis.slice(at + 1 + widthOf(label)) + tail
}
