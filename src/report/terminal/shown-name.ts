// A user copies a name from a screen or out of a command that was printed. What was shown is not always what the file has.
import { cleanLine } from './clean.ts'

/** Whether a user who typed this text means this name: the name itself, or as it is shown. */
export function isNameOrShown(typed: string, name: string): boolean {
  return typed === name || shownForms(name).includes(typed)
}

/** A name as terminals show it, with Unicode and without. */
export function shownForms(name: string): string[] {
  return [true, false].map(unicode => cleanLine(name, { unicode }))
}
