// How large was the heap at the beginning, after warm-up, at the end, and without the scenario? A table of a few readings.
import type { Reading } from '../../model/event.ts'
import type { Recording } from '../../model/recording.ts'
import type { Series } from '../../model/verdict.ts'
import type { Style } from '../terminal/style.ts'
import { type Column, renderTable } from '../terminal/table.ts'
import { wrap } from '../terminal/wrap.ts'
import { words } from '../words/words.ts'
import { showValueOf } from './shown-value.ts'

/** Memory outside the heap has a column if it moved by this much. In bytes. */
const movedBytes = 16 * 1024
/** Memory that V8 does not count is known for whole pages only, and warm-up moves it more. */
const movedUncountedBytes = 4 << 20
/** With fewer rows there is little room on the screen. */
const roomyRows = 4

interface Row {
  phase: keyof typeof words.timeline.phaseWords
  reading: Reading
  previous: Reading | undefined
}

/**
 * Renders the table, and below it how many watched objects leaklab saw collected.
 * @param max largest number of rows without the head
 */
export function renderHeapTable(recording: Recording, max: number, style: Style): string {
  const rows = chooseRows(recording, max)
  if (rows.length === 0) return ''
  const table = renderTable(columnsFor(recording, style), rows, style, String, false)
  const collected = renderCollected(recording, max, style)
  return collected === '' ? table : `${table}\n${collected}`
}

function renderCollected({ registries, released, rounds }: Recording, max: number, style: Style): string {
  const last = rounds.at(-1)
  if (last === undefined || last.watched === 0) return ''
  // The scenario's own finalizer events are more important than what leaklab saw.
  if (registries.watched.length > 0 && max < roomyRows) return ''
  return wrap(
    words.timeline.describeCollected({
      tracked: last.watched - last.untracked,
      before: last.finalized,
      after: released?.finalized ?? null,
    }),
    style.width,
  )
}

/** The ends of the phases, and as many measured rounds in between as there is room for, evenly spaced. */
function chooseRows({ baseline, released, rounds }: Recording, max: number): Row[] {
  const warmUp = rounds.filter(({ stage }) => stage === 0).slice(-1)
  const measured = rounds.filter(({ stage }) => stage > 0)
  const ends = (baseline === null ? 0 : 1) + (released === null ? 0 : 1)
  const shownWarmUp = ends + Math.min(1, measured.length) < max ? warmUp : []
  const room = Math.max(1, max - ends - shownWarmUp.length)
  const named: Omit<Row, 'previous'>[] = [
    ...(baseline === null ? [] : [{ phase: 'start' as const, reading: baseline }]),
    ...shownWarmUp.map(reading => ({ phase: 'warmUp' as const, reading })),
    ...spread(measured, room).map(reading => ({ phase: 'measured' as const, reading })),
    ...(released === null ? [] : [{ phase: 'dropped' as const, reading: released }]),
  ]
  return named.map((row, i) => ({ ...row, previous: named[i - 1]?.reading }))
}

/** At most `max` items, evenly spaced; the last is always among them. */
function spread<T>(items: readonly T[], max: number): T[] {
  if (items.length <= max) return [...items]
  return Array.from({ length: max }, (_, i) => items[Math.round(((i + 1) * items.length) / max) - 1]!)
}

function columnsFor({ baseline, released, rounds, runtime }: Recording, style: Style): Column<Row>[] {
  const right = (head: string, cell: Column<Row>['cell'], dropOrder?: number): Column<Row> => ({
    head,
    align: 'right',
    cell,
    ...(dropOrder === undefined ? {} : { dropOrder }),
  })
  const outside = ({ external, arrayBuffers }: Reading) => Math.max(external, arrayBuffers)
  const readings = baseline === null ? rounds : [baseline, ...rounds]
  const outsides = readings.map(outside)
  const moved = Math.max(...outsides) - Math.min(...outsides) >= movedBytes
  const rose = (series: Series, least: number) => {
    const values = readings.map(showValueOf(series, readings))
    return values.length > 0 && values.at(-1)! - values[0]! >= least
  }
  const valueCell = (series: Series) => {
    const shown = showValueOf(series, released === null ? readings : [...readings, released])
    return ({ reading }: Row) => words.numbers.formatBytes(shown(reading))
  }
  const watched = (rounds.at(-1)?.watched ?? 0) > 0
  return [
    { head: '', align: 'left', cell: ({ phase }) => words.timeline.phaseWords[phase] },
    right(
      words.timeline.heapHeads.iterations,
      ({ reading }) => words.numbers.formatCount(reading.totalSteps),
      1,
    ),
    right(words.series.nameHeap(runtime?.name), ({ reading }) => words.numbers.formatBytes(reading.heapUsed)),
    right(
      words.timeline.heapHeads.change,
      ({ reading, previous }) =>
        previous === undefined ? '' : words.numbers.formatDelta(reading.heapUsed - previous.heapUsed, style),
      2,
    ),
    ...(moved
      ? [
          right(words.timeline.heapHeads.outside, ({ reading }) =>
            words.numbers.formatBytes(outside(reading)),
          ),
        ]
      : []),
    ...(rose('workers', movedBytes) ? [right(words.timeline.heapHeads.workers, valueCell('workers'))] : []),
    ...(rose('uncounted', movedUncountedBytes)
      ? [right(words.timeline.heapHeads.uncounted, valueCell('uncounted'))]
      : []),
    ...(watched
      ? [right(words.timeline.heapHeads.alive, ({ reading }) => words.numbers.formatCount(reading.alive), 3)]
      : []),
  ]
}
