// What did the scenario's own FinalizationRegistries do? A table with a row for each place where it created some.
import type { RecordedRegistry } from '../../model/event.ts'
import type { Recording } from '../../model/recording.ts'
import { cleanLine } from '../terminal/clean.ts'
import { cut } from '../terminal/cut.ts'
import { renderSentence } from '../terminal/sentence.ts'
import { painter, type Style } from '../terminal/style.ts'
import { type Column, renderTable } from '../terminal/table.ts'
import { wrap } from '../terminal/wrap.ts'
import { words } from '../words/words.ts'
import { nameOfPlace } from './place.ts'
import { whenColumns } from './timeline.ts'

const maxPlaces = 2
/** The held value needs the rest of the line. */
const maxNameWidth = 24

/** The registries that were created at one place, their counts added up. */
interface Row {
  place: string
  registered: number
  unregistered: number
  called: number
  pending: number
  /** Registrations of registries that were collected: nothing calls back for them. */
  lost: number
}

/** Renders the table for one screen; an empty string if the scenario created no registry. */
export function renderRegistries(recording: Recording, style: Style): string {
  const { created, watched } = recording.registries
  if (watched.length === 0) return ''
  const rows = addUp(watched)
  const first = watched
    .flatMap(({ calls }) => calls.slice(0, 1))
    .sort((a, b) => a.round - b.round || a.delayMs - b.delayMs)[0]
  const collected = watched.filter(({ wasCollected }) => wasCollected)
  const threw = sum(watched, ({ threw }) => threw)
  const late = sum(watched, ({ called, calledInAll }) => calledInAll - called)
  const sentences = [
    ...(rows.length > maxPlaces ? [words.registries.describeMorePlaces(rows.length - maxPlaces)] : []),
    ...(first === undefined ? [] : [words.registries.describeFirstCall(first, recording)]),
    ...(threw > 0 ? [words.registries.describeThrown(threw)] : []),
    ...(collected.length > 0
      ? [
          words.registries.describeCollectedRegistries(
            collected.length,
            sum(rows, ({ lost }) => lost),
          ),
        ]
      : []),
    ...(late > 0 ? [words.registries.describeCallsAfterDrop(late)] : []),
    ...(created > watched.length ? [words.registries.describeUnwatched(created - watched.length)] : []),
  ]
  return [
    renderTable(
      columns(words.registries.registryHeads.registry, style),
      rows.slice(0, maxPlaces),
      style,
      String,
      false,
    ),
    ...sentences.map(sentence => renderSentence(sentence, style, '  ')),
  ].join('\n')
}

/** Renders all that is recorded, for `--details`. */
export function renderRegistryDetails(recording: Recording, style: Style): string {
  const { created, watched } = recording.registries
  if (watched.length === 0) return ''
  const calls = watched.flatMap(({ calls, place }) => calls.map(call => ({ place, call })))
  const callColumns: Column<(typeof calls)[number]>[] = [
    {
      head: words.heads.timelineHeads.registry,
      align: 'left',
      cell: ({ place }) => cut(name(place, style), maxNameWidth, style),
    },
    {
      head: words.heads.timelineHeads.held,
      align: 'left',
      cell: ({ call }) => cleanLine(call.held, style),
      flexible: 12,
    },
    ...whenColumns<(typeof calls)[number]>(recording, ({ call }) => call),
  ]
  return [
    painter(style).bold(wrap(words.registries.registriesHeading, style.width)),
    renderTable(
      columns(words.heads.timelineHeads.registry, style),
      watched.map(row => addUp([row])[0]!),
      style,
    ),
    ...(created > watched.length
      ? [wrap(words.registries.describeUnwatched(created - watched.length), style.width)]
      : []),
    ...(calls.length > 0 ? [renderTable(callColumns, calls, style)] : []),
  ].join('\n')
}

function columns(head: string, style: Style): Column<Row>[] {
  const count = (head: string, cell: (row: Row) => string, dropOrder?: number): Column<Row> => ({
    head,
    align: 'right',
    cell,
    ...(dropOrder === undefined ? {} : { dropOrder }),
  })
  return [
    { head, align: 'left', cell: ({ place }) => name(place, style), flexible: 12 },
    count(
      words.registries.registryHeads.registered,
      ({ registered }) => words.numbers.formatCount(registered),
      3,
    ),
    count(
      words.registries.registryHeads.unregistered,
      ({ unregistered }) => words.numbers.formatCount(unregistered),
      1,
    ),
    count(words.registries.registryHeads.called, ({ called }) => words.numbers.formatCount(called)),
    count(
      words.registries.registryHeads.pending,
      ({ pending, unregistered }) => words.registries.describePending(pending, unregistered === 0),
      2,
    ),
  ]
}

function name(place: string, style: Style): string {
  return place === '' ? words.registries.unknownPlace : nameOfPlace(cleanLine(place, style))
}

function addUp(registries: readonly RecordedRegistry[]): Row[] {
  const places = [...new Set(registries.map(({ place }) => place))]
  return places.map(place => {
    const same = registries.filter(one => one.place === place)
    const open = (wasCollected: boolean) =>
      sum(same, one =>
        one.wasCollected === wasCollected ? Math.max(0, one.registered - one.unregistered - one.called) : 0,
      )
    return {
      place,
      registered: sum(same, ({ registered }) => registered),
      unregistered: sum(same, ({ unregistered }) => unregistered),
      called: sum(same, ({ called }) => called),
      pending: open(false),
      lost: open(true),
    }
  })
}

function sum<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((total, item) => total + value(item), 0)
}
