// One event of a recording in one sentence, and the numbers that are known after it.
import { words } from '../../report/words/words.ts'
import type { Facts, PlayEvent } from '../playback/events.ts'

export function describeEvent(event: PlayEvent): string {
  return words.stage.describeInRound(event.round, describeHappening(event))
}

function describeHappening(event: PlayEvent): string {
  const { stage } = words
  switch (event.kind) {
    case 'ready':
      return stage.eventWords.ready
    case 'iterations':
      return stage.describeIterationsRan(event.count)
    case 'collection':
      return stage.describeCollection(event.collection)
    case 'more-collections':
      return stage.describeMoreCollections(event.count)
    case 'finalizer':
      return stage.describeFinalizer(event)
    case 'more-finalizers':
      return stage.describeMoreFinalizers(event.count)
    case 'note':
      return stage.describeNoteEvent(event)
    case 'reading':
      return stage.describeReadingEvent(event.facts.heapUsed, event.freed)
    case 'drop':
      return stage.eventWords.drop
    case 'done':
      return stage.eventWords.done
  }
}

/** Label and value of each counter, the most important first. */
export function listCounters(facts: Facts): [label: string, value: string][] {
  const { counters, describeCollections, describeOf } = words.stage
  const { formatBytes, formatCount } = words.numbers
  return [
    [counters.iterations, formatCount(facts.iterations)],
    [counters.heap, formatBytes(facts.heapUsed)],
    ...(facts.watched > 0
      ? ([
          [counters.alive, describeOf(facts.alive, facts.watched)],
          [counters.finalized, formatCount(facts.finalized)],
        ] as [string, string][])
      : []),
    [counters.external, formatBytes(facts.external)],
    [counters.collections, describeCollections(facts.minorCollections, facts.majorCollections)],
  ]
}
