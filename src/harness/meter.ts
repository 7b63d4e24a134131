// Forces collections, counts those that V8 reports as major, and reads memory directly after each.
import type { Collection, Moment, Tick } from '../model/event.ts'
import { maxDescribedCollections } from '../model/settling.ts'
import { forceCollection, GcObserver, memoryUsage, now, setMicrotask, setNextTick } from './natives.ts'

/** Names of the tick codes, in the order of model/event.ts. */
export const ticks = ['none', 'same job', 'microtask', 'separate task', 'later task'] as const

/** `detail.flags` of a collection that a call of `gc()` forced (NODE_PERFORMANCE_GC_FLAGS_FORCED). */
const forcedFlag = 4
/** `detail.kind`: NODE_PERFORMANCE_GC_MAJOR and NODE_PERFORMANCE_GC_MINOR. */
const majorKind = 4
const minorKind = 1
const minorCollection = { type: 'minor' }

export interface Clock {
  /** The current round; −1 before the first. */
  round: number
  /** Index into `ticks`. */
  tick: number
  /** When the last forced collection ended, in milliseconds of `performance.now()`. */
  collectedAt: number
}

/** The round, and how long after its collection it is now: in which tick, and after how many milliseconds. */
export function describeNow(
  clock: Clock,
  moment: Moment,
): { moment: Moment; round: number; tick: Tick; delayMs: number } {
  return moment === 'collection'
    ? { moment, round: clock.round, tick: ticks[clock.tick]!, delayMs: now() - clock.collectedAt }
    : { moment, round: clock.round, tick: 'none', delayMs: 0 }
}

export interface Meter {
  /** Collects, and returns the memory usage directly after. */
  collect(): NodeJS.MemoryUsage
  /** The caller reports that a turn of the event loop has passed since the last collection. */
  turned(): void
  /** Collections reported since the last call. Entries arrive a turn late, so the newest may be missing. */
  takeCollections(): { major: number; minor: number; pauseMs: number; newest: Collection[] }
  /** Collections that `collect` forced so far, and those of them that V8 reported as major. */
  forced(): { forced: number; forcedMajor: number }
  /** While true, collections are minor ones, which take little time, and are not counted. */
  rehearse(on: boolean): void
  /** Stops observing collections: for a process that goes on. */
  close(): void
}

/**
 * @param counting whether to observe collections; false where nothing is measured, because the entries would only accumulate
 * @param force a function like `globalThis.gc`
 * @throws Error when the runtime offers no way to force a collection
 */
export function createMeter(
  clock: Clock,
  counting: boolean,
  force: ((options?: object) => void) | undefined = forceCollection,
): Meter {
  if (force === undefined) {
    throw new Error('this runtime cannot force a collection: globalThis.gc is missing (node --expose-gc)')
  }
  let rehearsing = false
  let forced = 0
  let forcedMajor = 0
  let major = 0
  let minor = 0
  let pauseMs = 0

  // The newest collections, in arrays of constant size: what is kept here must not change the readings.
  const kinds = new Uint8Array(maxDescribedCollections)
  const times = new Float64Array(maxDescribedCollections)
  const pauses = new Float64Array(maxDescribedCollections)
  let described = 0
  function describe(kind: number, startTime: number, duration: number): void {
    const at = described++ % maxDescribedCollections
    kinds[at] = kind
    times[at] = startTime
    pauses[at] = duration
  }
  function takeNewest(): Collection[] {
    const newest: Collection[] = []
    for (
      let i = described > maxDescribedCollections ? described - maxDescribedCollections : 0;
      i < described;
      i++
    ) {
      const at = i % maxDescribedCollections
      newest[newest.length] = {
        kind: kinds[at] === minorKind ? 'minor' : 'major',
        atMs: times[at]!,
        pauseMs: pauses[at]!,
      }
    }
    described = 0
    return newest
  }

  const observer = new GcObserver(list => {
    const entries = list.getEntries()
    for (let i = 0; i < entries.length; i++) {
      const entry = entries[i]!
      const { detail } = entry as unknown as { detail: { kind: number; flags: number } }
      pauseMs += entry.duration
      if (detail.kind === minorKind) {
        minor++
        describe(minorKind, entry.startTime, entry.duration)
      } else if (detail.kind === majorKind) {
        major++
        describe(majorKind, entry.startTime, entry.duration)
        if ((detail.flags & forcedFlag) !== 0) forcedMajor++
      }
    }
  })
  if (counting) observer.observe({ entryTypes: ['gc'] })

  // What ran before a callback says in which tick it runs: a microtask and a next tick both run before the event loop
  // starts a separate task.
  let markers = 0
  const marker = () => {
    markers++
    clock.tick = markers === 1 ? 2 : 3
  }

  return {
    collect() {
      if (rehearsing) force(minorCollection)
      else {
        force()
        forced++
      }
      clock.collectedAt = now()
      const memory = memoryUsage()
      clock.tick = 1
      markers = 0
      setMicrotask(marker)
      setNextTick(marker)
      return memory
    },
    turned() {
      if (clock.tick !== 0) clock.tick = 4
    },
    takeCollections() {
      const taken = { major, minor, pauseMs, newest: takeNewest() }
      major = 0
      minor = 0
      pauseMs = 0
      return taken
    },
    forced: () => ({ forced, forcedMajor }),
    rehearse(on) {
      rehearsing = on
    },
    close() {
      observer.disconnect()
    },
  }
}
