// Brings the heap to rest: turn the event loop, collect, ask, and again until nothing moves.
// A target that was asked with deref() lives on until its job ends (KeepDuringJob), so every asking is
// followed by a turn before the next collection. The shape is that of gcUntil in Node's test/common/gc.js.
import type { Meter } from './meter.ts'
import { NativePromise, setMacrotask } from './natives.ts'
import type { Witnesses } from './witnesses.ts'

/** Collections per settling at the most. Four are usually enough. */
const bound = 12
/** Two readings this close, in bytes, are one. */
const stillness = 512

export interface Settled {
  memory: NodeJS.MemoryUsage
  /** `memory.heapUsed` less what the watching itself holds, in bytes. */
  heapUsed: number
  /** False when the heap was still moving at the bound. */
  settled: boolean
}

/** Bytes of heap that one witness's parts cost. */
export interface WatchCost {
  reference: number
  cell: number
}

/**
 * @param last what the heap held when it was last at rest: when it does again, one collection is enough
 */
export async function settle(
  meter: Meter,
  witnesses: Witnesses,
  cost: WatchCost,
  last: number,
): Promise<Settled> {
  let previous = last
  for (let turn = 1; ; turn++) {
    await nextTurn()
    const memory = meter.collect()
    const held = witnesses.held()
    const heapUsed = memory.heapUsed - held.references * cost.reference - held.cells * cost.cell
    await nextTurn()
    meter.turned()
    const died = witnesses.ask()
    const still = Math.abs(heapUsed - previous) <= stillness && died === 0
    if (still || turn === bound) return { memory, heapUsed, settled: still }
    previous = heapUsed
  }
}

/** One turn of the event loop: callbacks of collected objects are delivered in it. */
export function nextTurn(): Promise<void> {
  return new NativePromise(resolve => setMacrotask(resolve))
}
