import { stripVTControlCharacters } from 'node:util'
import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import { cut } from '../../../src/report/terminal/cut.ts'
import type { Style } from '../../../src/report/terminal/style.ts'
import { type Column, renderTable } from '../../../src/report/terminal/table.ts'
import { ascii, colored, plain } from '../build.ts'
import { mixedNames } from '../mixed-text.ts'

interface Row {
  name: string
  count: number
}

const rows = ['plain', ...mixedNames, 'x'.repeat(70)].map((name, count): Row => ({ name, count }))

function columns(wraps: boolean): Column<Row>[] {
  return [
    { head: 'name\n缓存 🫠', align: 'left', cell: ({ name }) => name, flexible: 8, wraps },
    { head: 'name', align: 'right', cell: ({ name }) => cut(name, 18, plain), paint: () => text => text },
    { head: 'last', align: 'left', cell: ({ count }) => `|${count}` },
  ]
}

/** The column at which the last cell begins, for each line that has one. */
function startsOfLastCell(table: string): number[] {
  return stripVTControlCharacters(table)
    .split('\n')
    .filter(line => line.includes('|'))
    .map(line => stringWidth(line.slice(0, line.lastIndexOf('|'))))
}

describe.each([
  ['plain', plain],
  ['ASCII', ascii],
  ['colored', colored],
])('a table, %s', (_, style: Style) => {
  test.each([40, 60, 80, 120])('is aligned at %d columns, whatever the characters', width => {
    for (const wraps of [false, true]) {
      const table = renderTable(columns(wraps), [...rows, { folded: 3 }], { ...style, width })
      expect(new Set(startsOfLastCell(table)).size).toBe(1)
      expect(startsOfLastCell(table)).toHaveLength(rows.length)
      for (const line of table.split('\n')) {
        expect(stringWidth(line)).toBeLessThanOrEqual(width)
        expect(line).toBe(line.trimEnd())
      }
    }
  })
})

test('a cell keeps its text and its color on each of its lines', () => {
  const paint = (text: string) => `\u001b[31m${text.split('\n').join('\u001b[39m\n\u001b[31m')}\u001b[39m`
  const column: Column<Row> = {
    head: 'name',
    align: 'left',
    cell: ({ name }) => name,
    paint: () => paint,
    flexible: 8,
    wraps: true,
  }
  const row = { name: '👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧 🇩🇪🇫🇷🇩🇪', count: 0 }
  expect(
    renderTable([column], [row], { ...plain, width: 8 })
      .split('\n')
      .slice(2),
  ).toEqual(['\u001b[31m👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧\u001b[39m', '\u001b[31m🇩🇪🇫🇷🇩🇪\u001b[39m'])
})

test('a cell that looks like the rule is not taken for it', () => {
  const column: Column<Row> = { head: 'name', align: 'left', cell: ({ name }) => name }
  const table = renderTable([column], [{ name: '── x', count: 0 }], colored)
  expect(table.split('\n').at(-1)).toBe('── x')
})
