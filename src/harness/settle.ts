// Brings the heap to rest: turn the event loop, collect, ask, and again until nothing moves.
// A target that was asked with deref() lives on until its job ends (KeepDuringJob), so every asking is
// followed by a turn before the next collection. The shape is that of gcUntil in Node's test/common/gc.js.
import type { WatchCost } from '../model/event.ts'
import { maxSettleCollections } from '../model/settling.ts'
import type { Meter } from './meter.ts'
import { NativePromise, setMacrotask } from './natives.ts'
import type { TrackedObjects } from './tracked-objects.ts'

/** Two readings this close, in bytes, are one. */
const stillness = 512
/** A reading this close to where it was expected, in bytes, is on its course: optimised code that comes and goes. */
const onCourse = 8 << 10

/** What memory holds when nothing is on its way any more: bytes, and watched objects alive. */
export interface Level {
  heapUsed: number
  external: number
  alive: number
}

export interface Settled {
  memory: NodeJS.MemoryUsage
  /** `memory.heapUsed` less what the watching itself holds, in bytes. */
  heapUsed: number
  /** False when the heap was still moving at the bound. */
  settled: boolean
}

/**
 * @param expected where memory comes to rest if it goes on as it did: when the first collection leads there, nothing
 *   that a second one could take was on its way, and it is not made
 */
export async function settle(
  meter: Meter,
  witnesses: TrackedObjects,
  cost: WatchCost,
  expected: Level | undefined,
): Promise<Settled> {
  let previous = Number.NaN
  for (let turn = 1; ; turn++) {
    await nextTurn()
    const memory = meter.collect()
    const held = witnesses.held()
    const heapUsed =
      memory.heapUsed - held.references * cost.reference - held.cells * cost.cell - held.slots * cost.slot
    await nextTurn()
    meter.turned()
    const died = witnesses.ask()
    const still =
      turn === 1
        ? expected !== undefined &&
          witnesses.held().references === expected.alive &&
          Math.abs(heapUsed - expected.heapUsed) <= onCourse &&
          Math.abs(memory.external - expected.external) <= onCourse
        : Math.abs(heapUsed - previous) <= stillness && died === 0
    if (still || turn === maxSettleCollections) return { memory, heapUsed, settled: still }
    previous = heapUsed
  }
}

/**
 * Collects until all watched objects are gone, or the bound is reached: objects are the question here, and bytes are not.
 * @returns collections made
 */
export async function settleUntilGone(meter: Meter, witnesses: TrackedObjects): Promise<number> {
  for (let turn = 1; ; turn++) {
    await nextTurn()
    meter.collect()
    await nextTurn()
    meter.turned()
    witnesses.ask()
    if (witnesses.census().alive === 0 || turn === maxSettleCollections) return turn
  }
}

/** One turn of the event loop: callbacks of collected objects are delivered in it. */
export function nextTurn(): Promise<void> {
  return new NativePromise(resolve => setMacrotask(resolve))
}
