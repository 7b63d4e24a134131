import type { Scenario } from 'leaklab'

class Visit {
  clicks = new Array(100).fill(0)
}

/** At the top of a module: as long-lived as the program. */
const visits: (Visit | undefined)[] = []

export default {
  title: 'Growing array',
  ask: 'An array at the top of a module is given each visit. Is it enough to empty an element that is done with?',
  learn:
    'What stands at the top of a module lives as long as the program, and an array only grows until somebody shortens it. To empty a place lets go of the visit and keeps the place: some eight bytes, for ever. Take the element out, or write round and round in a ring of fixed length.',

  leaks: {
    'pushed, never taken out': lab => () => {
      visits.push(lab.watch(new Visit()))
    },
    'emptied, its place kept': lab => () => {
      const index = visits.push(lab.watch(new Visit())) - 1
      visits[index] = undefined
    },
  },
  plateaus: {
    'a ring of the last 100': lab => {
      let index = 0
      return () => {
        visits[index++ % 100] = lab.watch(new Visit())
      }
    },
  },
  collects: {
    'taken out by splice': lab => () => {
      const index = visits.push(lab.watch(new Visit())) - 1
      visits.splice(index, 1)
    },
  },
} satisfies Scenario
