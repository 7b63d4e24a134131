// How many collections settling takes at most, and what follows for those that the engine reports.
// No dependency: the child process loads this file too.

/** Collections of one settling at most. Three are usually enough. */
export const maxSettleCollections = 12

/** Whether all forced collections were major ones. Those of the newest settling are reported a turn late, and may be missing. */
export function wereAllMajor({ forced, forcedMajor }: { forced: number; forcedMajor: number }): boolean {
  return forced - forcedMajor <= maxSettleCollections
}
