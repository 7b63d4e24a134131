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
    because: '100 slices keep 100 lines, and no more',
    beliefs: {
      'growth-is-leak': {
        because: 'each line is a new string of 4,000 characters',
        answer: 'New strings alone are no leak. Only the lines whose slices are still in the list stay.',
      },
      'small-is-small': {
        because: 'a slice of 20 characters keeps just these 20',
        answer:
          'A slice of 13 characters or more references the whole string. The limit of the list is what bounds it.',
      },
      'flat-means-no-leak': {
        because: 'nothing is kept, as strings cannot be watched',
        answer: 'A string can be kept like any object: here 100 lines of 4,000 characters are.',
      },
    },
    highlight: ['.slice(0, 20)', 'names.length > 100'],
  },
} satisfies Scenario
