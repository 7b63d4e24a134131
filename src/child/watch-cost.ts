// What watching costs is the engine's own: two children that measured the same speak for all that come after them.
// Measuring takes a child some twenty collections, which is a third of a short trial.
import type { WatchCost } from '../model/event.ts'
import type { Runtime } from '../model/runtime.ts'

/** By the runtime's path: the newest cost, and whether two in a row were the same. */
const known = new Map<string, { cost: WatchCost; isAgreed: boolean }>()

export function addWatchCost({ path }: Runtime, cost: WatchCost): void {
  const last = known.get(path)
  if (last?.isAgreed) return
  const isAgreed =
    last !== undefined &&
    last.cost.reference === cost.reference &&
    last.cost.cell === cost.cell &&
    last.cost.slot === cost.slot
  known.set(path, { cost, isAgreed })
}

/** @returns null while no two children have agreed */
export function agreedWatchCost({ path }: Runtime): WatchCost | null {
  const last = known.get(path)
  return last?.isAgreed ? last.cost : null
}
