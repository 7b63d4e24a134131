// In which order did things happen? Finalization callbacks of watched objects, and the notes that the scenario wrote.
import type { FinalizerEvent, Note, Tick } from '../../model/event.ts'
import type { Recording } from '../../model/recording.ts'
import { cleanLine } from '../terminal/clean.ts'
import { painter, type Style } from '../terminal/style.ts'
import { type Column, renderTable } from '../terminal/table.ts'
import { thin } from '../terminal/thin-rows.ts'
import { wrap } from '../terminal/wrap.ts'
import { words } from '../words/words.ts'

const maxRows = 8

/** All rows are equally important, so thinning keeps the beginning and the end. */
interface TimelineRow<T> {
  event: T
  stage: 0
  delta: 0
}

export function renderFinalizers(recording: Recording, style: Style): string {
  const { finalizers, finalizersTotal } = recording
  if (finalizers.length === 0) return ''
  const columns: Column<TimelineRow<FinalizerEvent>>[] = [
    {
      head: words.heads.timelineHeads.order,
      align: 'right',
      cell: ({ event }) => words.numbers.formatCount(event.order),
    },
    {
      head: words.heads.timelineHeads.what,
      align: 'left',
      cell: ({ event }) => cleanLine(event.label, style),
      flexible: 10,
    },
    ...whenColumns<TimelineRow<FinalizerEvent>>(recording, ({ event }) => event),
  ]
  const heading = words.timeline.describeRecorded(
    words.timeline.collectedHeading,
    finalizers.length,
    finalizersTotal,
  )
  return `${renderTimeline(heading, words.timeline.describeOmittedCallbacks, columns, finalizers, style)}\n${renderCaption(style)}`
}

export function renderNotes(recording: Recording, style: Style): string {
  const { notes, notesTotal } = recording
  if (notes.length === 0) return ''
  const columns: Column<TimelineRow<Note>>[] = [
    {
      head: words.heads.timelineHeads.round,
      align: 'right',
      cell: ({ event }) => words.timeline.describeRound(event.round, recording),
    },
    {
      head: words.heads.timelineHeads.when,
      align: 'left',
      cell: ({ event }) => words.timeline.describeWhen(event.moment, event.tick),
      dropOrder: 2,
    },
    {
      head: words.heads.timelineHeads.delay,
      align: 'right',
      cell: ({ event }) => (event.moment === 'collection' ? describeDelay(event) : ''),
      dropOrder: 1,
    },
    {
      head: words.heads.timelineHeads.note,
      align: 'left',
      cell: ({ event }) => cleanLine(event.text, style),
      flexible: 32,
      wraps: true,
    },
  ]
  const heading = words.timeline.describeRecorded(words.timeline.notesHeading, notes.length, notesTotal)
  const timeline = renderTimeline(heading, words.timeline.describeOmittedNotes, columns, notes, style)
  // The caption already stands under the table of callbacks, if there is one.
  const explained = recording.finalizers.length > 0 || notes.every(({ tick }) => tick === 'none')
  return explained ? timeline : `${timeline}\n${renderCaption(style)}`
}

function renderTimeline<T>(
  heading: string,
  describeOmitted: (count: number) => string,
  columns: readonly Column<TimelineRow<T>>[],
  events: readonly T[],
  style: Style,
): string {
  const rows = events.map((event): TimelineRow<T> => ({ event, stage: 0, delta: 0 }))
  const table = renderTable(columns, thin(rows, maxRows), style, describeOmitted)
  return `${painter(style).bold(wrap(heading, style.width))}\n${table}`
}

function renderCaption(style: Style): string {
  return wrap(words.timeline.delayCaption, style.width)
}

/** In which round, in which task and how long after the collection something ran. */
export function whenColumns<Row>(
  recording: Recording,
  eventOf: (row: Row) => { round: number; tick: Tick; delayMs: number },
): Column<Row>[] {
  const { delay, round, task } = words.heads.timelineHeads
  return [
    { head: round, align: 'right', cell: row => words.timeline.describeRound(eventOf(row).round, recording) },
    { head: task, align: 'left', cell: row => words.timeline.tickWords[eventOf(row).tick], dropOrder: 2 },
    { head: delay, align: 'right', cell: row => describeDelay(eventOf(row)), dropOrder: 1 },
  ]
}

/** Delays are counted from a collection, so before the first one there are none. */
function describeDelay({ tick, delayMs }: { tick: string; delayMs: number }): string {
  return tick === 'none' ? '' : words.numbers.formatMs(delayMs)
}
