// Which watched objects are alive. A witness is a WeakRef and a cell of a FinalizationRegistry;
// what both cost is measured at the start (calibrate.ts) and taken out of every reading.
import { deref, NativeError, NativeFinalizationRegistry, NativeWeakRef, now, register } from './natives.ts'

/** Objects that can be watched and alive at the same time; beyond it they are only counted. */
const capacity = 1 << 17
/**
 * The references' table grows by this much at a time: each collection walks through all of it, and a table for
 * all that could be watched would be a fifth of what there is to walk through.
 */
const shelfBits = 12
const shelfSize = 1 << shelfBits
/** Labels that are told apart; the rest share one. */
const maxLabels = 200
/** Callbacks that are kept in detail for the table; the rest are counted. */
const maxFinalized = 400

/** How many witnesses' parts are in the heap: weak references, registry cells, and places for references. */
interface Held {
  references: number
  cells: number
  slots: number
}

export interface FinalizedObject {
  label: string
  round: number
  tick: number
  delayMs: number
}

type Shelf = (WeakRef<WeakKey> | undefined)[]

interface Census {
  watched: number
  alive: number
  delivered: number
  untracked: number
  oldestRound: number | null
}

/** What a heap snapshot is searched for: it leads to a watched object without holding it. */
class LeaklabTrackedReference {
  reference: WeakRef<WeakKey>
  label: string
  /** As a string: snapshots have no numbers. */
  round: string

  constructor(reference: WeakRef<WeakKey>, label: string, round: string) {
    this.reference = reference
    this.label = label
    this.round = round
  }
}

export interface TrackedObjects {
  watch(object: WeakKey, label: string | undefined): void
  /** Asks every reference and forgets those whose target is gone. Returns how many went since the last asking. */
  ask(): number
  census(): Census
  held(): Held
  /** Callbacks delivered since the last call, up to a limit in all. */
  takeFinalized(): FinalizedObject[]
  perLabel(): { label: string; watched: number; alive: number; place: string }[]
  /** One for each watched object that was alive when it was last asked for. */
  trackedReferences(): LeaklabTrackedReference[]
}

/**
 * @param clock answers, for a callback that comes now: the round, the tick code, and when the last collection ended
 */
export function createTrackedObjects(clock: {
  round: number
  tick: number
  collectedAt: number
}): TrackedObjects {
  const shelves: Shelf[] = new Array(capacity >> shelfBits).fill(undefined)
  const referenceAt = (slot: number) => shelves[slot >> shelfBits]![slot & (shelfSize - 1)]
  // Outside the heap, and all of it now.
  const labelOf = new Uint8Array(capacity)
  const roundOf = new Int32Array(capacity)
  const gone = new Uint8Array(capacity)
  const called = new Uint8Array(capacity)
  const free = new Int32Array(capacity)
  let freeCount = 0
  let shelfCount = 0
  let high = 0

  const labels: string[] = []
  const labelIds = new Map<string, number>()
  const places: string[] = []
  const watchedOf = new Float64Array(maxLabels + 1)
  const aliveOf = new Float64Array(maxLabels + 1)

  let watched = 0
  let alive = 0
  let cells = 0
  let delivered = 0
  let untracked = 0

  let deaths: FinalizedObject[] = []
  let finalizedKept = 0

  const registry = new NativeFinalizationRegistry<number>(slot => {
    delivered++
    cells--
    if (finalizedKept < maxFinalized) {
      finalizedKept++
      const label = labels[labelOf[slot]!]!
      deaths.push({ label, round: clock.round, tick: clock.tick, delayMs: now() - clock.collectedAt })
    }
    called[slot] = 1
    if (gone[slot] === 1) release(slot)
  })

  function shelfOf(slot: number): Shelf {
    const index = slot >> shelfBits
    if (index === shelfCount) shelves[shelfCount++] = new Array(shelfSize).fill(undefined)
    return shelves[index]!
  }

  function release(slot: number): void {
    free[freeCount++] = slot
  }

  function labelId(label: string): number {
    const known = labelIds.get(label)
    if (known !== undefined) return known
    const id = labels.length < maxLabels ? labels.push(label) - 1 : maxLabels
    if (id === maxLabels) labels[maxLabels] = 'other labels'
    else labelIds.set(label, id)
    places[id] = findCaller()
    return id
  }

  return {
    watch(object, label) {
      const id = labelId(label ?? nameOf(object))
      watched++
      watchedOf[id]! += 1
      if (freeCount === 0 && high === capacity) {
        untracked++
        return
      }
      const slot = freeCount > 0 ? free[--freeCount]! : high++
      shelfOf(slot)[slot & (shelfSize - 1)] = new NativeWeakRef(object)
      register(registry, object, slot)
      labelOf[slot] = id
      roundOf[slot] = clock.round
      gone[slot] = 0
      called[slot] = 0
      alive++
      cells++
      aliveOf[id]! += 1
    },

    ask() {
      let died = 0
      for (let slot = 0; slot < high; slot++) {
        const reference = referenceAt(slot)
        if (reference === undefined || deref(reference) !== undefined) continue
        shelfOf(slot)[slot & (shelfSize - 1)] = undefined
        gone[slot] = 1
        died++
        aliveOf[labelOf[slot]!]! -= 1
        if (called[slot] === 1) release(slot)
      }
      alive -= died
      return died
    },

    census() {
      let oldestRound: number | null = null
      for (let slot = 0; slot < high; slot++) {
        if (referenceAt(slot) === undefined) continue
        const round = roundOf[slot]!
        if (oldestRound === null || round < oldestRound) oldestRound = round
      }
      return { watched, alive, delivered, untracked, oldestRound }
    },

    held: () => ({ references: alive, cells, slots: shelfCount * shelfSize }),

    takeFinalized() {
      const taken = deaths
      deaths = []
      return taken
    },

    perLabel: () =>
      labels.map((label, id) => ({
        label,
        watched: watchedOf[id]!,
        alive: aliveOf[id]!,
        place: places[id]!,
      })),

    trackedReferences() {
      const trackedReferences: LeaklabTrackedReference[] = []
      for (let slot = 0; slot < high; slot++) {
        const reference = referenceAt(slot)
        if (reference === undefined) continue
        trackedReferences.push(
          new LeaklabTrackedReference(reference, labels[labelOf[slot]!]!, `${roundOf[slot]}`),
        )
      }
      return trackedReferences
    },
  }
}

const maxLocationLength = 500

/** The line of a stack that called `watch`; empty where a scenario has changed what stacks look like. */
function findCaller(): string {
  try {
    const stack: unknown = new NativeError().stack
    if (typeof stack !== 'string') return ''
    const frames = stack.split('\n').slice(1)
    return (frames.find(frame => !/[\\/]harness[\\/]/.test(frame)) ?? '').trim().slice(0, maxLocationLength)
  } catch {
    return ''
  }
}

/** The class name of an object, without trusting it: a proxy or a getter may throw. */
function nameOf(object: WeakKey): string {
  if (typeof object === 'symbol') return 'symbol'
  try {
    if (typeof object === 'function') return object.name || 'function'
    const name: unknown = object.constructor?.name
    return typeof name === 'string' && name !== '' ? name : 'Object'
  } catch {
    return 'Object'
  }
}
