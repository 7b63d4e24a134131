import type { Scenario } from 'leaklab'

class Visit {
  clicks = new Array(100).fill(0)
}

class Entry {
  since = new Date()
  visit: Visit | undefined = new Visit()
}

/** At the top of a module: as long-lived as the program. */
const visits: Entry[] = []

export default {
  title: 'Growing array',
  ask: 'Each visit goes into an array at the top of a module. Is it enough to empty the entry when the visit is over?',
  learn:
    'What stands at the top of a module lives as long as the program, and an array only grows until somebody shortens it. An emptied entry lets go of the visit and keeps its place: a small leak in the place of a large one. Take entries out, or write round and round in a ring of fixed length.',

  leaks: {
    'pushed, never taken out': lab => () => {
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
    'taken out': lab => () => {
      const entry = new Entry()
      lab.watch(entry.visit!)
      visits.push(entry)
      visits.splice(visits.indexOf(entry), 1)
    },
  },
} satisfies Scenario
