// Finds the word for a name that comes from a program, a heap or the system.

/** The word; undefined where there is none, also for a name that each object has, such as `constructor`. */
export function findWord(words: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(words, name) ? words[name] : undefined
}
