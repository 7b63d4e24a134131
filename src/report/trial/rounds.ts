// How did memory change, round by round? A table of the readings, each compared with the one before it.
import type { Reading } from '../../model/event.ts'
import type { Recording } from '../../model/recording.ts'
import { type Style, signs } from '../terminal/style.ts'
import { type Column, renderTable } from '../terminal/table.ts'
import { thin } from '../terminal/thin-rows.ts'
import { words } from '../words/words.ts'

const maxRows = 14

interface Row {
  name: string
  reading: Reading
  previous: Reading | undefined
  stage: number
  delta: number
}

export function renderRounds(recording: Recording, style: Style): string {
  const rows = rowsOf(recording)
  if (rows.length === 0) return ''
  // The release is compared with the last round, and thinning always keeps that one.
  const release = recording.released === null ? [] : rows.splice(-1)
  const thinned = [...thin(rows, maxRows - release.length), ...release]
  return renderTable(columnsFor(recording, style), thinned, style, words.timeline.describeOmittedRounds)
}

function rowsOf({ baseline, rounds, released }: Recording): Row[] {
  const named: [string, number, Reading][] = []
  if (baseline !== null) named.push([words.timeline.startRow, 0, baseline])
  for (const reading of rounds) {
    const number = words.numbers.formatCount(reading.round + 1)
    named.push([
      reading.stage === 0 ? words.timeline.describeWarmUpRow(number) : number,
      reading.stage,
      reading,
    ])
  }
  if (released !== null) named.push([words.timeline.droppedRow, 0, released])
  return named.map(([name, stage, reading], i) => {
    const previous = named[i - 1]?.[2]
    const delta = previous === undefined ? 0 : reading.heapUsed - previous.heapUsed
    return { name, reading, previous, stage, delta }
  })
}

function columnsFor(recording: Recording, style: Style): Column<Row>[] {
  const { delta } = signs(style)
  const heads = words.heads.roundHeads
  const column = (head: string, cell: Column<Row>['cell'], dropOrder?: number): Column<Row> => ({
    head,
    align: 'right',
    cell,
    ...(dropOrder === undefined ? {} : { dropOrder }),
  })
  const change = (value: (reading: Reading) => number) => (row: Row) =>
    row.previous === undefined
      ? ''
      : words.numbers.formatDelta(value(row.reading) - value(row.previous), style)

  const columns = [
    column(heads.round, row => row.name),
    column(
      heads.steps,
      row => (row.reading.steps > 0 ? words.numbers.formatCount(row.reading.steps) : ''),
      6,
    ),
    column(heads.heap, row => words.numbers.formatBytes(row.reading.heapUsed), 5),
    column(
      heads.heapChange(delta),
      change(reading => reading.heapUsed),
    ),
    column(
      heads.externalChange(delta),
      change(reading => reading.external),
      4,
    ),
    column(heads.arrayBuffers, row => words.numbers.formatBytes(row.reading.arrayBuffers), 2),
  ]
  // Without watched objects there is no such column: zeros would look like a result.
  if ((recording.rounds.at(-1)?.watched ?? 0) > 0) {
    columns.push(
      column(heads.alive, row => words.numbers.formatCount(row.reading.alive)),
      column(heads.finalized, row => words.numbers.formatCount(row.reading.finalized), 3),
    )
  }
  columns.push(
    column(
      heads.collections,
      ({ reading }) =>
        `${words.numbers.formatCount(reading.majorCollections)}/${words.numbers.formatCount(reading.minorCollections)}`,
      1,
    ),
  )
  return columns
}
