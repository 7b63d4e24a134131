// Quotes a word for a shell.

/** A path or a name as one argument of a command that the user can copy. */
export function shellWord(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}
