// How many collections may settling force, and how can it be checked that all of them were major?
// No dependency: the child process loads this file too.

/** Maximum number of collections in one settling. Three are usually enough. */
export const maxSettleCollections = 12

/**
 * Whether all forced collections were major. Those of the newest settling may be missing, because the engine reports them
 * one turn of the event loop late.
 */
export function wereAllMajor({ forced, forcedMajor }: { forced: number; forcedMajor: number }): boolean {
  return forced - forcedMajor <= maxSettleCollections
}

/** Collections that a reading describes; earlier ones are only counted. */
export const maxDescribedCollections = 24
