import type { Scenario } from 'leaklab'

class Visit {
  clicks = new Array(100).fill(0)
}

class Entry {
  since = new Date()
  visit: Visit | undefined = new Visit()
}

/** A variable of the module: it stays as long as the program runs. */
const visits: Entry[] = []

export default {
  title: 'Growing array',
  ask: 'Each visit goes into an array at the top of a module. Is the visit collected when it is over?',
  learn:
    'A variable at the top of a module stays as long as the program, and an array grows until something shortens it. An entry that is emptied releases its visit but stays in the array: a smaller leak instead of a large one. Remove entries, or overwrite the oldest in a ring of fixed length.',

  leaks: {
    'pushed, never removed': lab => () => {
      const entry = new Entry()
      lab.watch(entry.visit!)
      visits.push(entry)
    },
    'emptied, its entry kept': lab => () => {
      const entry = new Entry()
      lab.watch(entry.visit!)
      visits.push(entry)
      entry.visit = undefined
    },
  },
  plateaus: {
    'a ring of the last 100': lab => {
      let index = 0
      return () => {
        const entry = new Entry()
        lab.watch(entry.visit!)
        visits[index++ % 100] = entry
      }
    },
  },
  collects: {
    removed: lab => () => {
      const entry = new Entry()
      lab.watch(entry.visit!)
      visits.push(entry)
      visits.splice(visits.indexOf(entry), 1)
    },
  },

  lesson: {
    variant: 'emptied, its entry kept',
    against: 'removed',
    because: 'the entry itself stays in the array',
    beliefs: {
      'null-frees': {
        because: 'undefined removes the last reference to the entry',
        answer:
          'It removes the last reference to the visit, and the visit goes. The entry is still an element of `visits`.',
      },
      'flat-means-no-leak': {
        because: 'no visit survives, so nothing can grow',
        answer:
          'The visits do go, but an entry with its Date stays for each of them. Only the heap shows this growth.',
      },
      'small-is-small': {
        because: 'an empty entry takes no memory',
        answer:
          'It takes less than a visit, but not nothing: an object and its Date, one more for each visit, without limit.',
      },
    },
    highlight: ['visits.push(entry)', 'entry.visit = undefined'],
  },
} satisfies Scenario
