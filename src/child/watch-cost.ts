// Caches what watching an object costs. The cost depends on the engine only: once two children in a row have measured the
// same, later ones need not measure. Measuring takes some twenty collections, a third of a short trial.
import type { WatchCost } from '../model/event.ts'
import type { Runtime } from '../model/runtime.ts'

/** By the runtime's path: the newest cost, and whether two in a row were the same. */
const costs = new Map<string, { cost: WatchCost; isAgreed: boolean }>()

export function addWatchCost({ path }: Runtime, cost: WatchCost): void {
  const last = costs.get(path)
  if (last?.isAgreed) return
  const isAgreed =
    last !== undefined &&
    last.cost.reference === cost.reference &&
    last.cost.cell === cost.cell &&
    last.cost.slot === cost.slot
  costs.set(path, { cost, isAgreed })
}

/** @returns null while no two children in a row have measured the same */
export function agreedWatchCost({ path }: Runtime): WatchCost | null {
  const last = costs.get(path)
  return last?.isAgreed ? last.cost : null
}
