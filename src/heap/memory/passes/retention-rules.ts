// The retention rules: which edges keep their target alive, and what are the two halves of a WeakMap entry? This is the
// only definition. It is compiled into the passes and imported as TypeScript as well, so it works on plain numbers.
import { SHORTCUT, WEAK } from '../../graph/edge-codes.ts'

/**
 * Is an edge essential, that is, does it retain its target for dominators and retained sizes? Not:
 * - a weak edge, or an edge of a node to itself
 * - a shortcut, unless from the root, where it marks a global object
 * - an edge from what the program does not own (a debugger, say) to what it owns, unless from the root
 * - a WeakMap entry's edge from the table: key and table retain the value together, and it is attributed to the key
 *
 * The rules of DevTools: `computeIsEssentialEdge` and `markPageOwnedNodes`,
 * front_end/entrypoints/heap_snapshot_worker/HeapSnapshot.ts.
 *
 * `isFromTable`: see isTableHalf; false for an edge of any other type. `isTargetOwned` may be false where the source is
 * owned: nothing depends on it there.
 */
export function isEssential(
  type: number,
  source: number,
  target: number,
  isFromRoot: boolean,
  isSourceOwned: boolean,
  isTargetOwned: boolean,
  isFromTable: boolean,
): boolean {
  if (source === target || isFromTable) return false
  if (!isFromRoot && !isSourceOwned && isTargetOwned) return false
  return type === SHORTCUT ? isFromRoot : type !== WEAK
}

// A WeakMap entry is two edges to its value, one from the key and one from the table. In place of a name, such an edge has
// twice the number of its entry, plus one if it comes from the table (parse/ephemerons.ts).

/** Is an ephemeron edge of this name the half from the table? If not, it is the half from the key. */
export function isTableHalf(name: number): boolean {
  return (name & 1) === 1
}

/** The number of the entry that an ephemeron edge of this name is a half of. */
export function entryOf(name: number): number {
  return name >>> 1
}

/**
 * For a search of paths, the state of an entry after the search has met one more of its halves: 1 after the first. The
 * second leads back to 0, as if none had been met: broken snapshots have entries with more than two edges.
 */
export function meetHalf(halfMet: number): number {
  return halfMet === 0 ? 1 : 0
}

/** A value needs both key and table: does the search reach it by the half just met? `halfMet`: what meetHalf returned. */
export function isValueReached(halfMet: number): boolean {
  return halfMet === 0
}
