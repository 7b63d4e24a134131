import type { Scenario } from 'leaklab'

/** A line of a log with 4,000 characters. It begins with a name. */
const readLine = (id: number) => `the-name-of-user-${id} `.padEnd(4_000, '.')

/** Strings have no method for this: converting to bytes and back makes an independent string. */
const copy = (text: string) => Buffer.from(text).toString()

export default {
  title: 'Sliced string',
  ask: 'Of each line of 4,000 characters the first 20 are kept. Is the rest of the line collected?',
  learn:
    'V8 does not copy a slice of 13 characters or more: the slice references the whole string that it was cut from. A copy takes about 50 bytes instead of 4,000, but a list of copies grows without bound too. Copy what you keep of a large text, for example through a Buffer, and limit the list.',

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

  lesson: {
    variant: 'newest 100 slices',
    against: 'slices kept',
    because: 'at most 100 slices stay, each with its whole line',
    beliefs: {
      'small-is-small': {
        because: 'a slice holds 20 characters, and its line is freed',
        answer:
          'In V8 a slice of 13 characters or more references the whole line. Memory levels off because only 100 slices are kept.',
      },
      'growth-is-leak': {
        because: 'each iteration makes a line of 4,000 characters',
        answer: 'As many lines are freed: when shift() drops a slice, nothing references its line any more.',
      },
      'memory-comes-down': {
        because: '100 lines stay for good, and that is a leak',
        answer:
          'Each line is freed when its name leaves the list. Memory that stays below a limit is no leak, even if it does not come down.',
      },
    },
    highlight: ['readLine(id++).slice(0, 20)', 'if (names.length > 100) names.shift()'],
  },
} satisfies Scenario
