import type { Scenario } from 'leaklab'

/** A line of a log, 4,000 characters long, that begins with a name. */
const readLine = (id: number) => `the-name-of-user-${id} `.padEnd(4_000, '.')

/** Strings have no method for it: through bytes and back makes a string of its own. */
const copy = (text: string) => Buffer.from(text).toString()

export default {
  title: 'Sliced string',
  ask: 'Of each line of 4,000 characters we keep the first 20. How many bytes do we keep for each line?',
  learn:
    'V8 does not copy a slice of 13 characters or more: it refers to its parent, and holds the whole of it. What is kept of a large text should be a copy, through bytes and back. A list without a bound grows either way, by 4,000 bytes a line or by some 50.',

  leaks: {
    'slices kept': () => {
      const names: string[] = []
      let id = 0
      return () => {
        names.push(readLine(id++).slice(0, 20))
      }
    },
    'copies kept': () => {
      const names: string[] = []
      let id = 0
      return () => {
        names.push(copy(readLine(id++).slice(0, 20)))
      }
    },
  },
  plateaus: {
    'newest 100 slices': () => {
      const names: string[] = []
      let id = 0
      return () => {
        names.push(readLine(id++).slice(0, 20))
        if (names.length > 100) names.shift()
      }
    },
    'newest 100 copies': () => {
      const names: string[] = []
      let id = 0
      return () => {
        names.push(copy(readLine(id++).slice(0, 20)))
        if (names.length > 100) names.shift()
      }
    },
  },
} satisfies Scenario
