// A user copies a name from a screen or out of a command that was printed. What was shown is not always what the file has.
import { cleanLine } from './clean.ts'

/** A name as a user may know it: the name itself, and as terminals show it, with Unicode and without. */
export function formsOf(name: string): string[] {
  return [name, ...[true, false].map(unicode => cleanLine(name, { unicode }))]
}
