// Collects until the heap is stable: wait for what is on its way, turn the event loop, collect, check which objects are alive, and repeat.
// deref() keeps its target alive until the job ends (KeepDuringJob), so each check is followed by a turn before the next
// collection. The loop follows gcUntil in Node's test/common/gc.js.
import type { WatchCost } from '../model/event.ts'
import { maxSettleCollections } from '../model/settling.ts'
import type { Meter } from './meter.ts'
import { abs, max, NativePromise, setMacrotask } from './natives.ts'
import type { Quiet } from './quiet.ts'
import type { TrackedObjects } from './tracked-objects.ts'

/** Two readings at most this many bytes apart count as equal. */
const stableBytes = 512
/**
 * A reading is accepted up to this many bytes above the expected one, because code is compiled meanwhile; and up to this part
 * of the expected growth, because tables are resized.
 */
const expectedToleranceBytes = 16 << 10
const expectedTolerancePart = 1 / 16

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

/** What the readings so far let expect of the next one. */
export interface Expected {
  /** The level of the last reading, and the level that memory reaches if its trend continues. */
  last: Level
  next: Level
  /** Whether a lower level is accepted too. Where the scenario is dropped, what falls may fall further. */
  mayFall: boolean
}

/**
 * @param expected when the first collection leads to no higher a level than expected, a second one would free nothing that has not
 *   been there before, and is left out. `anything`: one collection is enough wherever it leads
 */
export async function settle(
  meter: Meter,
  trackedObjects: TrackedObjects,
  cost: WatchCost,
  expected: Expected | 'anything' | undefined,
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
    if (collected > 0 && quiet.giveTurns !== undefined) await quiet.giveTurns(turn)
    const stable =
      turn === 1
        ? isExpected(expected, heapUsed, memory.external, trackedObjects.overhead().references)
        : abs(heapUsed - previous) <= stableBytes && collected === 0
    if (stable || turn === maxSettleCollections) return { memory, heapUsed, settled: stable }
    previous = heapUsed
  }
}

function isExpected(
  expected: Expected | 'anything' | undefined,
  heapUsed: number,
  external: number,
  alive: number,
): boolean {
  if (expected === undefined || expected === 'anything') return expected === 'anything'
  const { last, next, mayFall } = expected
  const isLow =
    alive < next.alive ||
    heapUsed < next.heapUsed - expectedToleranceBytes ||
    external < next.external - expectedToleranceBytes
  return (
    (mayFall || !isLow) &&
    alive <= next.alive &&
    heapUsed <= highestExpected(last.heapUsed, next.heapUsed) &&
    external <= highestExpected(last.external, next.external)
  )
}

/** A level that sinks was too high by chance: it may stay as well. */
function highestExpected(last: number, next: number): number {
  return max(last, next) + max(expectedToleranceBytes, (next - last) * expectedTolerancePart)
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
