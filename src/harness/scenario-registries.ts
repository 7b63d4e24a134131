// What do the scenario's own FinalizationRegistries do? The global class is replaced by a subclass that counts calls.
// It keeps nothing of what it is given, and its memory is constant, so it changes neither what is collected nor how much.
import type { Moment, RecordedRegistry } from '../model/event.ts'
import { findCaller } from './caller.ts'
import { nameOf } from './class-name.ts'
import { filterList, mapList } from './lists.ts'
import { type Clock, describeNow } from './meter.ts'
import {
  deref,
  indexOfText,
  isProxy,
  keys,
  NativeFinalizationRegistry,
  NativeWeakMap,
  NativeWeakRef,
  readWeakMap,
  sliceText,
  stringify,
  writeWeakMap,
} from './natives.ts'

/** Registries that are watched. A scenario may create one in each step; later ones are only counted. */
const maxRegistries = 8
/** Calls of each registry that are kept in detail. */
const maxCalls = 3
const maxHeldLength = 60

interface Entry extends Omit<RecordedRegistry, 'wasCollected' | 'calledInAll'> {
  reference: WeakRef<FinalizationRegistry<unknown>>
}

export interface ScenarioRegistries {
  /** Registries created so far. */
  created(): number
  /** To be called before the scenario is dropped: keeps the counts so far. */
  takeCounts(): void
  /** What the watched ones did until `takeCounts`, and the calls in all. */
  report(): RecordedRegistry[]
}

/**
 * Replaces `globalThis.FinalizationRegistry`; to be called before the scenario is loaded.
 * @param clock the round and tick of a callback that runs now
 */
export function watchScenarioRegistries(clock: Clock, phase: { moment: Moment }): ScenarioRegistries {
  const entries: Entry[] = []
  const entryOf = new NativeWeakMap<WeakKey, Entry>()
  let created = 0
  let taken: RecordedRegistry[] = []

  const Watched = {
    FinalizationRegistry: class<T> extends NativeFinalizationRegistry<T> {
      constructor(cleanUp: (held: T) => void) {
        const mayWatch = entries.length < maxRegistries && typeof cleanUp === 'function'
        const place = mayWatch ? findCaller() : ''
        // A library within Node, such as fetch, is not the scenario.
        const isNodes = indexOfText(place, 'node:') >= 0
        const entry = mayWatch && !isNodes ? createEntry(place) : undefined
        super(entry === undefined ? cleanUp : held => call(entry, cleanUp, held))
        if (!isNodes) created++
        if (entry === undefined) return
        entry.reference = new NativeWeakRef<FinalizationRegistry<unknown>>(this as never)
        entries[entries.length] = entry
        writeWeakMap(entryOf, this, entry)
      }

      // The default value makes `length` 2, as it is natively.
      override register(target: WeakKey, held: T, token: WeakKey | undefined = undefined): void {
        super.register(target, held, token)
        const entry = readWeakMap(entryOf, this)
        if (entry !== undefined) entry.registered++
      }

      override unregister(token: WeakKey): boolean {
        const isRemoved = super.unregister(token)
        const entry = isRemoved ? readWeakMap(entryOf, this) : undefined
        if (entry !== undefined) entry.unregistered++
        return isRemoved
      }
    },
  }
  globalThis.FinalizationRegistry = Watched.FinalizationRegistry

  function call<T>(entry: Entry, cleanUp: (held: T) => void, held: T): void {
    entry.called++
    if (entry.calls.length < maxCalls)
      entry.calls[entry.calls.length] = { held: describeHeld(held), ...describeNow(clock, phase.moment) }
    // Not caught, because an error in a finalization callback is an uncaught exception.
    let returned = false
    try {
      cleanUp(held)
      returned = true
    } finally {
      if (!returned) entry.threw++
    }
  }

  return {
    created: () => created - filterList(entries, isUnused).length,
    takeCounts() {
      taken = mapList(entries, ({ reference, calls, ...counts }) => ({
        ...counts,
        calls: mapList(calls, call => call),
        calledInAll: counts.called,
        wasCollected: deref(reference) === undefined,
      }))
    },
    report: () =>
      filterList(
        mapList(taken, (counts, i) => ({ ...counts, calledInAll: entries[i]!.called })),
        counts => !isUnused(counts),
      ),
  }
}

/** Libraries create registries that they may never need. */
function isUnused({ registered }: Pick<Entry, 'registered'>): boolean {
  return registered === 0
}

function createEntry(place: string): Entry {
  return {
    place,
    registered: 0,
    unregistered: 0,
    called: 0,
    threw: 0,
    calls: [],
    reference: undefined as never,
  }
}

/** `{ name, connection }` of a literal, `Connection` of an object with a class. */
function describeObject(held: object): string {
  const name = nameOf(held)
  const names = name === 'Object' ? keys(held) : []
  let list = ''
  for (let i = 0; i < names.length && i < 4; i++) list += (i === 0 ? '' : ', ') + names[i]!
  return list === '' ? name : `{ ${list} }`
}

/** As a developer would write it, without running any of its code. A long string is a copy, so that it keeps no other alive. */
function describeHeld(held: unknown): string {
  if (typeof held === 'string') return stringify(sliceText(held, 0, maxHeldLength))
  if (isProxy(held)) return 'a Proxy'
  if (typeof held === 'object' && held !== null) return sliceText(describeObject(held), 0, maxHeldLength)
  if (typeof held === 'symbol' || typeof held === 'function') return sliceText(nameOf(held), 0, maxHeldLength)
  return sliceText(`${held as undefined | null | number | bigint | boolean}`, 0, maxHeldLength)
}
