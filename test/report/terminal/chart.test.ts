import { expect, test } from 'vitest'
import { type Chart, renderChart } from '../../../src/report/terminal/chart.ts'

const rising: Chart = {
  points: [
    { x: 0, y: 0 },
    { x: 10, y: 10 },
  ],
  bottom: 0,
  top: 10,
  rows: 4,
  name: 'heap',
  formatY: String,
  end: '10 s',
}
const narrow = { width: 30, unicode: true }

test('a rising line fills its triangle, with labels at the axes', () => {
  expect(renderChart({ ...rising, mark: { x: 2, label: 'warm' } }, narrow)).toBe(
    `
  10 │                  ▁▂▄▅▇█
heap │            ▁▂▃▅▆███████
     │       ▂▃▅▆▇████████████
   0 │▁▁▃▄▆▇██████████████████
     └0────┴ warm ─────── 10 s
`.slice(1, -1),
  )
})

test('in ASCII it has three kinds of cells', () => {
  const lines = renderChart(rising, { ...narrow, unicode: false })
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the whole of ASCII is meant
  expect(lines).toMatch(/^[\x00-\x7f]*$/)
  expect(lines.split('\n')[0]).toMatch(/^ {2}10 \| +[.:#]*#$/)
})

test('a level is level, and the smallest value is still visible', () => {
  const level = { ...rising, points: [{ x: 0, y: 0 }, { x: 10, y: 0 }] } // biome-ignore format: a table
  expect(renderChart(level, narrow).split('\n')[3]).toMatch(/^ {3}0 │▁+$/)
})

test('no line is wider than the terminal, even without room for the mark', () => {
  for (const width of [20, 40, 80]) {
    const lines = renderChart({ ...rising, mark: { x: 9, label: 'a long label' } }, { width, unicode: true })
    for (const line of lines.split('\n')) expect([...line].length).toBeLessThanOrEqual(width)
    expect(lines).not.toContain('a long label')
  }
})
