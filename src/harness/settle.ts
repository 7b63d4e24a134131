// Collects until the heap is stable: wait for what is on its way, turn the event loop, collect, check which objects are alive, and repeat.
// deref() keeps its target alive until the job ends (KeepDuringJob), so each check is followed by a turn before the next
// collection. The loop follows gcUntil in Node's test/common/gc.js.
import type { WatchCost } from '../model/event.ts'
import { maxSettleCollections } from '../model/settling.ts'
import type { Meter } from './meter.ts'
import { NativePromise, setMacrotask } from './natives.ts'
import type { Quiet } from './quiet.ts'
import type { TrackedObjects } from './tracked-objects.ts'

/** Two readings at most this many bytes apart count as equal. */
const stableBytes = 512
/** A reading at most this many bytes from the expected one is accepted: optimized code is added and discarded. */
const expectedToleranceBytes = 8 << 10

/** Memory when it is stable: bytes, and watched objects alive. */
export interface Level {
  heapUsed: number
  external: number
  alive: number
}

export interface Settled {
  memory: NodeJS.MemoryUsage
  /** `memory.heapUsed` minus what the tracking itself takes, in bytes. */
  heapUsed: number
  /** False when the heap was still changing after the maximum number of collections. */
  settled: boolean
}

/**
 * @param expected the level that memory reaches if the trend continues: when the first collection reaches it, a second
 *   one would free nothing more and is left out
 */
export async function settle(
  meter: Meter,
  trackedObjects: TrackedObjects,
  cost: WatchCost,
  expected: Level | undefined,
  quiet: Quiet,
): Promise<Settled> {
  const waiting = quiet.wait()
  if (waiting !== undefined) await waiting
  let previous = Number.NaN
  for (let turn = 1; ; turn++) {
    await nextTurn()
    const memory = meter.collect()
    const heapUsed = memory.heapUsed - trackingBytes(trackedObjects, cost)
    await nextTurn()
    meter.turned()
    const collected = trackedObjects.update()
    const stable =
      turn === 1
        ? expected !== undefined &&
          trackedObjects.overhead().references === expected.alive &&
          Math.abs(heapUsed - expected.heapUsed) <= expectedToleranceBytes &&
          Math.abs(memory.external - expected.external) <= expectedToleranceBytes
        : Math.abs(heapUsed - previous) <= stableBytes && collected === 0
    if (stable || turn === maxSettleCollections) return { memory, heapUsed, settled: stable }
    previous = heapUsed
  }
}

/** Bytes of heap that the tracking itself takes now. */
export function trackingBytes(trackedObjects: TrackedObjects, cost: WatchCost): number {
  const { references, cells, slots } = trackedObjects.overhead()
  return references * cost.reference + cells * cost.cell + slots * cost.slot
}

/**
 * Collects until no watched object is alive, or the maximum number of collections is reached. Bytes are not compared.
 * @returns collections made
 */
export async function settleUntilGone(meter: Meter, trackedObjects: TrackedObjects): Promise<number> {
  for (let turn = 1; ; turn++) {
    await nextTurn()
    meter.collect()
    await nextTurn()
    meter.turned()
    trackedObjects.update()
    if (trackedObjects.census().alive === 0 || turn === maxSettleCollections) return turn
  }
}

/** One turn of the event loop: V8 delivers finalization callbacks in it. */
export function nextTurn(): Promise<void> {
  return new NativePromise(resolve => setMacrotask(resolve))
}
