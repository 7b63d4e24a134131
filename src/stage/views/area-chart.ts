// Draws curves as areas in front of one another, the lower in front, in block characters or in ASCII.
import type { Paint, Style } from '../../report/terminal/style.ts'
import { padStart, widthOf } from '../../report/terminal/width.ts'

export interface Layer {
  /** The height of the curve at a column, from 0 to 1; undefined where there is no curve. */
  heightAt(column: number): number | undefined
  texture: 'solid' | 'shade' | 'dots'
  paint?: Paint
}

export interface AreaChart {
  /** From back to front where two are equally high. */
  layers: readonly Layer[]
  /** Rows of the curve; the axis below it is one more. */
  rows: number
  /** Labels of the vertical axis at its top, its middle and its bottom. */
  labels: readonly [top: string, name: string, bottom: string]
  /** Stands at the right end of the horizontal axis. */
  end: string
}

/** The parts of a filled cell, from nothing to the whole. Dots are drawn only where the curve itself is. */
const unicodeFills = { solid: ' ▁▂▃▄▅▆▇█', shade: ' ░', dots: '·' }
const asciiFills = { solid: ' .:#', shade: " '", dots: '*' }

/** The sign that stands for each texture in a legend. */
export function textureSigns({ unicode }: Pick<Style, 'unicode'>): Record<Layer['texture'], string> {
  const { dots, shade, solid } = unicode ? unicodeFills : asciiFills
  return { dots, shade: shade.at(-1)!, solid: solid.at(-1)! }
}

/** Columns of the curve beside labels of these widths. */
export function columnsOf(chart: Pick<AreaChart, 'labels'>, width: number): number {
  return Math.max(8, width - Math.max(...chart.labels.map(widthOf)) - 2)
}

/** Renders a chart as wide as the style. Lines have no trailing spaces. */
export function renderAreas(chart: AreaChart, style: Style): string[] {
  const { end, labels, layers, rows } = chart
  const columns = columnsOf(chart, style.width)
  const margin = Math.max(...labels.map(widthOf))
  const fills = style.unicode ? unicodeFills : asciiFills
  const [side, corner, line] = style.unicode ? ['│', '└', '─'] : ['|', '+', '-']
  const heights = layers.map(layer => Array.from({ length: columns }, (_, column) => layer.heightAt(column)))
  const lines: string[] = []
  for (let row = 0; row < rows; row++) {
    const below = rows - 1 - row
    const cells = Array.from({ length: columns }, (_, column) => {
      const drawn = layers
        .map((layer, i) => ({ layer, height: heights[i]![column] }))
        .filter((one): one is { layer: Layer; height: number } => one.height !== undefined)
        .reverse()
        // A sketch stands behind what was measured.
        .sort((a, b) => orderOf(a.layer) - orderOf(b.layer) || a.height - b.height)
      for (const { layer, height } of drawn) {
        const sign = signAt(layer.texture, height * rows - below, below === 0, fills)
        if (sign !== ' ') return { sign, paint: layer.paint }
      }
      return { sign: ' ', paint: undefined }
    })
    const label = row === 0 ? labels[0] : row === rows - 1 ? labels[2] : ''
    const named = row === Math.floor((rows - 1) / 2) && row > 0 && row < rows - 1 ? labels[1] : label
    lines.push(`${padStart(named, margin)} ${side}${paintRuns(cells)}`.trimEnd())
  }
  const axis = line.repeat(Math.max(0, columns - widthOf(end) - 1))
  lines.push(`${' '.repeat(margin)} ${corner}${axis} ${end}`.trimEnd())
  return lines
}

function orderOf({ texture }: Layer): number {
  return texture === 'dots' ? 1 : 0
}

function signAt(
  texture: Layer['texture'],
  part: number,
  isLowest: boolean,
  fills: typeof unicodeFills,
): string {
  if (texture === 'dots') return part > 0 && part <= 1 ? fills.dots : ' '
  const [steps, of] = [fills[texture].length - 1, Math.min(1, Math.max(0, part))]
  const filled = Math.round(of * steps)
  // Even the smallest value is visible.
  return fills[texture][isLowest && texture === 'solid' ? Math.max(1, filled) : filled]!
}

/** Cells of the same color are painted together. */
function paintRuns(cells: readonly { sign: string; paint: Paint | undefined }[]): string {
  let text = ''
  let run = ''
  let paint: Paint | undefined
  for (const cell of cells) {
    if (cell.paint !== paint) {
      text += paint?.(run) ?? run
      run = ''
      paint = cell.paint
    }
    run += cell.sign
  }
  const rest = run.trimEnd()
  return text + (paint?.(rest) ?? rest)
}
