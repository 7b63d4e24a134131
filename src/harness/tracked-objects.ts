// Which watched objects are alive? Each is tracked by a WeakRef and a cell of a FinalizationRegistry.
// calibrate.ts measures what both cost, and each reading subtracts it.
import { findCaller } from './caller.ts'
import { nameOf } from './class-name.ts'
import { mapList } from './lists.ts'
import {
  createBare,
  deref,
  makeEmptyList,
  min,
  NativeFinalizationRegistry,
  NativeWeakRef,
  now,
  register,
} from './natives.ts'

/** Objects that can be tracked at the same time; more are only counted. */
const capacity = 1 << 17
/**
 * The table of references grows by a chunk of this many slots: each collection traverses all of it, and a table of full
 * capacity would be a fifth of what a collection has to traverse.
 */
const chunkBits = 12
const chunkSize = 1 << chunkBits
/** Labels that are counted separately; all others share one. */
const maxLabels = 200
/** Finalization callbacks that are kept in detail; later ones are only counted. */
const maxFinalized = 400

/** What tracking has allocated in the heap: weak references, registry cells, and slots for references. */
interface TrackingOverhead {
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

type Chunk = (WeakRef<WeakKey> | undefined)[]

interface Census {
  watched: number
  alive: number
  delivered: number
  untracked: number
  oldestRound: number | null
}

/** The class that retention/ searches a heap snapshot for: it leads to a watched object without retaining it. */
class LeaklabTrackedReference {
  reference: WeakRef<WeakKey>
  label: string
  /** A string, because snapshots have no numbers. */
  round: string

  constructor(reference: WeakRef<WeakKey>, label: string, round: string) {
    this.reference = reference
    this.label = label
    this.round = round
  }
}

export interface TrackedObjects {
  watch(object: WeakKey, label: string | undefined): void
  /** Checks each reference and drops those with a collected target. Returns how many were collected since the last call. */
  update(): number
  census(): Census
  overhead(): TrackingOverhead
  /** Finalization callbacks since the last call; `maxFinalized` in total. */
  takeFinalized(): FinalizedObject[]
  perLabel(): { label: string; watched: number; alive: number; place: string }[]
  /** One for each object that was alive at the last `update`. */
  trackedReferences(): LeaklabTrackedReference[]
}

/**
 * @param clock says, for a callback that runs now: the round, the tick code, and when the last collection ended
 */
export function createTrackedObjects(clock: {
  round: number
  tick: number
  collectedAt: number
}): TrackedObjects {
  const chunks: (Chunk | undefined)[] = makeEmptyList(capacity >> chunkBits)
  const referenceAt = (slot: number) => chunks[slot >> chunkBits]![slot & (chunkSize - 1)]
  // Typed arrays lie outside of the JS heap; all are allocated now, before the first reading.
  const labelOf = new Uint8Array(capacity)
  const roundOf = new Int32Array(capacity)
  /** By slot: whether the object was found collected, and whether its callback ran. */
  const gone = new Uint8Array(capacity)
  const called = new Uint8Array(capacity)
  const free = new Int32Array(capacity)
  let freeCount = 0
  let chunkCount = 0
  let high = 0

  const labels: string[] = []
  const labelIds = createBare() as Record<string, number>
  const places: string[] = []
  const watchedOf = new Float64Array(maxLabels + 1)
  const aliveOf = new Float64Array(maxLabels + 1)

  let watched = 0
  let alive = 0
  let cells = 0
  let delivered = 0
  let untracked = 0

  let finalized: FinalizedObject[] = []
  let finalizedKept = 0

  const registry = new NativeFinalizationRegistry<number>(slot => {
    delivered++
    cells--
    if (finalizedKept < maxFinalized) {
      finalizedKept++
      const label = labels[labelOf[slot]!]!
      finalized[finalized.length] = {
        label,
        round: clock.round,
        tick: clock.tick,
        delayMs: now() - clock.collectedAt,
      }
    }
    called[slot] = 1
    if (gone[slot] === 1) release(slot)
  })

  function chunkOf(slot: number): Chunk {
    const index = slot >> chunkBits
    if (index === chunkCount) chunks[chunkCount++] = makeEmptyList(chunkSize)
    return chunks[index]!
  }

  function release(slot: number): void {
    free[freeCount++] = slot
  }

  function labelId(label: string): number {
    const known = labelIds[label]
    if (known !== undefined) return known
    const id = min(labels.length, maxLabels)
    labels[id] = id === maxLabels ? 'other labels' : label
    if (id < maxLabels) labelIds[label] = id
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
      chunkOf(slot)[slot & (chunkSize - 1)] = new NativeWeakRef(object)
      register(registry, object, slot)
      labelOf[slot] = id
      roundOf[slot] = clock.round
      gone[slot] = 0
      called[slot] = 0
      alive++
      cells++
      aliveOf[id]! += 1
    },

    update() {
      let collected = 0
      for (let slot = 0; slot < high; slot++) {
        const reference = referenceAt(slot)
        if (reference === undefined || deref(reference) !== undefined) continue
        chunkOf(slot)[slot & (chunkSize - 1)] = undefined
        gone[slot] = 1
        collected++
        aliveOf[labelOf[slot]!]! -= 1
        if (called[slot] === 1) release(slot)
      }
      alive -= collected
      return collected
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

    overhead: () => ({ references: alive, cells, slots: chunkCount * chunkSize }),

    takeFinalized() {
      const taken = finalized
      finalized = []
      return taken
    },

    perLabel: () =>
      mapList(labels, (label, id) => ({
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
        trackedReferences[trackedReferences.length] = new LeaklabTrackedReference(
          reference,
          labels[labelOf[slot]!]!,
          `${roundOf[slot]}`,
        )
      }
      return trackedReferences
    },
  }
}
